import Diagnostics

/// Newline-delimited JSON: one object on each line, blank lines passed over.
///
/// A line is a row: one that is no JSON is a record with a problem, as a short row of CSV is, and the others stand.
enum NDJSONReader {
  static func read(_ text: Source, from start: Int, into builder: inout RecordBuilder) {
    let bytes = text.bytes
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[line..<end].contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) {
        let whole = Span(source: text, range: line..<end)
        var problems = LimitedDiagnostics()
        builder.addLine(JSONReader.parse(text, line..<end, .standard, &problems), whole)
        for var problem in problems.finished().all {
          if problem.severity == .error { problem.severity = .warning }
          builder.found.add(problem)
        }
      }
      line = end + 1
    }
  }
}
