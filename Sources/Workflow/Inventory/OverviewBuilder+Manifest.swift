import Inventories
import Reports
import Schema

extension OverviewBuilder {
  /// The manifest lines of the sources that were guessed; empty where none was.
  func proposal() -> String {
    let guessed = loaded.report.sources.filter(isGuess)
    return guessed.isEmpty ? "" : lines(guessed).joined(separator: "\n") + "\n"
  }

  /// A manifest for all that was read without one.
  func wholeManifest() -> String {
    let sources = loaded.report.sources.filter { $0.recognition == .content }
    let name = (loaded.report.sources.first?.path).map { _ in "inventory" } ?? "inventory"
    var text = """
      # A proposal: correct what is wrong, and say what only you know.
      inventory: \(name)
      zone: \(loaded.report.zone)
      # date_order: dmy             # if 05/12/2025 is the fifth of December
      # unit: {id: u1, name: ...}   # to which everything belongs that names none

      """
    text += sources.isEmpty ? "sources: []\n" : "sources:\n" + lines(sources).joined(separator: "\n") + "\n"
    for register in loaded.registers where register.namedAt == nil && !isProfiled(register) {
      text += "  # - {path: \(Self.quoted(register.path)), register: \(register.kind.rawValue)}"
      text += "      # puts them in force: whoever says so answers for it\n"
    }
    for skipped in loaded.report.skipped where skipped.reason == "not recognised" {
      text += "  # - {path: \(Self.quoted(skipped.path)), entity: ...}      # not recognised\n"
    }
    return text
  }

  private func lines(_ sources: [InventoryReport.Source]) -> [String] {
    var seen: Set<String> = []
    return sources.filter { seen.insert($0.path).inserted }.flatMap { source -> [String] in
      var lines = ["  - path: \(Self.quoted(source.path))"]
      if let tool = source.tool {
        lines.append(Self.remark("    adapter: \(tool.adapter)", because(source)))
        if let host = adapted(source.path)?.host {
          let name = host.origin == .file ? "..." : Self.quoted(host.name)
          lines.append(
            host.origin == .manifest
              ? "    device: \(name)" : Self.remark("    # device: \(name)", "the device that it is about"))
        }
      } else {
        lines.append(Self.remark("    entity: \(source.entity)", because(source)))
      }
      if let line = source.headerLine, !source.isHeaderCertain || line == 0 {
        let why = line == 0 ? "no header was found" : "the line of the header, which is not certain"
        lines.append(Self.remark(line == 0 ? "    # header: 1" : "    header: \(line)", why))
      }
      if let day = source.collected {
        lines.append("    collected: \(day)")
      } else {
        lines.append(Self.remark("    # collected: \(asOf)", "the day the data was collected"))
      }
      // A tool's export says itself what it is and what it proves.
      let isSheet = source.tool == nil
      if isSheet, !source.isDeclared {
        lines.append(Self.remark("    # declared: true", "if it says what should be, not what a tool saw"))
      }
      let sections = source.coverage.keys.sorted()
      if isSheet, !sections.isEmpty {
        let claims = sections.map { "\($0): complete" }.joined(separator: ", ")
        lines.append(Self.remark("    # coverage: {\(claims)}", "only if it lists all there is"))
      }
      guard !source.dropped.isEmpty, source.tool == nil else { return lines }
      let hasSuggestion = source.dropped.contains { $0.suggestion != nil }
      lines.append(hasSuggestion ? "    columns:" : "    # columns:")
      for column in source.dropped {
        let header = Self.quoted(column.header)
        lines.append(
          column.suggestion.map { Self.remark("      \(header): \($0)", "a guess") }
            ?? Self.remark("      # \(header): ...", column.reason))
      }
      return lines
    }
  }

  private static func remark(_ line: String, _ remark: String) -> String {
    line + String(repeating: " ", count: max(1, 40 - line.count)) + "# \(remark)"
  }

  /// A text as a YAML scalar: plain where it can be.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789-_./ ".unicodeScalars.contains($0)
    }
    if isPlain, let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.last != " " { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let visible = String(String.UnicodeScalarView(escaped.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    return "\"\(visible)\""
  }
}
