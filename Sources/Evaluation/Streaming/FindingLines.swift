import Formats
import Planning
import Schema
import Tables
import Values

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which verdicts a table of findings lists.
public enum FindingFilter: Sendable, Hashable {
  case fails
  case all

  /// Whether findings of a verdict are listed.
  public func lists(_ verdict: Verdict) -> Bool { verdicts.contains(verdict) }

  /// Verdicts in the order in which they are looked at.
  var verdicts: [Verdict] {
    switch self {
    case .fails: [.fail]
    case .all: [.fail, .unknown, .error]
    }
  }
}

/// A table of findings as comma-separated text (RFC 4180): a line for each, its values cut from where they stand.
///
///     policy,rule,verdict,subject,file,row,attributes,value1,value2,…
///
/// A finding that rows of a relation decide has a line for each of those rows, up to twenty, and none of its own; one
/// about a configuration file has a line for each value that decided, with the line in the file as its row.
public struct FindingTable: Sendable {
  /// Lines for one finding that other rows decide; more are not listed.
  public static let witnessLimit = 20

  /// How many values a line has.
  public let width: Int
  private let policy: String

  public init(policy: String, width: Int) {
    self.policy = policy
    self.width = width
  }

  public static func header(width: Int) -> [UInt8] {
    let names = ["policy", "rule", "verdict", "subject", "file", "row", "attributes"]
    return Array((names + (1...max(width, 1)).prefix(width).map { "value\($0)" }).joined(separator: ",").utf8) + [0x0A]
  }

  /// A line up to its subject.
  public func opening(_ rule: String, _ verdict: Verdict) -> [UInt8] {
    let buffer = ByteBuffer()
    for text in [policy, rule, verdict.rawValue] {
      buffer.append(cell: text)
      buffer.append(UInt8(ascii: ","))
    }
    return Array(buffer.bytes)
  }

  /// Between subject and row.
  public func file(_ path: String) -> [UInt8] {
    let buffer = ByteBuffer()
    buffer.append(UInt8(ascii: ","))
    buffer.append(cell: path)
    buffer.append(UInt8(ascii: ","))
    return Array(buffer.bytes)
  }

  /// Between row and values.
  public func names(_ shown: [String]) -> [UInt8] {
    let buffer = ByteBuffer()
    buffer.append(UInt8(ascii: ","))
    buffer.append(cell: shown.joined(separator: " "))
    return Array(buffer.bytes)
  }

  /// Behind so many values: the cells that are left, and the end of the line.
  public func closing(_ count: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: ","), count: max(0, width - count)) + [0x0A]
  }
}

/// Cuts values out of a block for one kind of line.
struct ValueCutter: Sendable {
  private let columns: [Int]
  private let read: [@Sendable (RawValue) -> Column.Entry]
  private let names: [UInt8]
  private let closing: [UInt8]
  private let copiesCells: Bool
  private let isJSON: Bool

  init(_ table: FindingTable, shown: [String], members: [String], of streamed: StreamedTable) {
    let format = streamed.format
    let known = shown.filter { members.contains($0) && streamed.member($0) != nil }
    columns = known.compactMap { members.firstIndex(of: $0) }
    read = known.compactMap { streamed.member($0)?.read }
    names = table.names(shown)
    closing = table.closing(columns.count)
    isJSON = format.isJSON
    if case .cells(let delimiter, _) = format {
      copiesCells = delimiter == UInt8(ascii: ",")
    } else {
      copiesCells = false
    }
  }

  /// Appends everything behind the row's number.
  @inline(__always)
  func append(_ block: RowBlock, _ row: Int, to lines: ByteBuffer) {
    lines.append(names)
    // One look at the whole row is cheaper than one at each of its cells.
    let copies = copiesCells && !ValueCutter.mayHoldCredentials(block.line(row))
    for (place, column) in columns.enumerated() {
      lines.append(UInt8(ascii: ","))
      guard let field = block.field(column, row), let base = field.baseAddress else { continue }
      if copies, ValueCutter.isHarmless(field) {
        lines.append(base, field.count)
      } else {
        appendRead(field, place, lines)
      }
    }
    lines.append(closing)
  }

  @inline(never)
  private func appendRead(_ field: UnsafeBufferPointer<UInt8>, _ place: Int, _ lines: ByteBuffer) {
    guard let base = field.baseAddress else { return }
    if isJSON, base[-1] == UInt8(ascii: "\""), !field.contains(UInt8(ascii: "\\")),
      !ValueCutter.mayHoldCredentials(field)
    {
      return lines.append(cell: field)
    }
    let isText = base[-1] == UInt8(ascii: "\"")
    if isJSON, !isText {
      // Null says nothing, and scalars are as they are written.
      if field.first == UInt8(ascii: "n") { return }
      if field.first != UInt8(ascii: "[") { return lines.append(cell: field) }
    }
    let value = isJSON ? RawField.json(field, isText: isText) : RawField.cell(field)
    let text = value.map { read[place]($0).raw } ?? ""
    lines.append(cell: Redaction.withoutCredentials(text))
  }

  /// Whether a cell can be copied as it is written: quoted or not, no spreadsheet takes it for a formula.
  @inline(__always)
  private static func isHarmless(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard field.count > 1, field[0] == UInt8(ascii: "\"") else { return ByteBuffer.isHarmless(field) }
    return field[1] == UInt8(ascii: "\"") || ByteBuffer.isHarmless(UnsafeBufferPointer(rebasing: field[1...]))
  }

  /// Whether a value may hold a name and a password for an address: rare, and looked at more closely.
  @inline(__always)
  private static func mayHoldCredentials(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = field.baseAddress, !field.isEmpty else { return false }
    return memchr(base, Int32(UInt8(ascii: "@")), field.count) != nil
  }
}

/// Lines that lack their row's number until it is known how many rows there are before their chunk, and the names of
/// orphans until it is known how the file spells them first.
struct PendingLines: Sendable {
  /// What is to be put in: a row's number, or the name at an index of those that go with the lines.
  enum Missing: Sendable {
    case row(UInt32)
    case name(UInt32)
  }

  let bytes: ByteBuffer
  private var holes: [(place: UInt32, missing: Missing)] = []

  init(capacity: Int = 4096) { bytes = ByteBuffer(capacity: capacity) }

  @inline(__always)
  mutating func leaveRow(_ row: Int) {
    holes.append((UInt32(truncatingIfNeeded: bytes.count), .row(UInt32(truncatingIfNeeded: row))))
  }

  mutating func leaveName(_ index: Int) {
    holes.append((UInt32(truncatingIfNeeded: bytes.count), .name(UInt32(truncatingIfNeeded: index))))
  }

  /// Appends the lines to others, with their numbers and names.
  func write(rowsBefore: Int, names: [String], to target: ByteBuffer) {
    var done = 0
    for hole in holes {
      target.append(bytes.base + done, Int(hole.place) - done)
      switch hole.missing {
      case .row(let row): target.append(decimal: rowsBefore + Int(row) + 1)
      case .name(let index): target.append(cell: names[Int(index)])
      }
      done = Int(hole.place)
    }
    target.append(bytes.base + done, bytes.count - done)
  }
}

/// Where a table of findings goes.
public struct FindingSink: Sendable {
  public var filter: FindingFilter
  /// Appends bytes; what cannot be written is the sink's to remember.
  public var write: @Sendable (UnsafeRawBufferPointer) -> Void
  /// Takes back everything written after so many bytes.
  public var rewind: @Sendable (Int) -> Void
  /// Changes parts of what was written, in order; what stands behind them moves up.
  public var revise: @Sendable (_ parts: [Range<Int>], Revision) -> Void

  /// What stands in a part, by its index, afterwards: no more bytes than before.
  public typealias Revision = (_ part: Int, _ bytes: [UInt8]) -> [UInt8]

  public init(
    filter: FindingFilter, write: @escaping @Sendable (UnsafeRawBufferPointer) -> Void,
    rewind: @escaping @Sendable (Int) -> Void, revise: @escaping @Sendable ([Range<Int>], Revision) -> Void
  ) {
    self.filter = filter
    self.write = write
    self.rewind = rewind
    self.revise = revise
  }
}
