import Diagnostics

/// A stretch of a configuration file, for people and editors: lines and columns count from 1, columns in Unicode
/// scalars; the end is behind the last scalar.
public struct DocumentRegion: Sendable, Hashable {
  public var line: Int
  public var column: Int
  public var endLine: Int
  public var endColumn: Int

  public init(line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// - Complexity: O(log lines + length of the two lines)
  public init(_ span: Span) {
    let (start, end) = (span.start, span.end)
    self.init(line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }
}
