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
  @exclusivity(unchecked) private var ends: [(end: UInt32, kind: UInt32)] = []
  private let table: StreamedTable

  public init(_ table: StreamedTable) { self.table = table }

  /// How many subjects there are; the number of a key is its subject's row.
  public var count: Int { ends.count }

  /// Makes room for so many keys, as far as anybody can tell beforehand.
  public func reserve(_ count: Int) {
    folded.reserve(min(count, 1 << 20))
    ends.reserveCapacity(min(count, 1 << 20))
  }

  /// Keys of some rows, made ready to be added: any thread can do that.
  ///
  /// INVARIANT: written before it is handed to anybody else.
  public struct Batch: @unchecked Sendable {
    /// As they stand in the file, one after the other.
    fileprivate let written: ByteBuffer
    /// Where each ends, and its kind.
    fileprivate let ends: [(end: UInt32, kind: UInt32)]
    /// The same bytes, plain keys folded.
    fileprivate let folded: ByteBuffer
    /// Of plain keys; nil for others, which are read when they are added.
    fileprivate let hashes: [UInt64?]

    /// - Parameters:
    ///   - written: keys as they stand in the file, one after the other.
    ///   - ends: where each ends, and its kind.
    ///   - table: whose keys they are.
    public init(_ written: ByteBuffer, _ ends: [(end: UInt32, kind: UInt32)], of table: StreamedTable) {
      self.written = written
      self.ends = ends
      folded = ByteBuffer(capacity: written.count + ByteDictionary.room)
      folded.append(UnsafePointer(written.base), written.count)
      folded.reserve(ByteDictionary.room)
      var hashes: [UInt64?] = []
      hashes.reserveCapacity(ends.count)
      let keys = ByteHash.keys
      for index in ends.indices {
        let inner = KeyTable.unquoted(KeyTable.key(written.base, ends, index), table)
        guard table.hasPlainKeys, KeyTable.isPlain(inner), let base = inner.baseAddress else {
          hashes.append(nil)
          continue
        }
        let target = folded.base + (base - UnsafePointer(written.base))
        KeyTable.writeLowercase(inner, to: target)
        hashes.append(ByteHash.hash(target, inner.count, keys))
      }
      self.hashes = hashes
    }
  }

  /// Adds the keys of the next rows.
  ///
  /// The slots of some are asked for together, so that memory is waited for together.
  public func add(_ batch: Batch) throws(ScanFault) {
    let (keys, ends, step) = (UnsafePointer(batch.written.base), batch.ends, 32)
    for first in stride(from: 0, to: ends.count, by: step) {
      let some = first..<min(first + step, ends.count)
      for index in some { if let hash = batch.hashes[index] { folded.prefetch(hash) } }
      for index in some {
        let own = KeyTable.key(keys, ends, index)
        if let hash = batch.hashes[index], let base = unquoted(own).baseAddress {
          let number = folded.code(batch.folded.base + (base - keys), unquoted(own).count, hash: hash)
          guard number == count else { throw .odd("two records with one key") }
        } else {
          try addRead(own, kind: ends[index].kind)
        }
        written.append(own)
        guard written.count < Int(UInt32.max) else { throw .odd("keys of more than 4 GB") }
        self.ends.append((UInt32(truncatingIfNeeded: written.count), ends[index].kind))
      }
    }
  }

  private static func key(
    _ keys: UnsafePointer<UInt8>, _ ends: [(end: UInt32, kind: UInt32)], _ index: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let begin = index > 0 ? Int(ends[index - 1].end) : 0
    return UnsafeBufferPointer(start: keys + begin, count: Int(ends[index].end) - begin)
  }

  /// Notes a key that is not certain to be as it is written.
  private func addRead(_ key: UnsafeBufferPointer<UInt8>, kind: UInt32) throws(ScanFault) {
    guard !key.isEmpty, let value = StreamedValue.read(key, kind: kind, isJSON: table.format.isJSON),
      let name = table.key.flatMap({ table.member($0) }).flatMap({ table.keyName($0.read(value)) })
    else { throw .odd("a record without a key") }
    // Evidence shows an id in its display form; what is written is taken for it.
    guard name.display.utf8.elementsEqual(unquoted(key)) else { throw .odd("a key that is not written as it is shown") }
    guard KeyTable.code(name.folded, folded) == count else { throw .odd("two records with one key") }
  }

  /// Writes a key of plain letters in small ones.
  private static func writeLowercase(_ key: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
    for index in 0..<key.count {
      let byte = key[index]
      target[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
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
    var lower = InlineArray<64, UInt8>(repeating: 0)
    var span = lower.mutableSpan
    return span.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      KeyTable.writeLowercase(inner, to: base)
      return folded.find(base, inner.count)
    }
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
  private static func unquoted(
    _ key: UnsafeBufferPointer<UInt8>, _ table: StreamedTable
  ) -> UnsafeBufferPointer<UInt8> {
    guard !table.format.isJSON, key.count >= 2, key[0] == UInt8(ascii: "\"") else { return key }
    return UnsafeBufferPointer(rebasing: key[1..<key.count - 1])
  }

  private func unquoted(_ key: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    KeyTable.unquoted(key, table)
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
