import CEL
import Diagnostics
import FoundationEssentials
import Testing

/// Expressions with the diagnostics that they get, in a text file: an expression, `=>`, what a user is told, `----`.
///
/// With `KIEM_UPDATE_SNAPSHOTS=1` the file is written anew; its diff is then to be read.
struct DiagnosticSnapshot {
  struct Case {
    var expression: String
    var told: String
  }

  let path: String
  let cases: [Case]

  init(_ name: String) {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    path = folder + "/Snapshots/" + name
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    var cases: [Case] = []
    var expression: [String] = []
    var told: [String] = []
    var isTold = false
    let text = String(decoding: bytes, as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      switch line {
      case "=>" where !isTold: isTold = true
      case "----":
        cases.append(Case(expression: expression.joined(separator: "\n"), told: told.joined(separator: "\n")))
        (expression, told, isTold) = ([], [], false)
      default: if isTold { told.append(line) } else { expression.append(line) }
      }
    }
    self.cases = cases
  }

  /// Compares what is told about each expression with what the file says.
  func expectSame(_ diagnose: (ExpressionSource) -> [Diagnostic]) {
    #expect(cases.count > 5, "no cases in \(path)")
    var written = ""
    for test in cases {
      let source = ExpressionSource(test.expression)
      let told = diagnose(source).map { Self.text(of: $0, in: source) }.joined(separator: "\n")
      written += "\(test.expression)\n=>\n\(told)\n----\n"
      if ProcessInfo.processInfo.environment["KIEM_UPDATE_SNAPSHOTS"] == nil {
        #expect(told == test.told, "\(test.expression)")
      }
    }
    if ProcessInfo.processInfo.environment["KIEM_UPDATE_SNAPSHOTS"] != nil {
      _ = FileManager.default.createFile(atPath: path, contents: Data(written.utf8))
    }
  }

  /// A diagnostic as text: message, line and carets, other places, help, and the text with the fix applied.
  static func text(of diagnostic: Diagnostic, in source: ExpressionSource) -> String {
    var lines = ["\(diagnostic.severity.rawValue) \(diagnostic.code): \(diagnostic.message)"]
    if let primary = diagnostic.primary {
      let start = primary.span.start
      let end = primary.span.end
      lines.append("  \(primary.span.source.line(start.line))")
      let width = end.line == start.line ? max(end.column - start.column, 1) : 1
      lines.append("  " + String(repeating: " ", count: start.column - 1) + String(repeating: "^", count: width))
    }
    for label in diagnostic.secondary {
      let path = label.span.source === source.map.source ? "" : label.span.source.path + ":"
      lines.append("  \(path)\(label.span.start) `\(label.span.text)`: \(label.text)")
    }
    lines += diagnostic.help.map { "  help: \($0)" }
    if let fix = diagnostic.fix { lines.append("  fix: \(applying(fix, to: source.text))") }
    return lines.joined(separator: "\n")
  }

  static func applying(_ fix: Diagnostic.Fix, to text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(fix.span.range.clamped(to: 0..<bytes.count), with: Array(fix.replacement.utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}
