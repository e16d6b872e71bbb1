import Diagnostics

/// Paragraphs of `Name: value` lines (RFC 822 in spirit: dpkg's status, rpm's, many a tool's report) to records.
///
/// A line that begins with white space continues the value above it; a blank line ends the paragraph. A line that is
/// neither makes its record one with a problem. A name that a paragraph has twice makes both values unreadable.
public enum StanzaReader {
  /// - Complexity: O(bytes)
  public static func read(_ text: Source) -> RecordFile {
    var table = TextTable(text, columns: [])
    var stanza = Stanza()
    for number in 1...text.lineStarts.count {
      let line = text.line(number)
      if line.allSatisfy(\.isWhitespace) {
        stanza.end(&table)
      } else if line.first == " " || line.first == "\t" {
        stanza.extend(line.drop { $0.isWhitespace })
      } else if let colon = line.firstIndex(of: ":"), colon != line.startIndex {
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        stanza.add(String(line[..<colon]), value, line: number)
      } else {
        stanza.spoil(line: number)
      }
    }
    stanza.end(&table)
    return table.file
  }

  private struct Stanza {
    private var names: [String] = []
    private var values: [String] = []
    private var line = 0
    private var problem: String?

    mutating func add(_ name: String, _ value: Substring, line: Int) {
      if names.isEmpty { self.line = line }
      names.append(name)
      values.append(String(value))
    }

    mutating func extend(_ text: Substring) {
      if values.isEmpty { return }
      values[values.count - 1] += (values[values.count - 1].isEmpty ? "" : "\n") + text
    }

    mutating func spoil(line: Int) {
      if names.isEmpty, self.line == 0 { self.line = line }
      problem = problem ?? "a line without a name"
    }

    mutating func end(_ table: inout TextTable) {
      if !names.isEmpty || problem != nil { table.append(names, values, line: line, problem: problem) }
      self = Stanza()
    }
  }
}
