import Formats
import Values

/// The subjects of a keyed entity by their keys: built while its file is read, then shared read-only by the threads that
/// look names of other files up in it.
///
/// A key stands here as written and as it compares. Where two records have keys that compare equal they are about one
/// subject, which is more than a table by rows can say: that ends the scan.
public final class KeyTable: @unchecked Sendable {
  // INVARIANT: written by one thread while its entity is scanned, and by nobody afterwards.
  private let folded = ByteDictionary(capacity: 1 << 12)
  /// The keys as written, one after the other.
  private let written = ByteBuffer(capacity: 1 << 16)
  private var ends: [(end: UInt32, kind: UInt32)] = []
  private let table: StreamedTable

  public init(_ table: StreamedTable) { self.table = table }

  /// How many subjects there are; the number of a key is its subject's row.
  public var count: Int { ends.count }

  /// Makes room for so many keys, as far as anybody can tell beforehand.
  public func reserve(_ count: Int) {
    folded.reserve(min(count, 1 << 20))
    ends.reserveCapacity(min(count, 1 << 20))
  }

  /// Adds the next row's key, as it stands in the file.
  /// - Precondition: `ByteDictionary.room` bytes from its first on can be read.
  public func add(_ key: UnsafeBufferPointer<UInt8>, kind: UInt32) throws(ScanFault) {
    guard !key.isEmpty else { throw .odd("a record without a key") }
    let row = count
    let inner = unquoted(key)
    if table.hasPlainKeys, KeyTable.isPlain(inner) {
      let number = KeyTable.withLowercase(inner) { folded.code($0, inner.count) }
      guard number == row else { throw .odd("two records with one key") }
    } else {
      guard let value = StreamedValue.read(key, kind: kind, isJSON: table.format.isJSON),
        let name = table.key.flatMap({ table.member($0) }).flatMap({ table.keyName($0.read(value)) })
      else { throw .odd("a record without a key") }
      // Evidence shows an id in its display form; what is written is taken for it.
      guard name.display.utf8.elementsEqual(inner) else { throw .odd("a key that is not written as it is shown") }
      guard KeyTable.code(name.folded, folded) == row else { throw .odd("two records with one key") }
    }
    written.append(key)
    guard written.count < Int(UInt32.max) else { throw .odd("keys of more than 4 GB") }
    ends.append((UInt32(truncatingIfNeeded: written.count), kind))
  }

  /// A key of plain letters in small ones, with room behind it.
  private static func withLowercase<Result>(
    _ key: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> Result
  ) -> Result {
    var lower = InlineArray<64, UInt8>(repeating: 0)
    for index in 0..<key.count {
      let byte = key[index]
      lower[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
    var span = lower.mutableSpan
    return span.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }

  /// Short words of ASCII letters and digits, with at least one of each.
  private static func isPlain(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard key.count <= 48 else { return false }
    var hasLetter = false
    var hasDigit = false
    var isHexadecimal = true
    for byte in key {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        hasLetter = true
        if byte | 0x20 > UInt8(ascii: "f") { isHexadecimal = false }
      case UInt8(ascii: "-"), UInt8(ascii: "_"): continue
      default: return false
      }
    }
    // Twelve hexadecimal digits may be an address, which compares otherwise.
    return hasLetter && hasDigit && !isHexadecimal
  }

  /// The row of a name that is written as a plain key is; nil for others, though one may compare equal.
  func row(_ name: UnsafeBufferPointer<UInt8>, kind: UInt32) -> UInt32? {
    let inner = unquoted(name)
    guard table.hasPlainKeys, kind == 0, KeyTable.isPlain(inner) else { return nil }
    return KeyTable.withLowercase(inner) { folded.find($0, inner.count) }
  }

  /// Whether a row's key is written so.
  @inline(__always)
  func isWritten(_ name: UnsafeBufferPointer<UInt8>, kind: UInt32, _ row: Int) -> Bool {
    let begin = row > 0 ? Int(ends[row - 1].end) : 0
    guard Int(ends[row].end) - begin == name.count, ends[row].kind == kind else { return false }
    for index in 0..<name.count where written.base[begin + index] != name[index] { return false }
    return true
  }

  /// The row of a name as it compares.
  func row(folded name: String) -> UInt32? {
    var bytes = Array(name.utf8)
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: ByteDictionary.room)
    return bytes.withUnsafeBufferPointer { folded.find($0.baseAddress!, count) }
  }

  private static func code(_ text: String, _ dictionary: ByteDictionary) -> UInt32 {
    var bytes = Array(text.utf8)
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: ByteDictionary.room)
    return bytes.withUnsafeBufferPointer { dictionary.code($0.baseAddress!, count) }
  }

  /// The id of a row's subject.
  public func id(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    let begin = row > 0 ? Int(ends[row - 1].end) : 0
    return unquoted(UnsafeBufferPointer(start: UnsafePointer(written.base) + begin, count: Int(ends[row].end) - begin))
  }

  /// A cell without the quotes around it. Where quotes are doubled within, a key is not written as it is shown.
  private func unquoted(_ key: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard !table.format.isJSON, key.count >= 2, key[0] == UInt8(ascii: "\"") else { return key }
    return UnsafeBufferPointer(rebasing: key[1..<key.count - 1])
  }
}

/// Reads single values of streamed tables.
public enum StreamedValue {
  /// A field as its format means it; nil where that cannot be.
  /// - Parameter kind: `ByteDictionary.otherKind` for JSON that is no text.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>, kind: UInt32, isJSON: Bool) -> RawValue? {
    isJSON ? RawField.json(bytes, isText: kind == 0) : RawField.cell(bytes)
  }
}
