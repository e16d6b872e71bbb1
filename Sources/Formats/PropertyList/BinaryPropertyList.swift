import Diagnostics

/// A binary property list: a table of objects that refer to each other by number.
///
///     bplist00 | objects ... | offset of each object ... | trailer (32 bytes)
///
/// An object may be referred to from many places, so a few bytes can mean a tree without end: what is read is bounded
/// by a number of values, and an object inside itself is refused.
struct BinaryPropertyList {
  private let source: Source
  private let bytes: [UInt8]
  private var found = LimitedDiagnostics()
  private var isWhole = true
  private var remaining: Int
  /// The objects that are being read, the innermost last.
  private var path: [Int] = []
  private var offsetSize = 0
  private var referenceSize = 0
  private var count = 0
  private var table = 0

  private static let depth = 200

  private init(_ source: Source, limit: Int) {
    self.source = source
    bytes = source.bytes
    remaining = limit
  }

  static func read(_ source: Source, limit: Int = 1_000_000) -> PropertyListDocument {
    var list = BinaryPropertyList(source, limit: limit)
    let root = list.root()
    return PropertyListDocument(
      source: source, root: root, diagnostics: list.found.finished(), isWhole: list.isWhole && root != nil)
  }

  private mutating func root() -> PropertyListNode? {
    guard bytes.starts(with: "bplist0".utf8), bytes.count >= 40 else {
      fail(PropertyListDiagnostics.notBinary(span(0..<min(8, bytes.count))))
      return nil
    }
    let trailer = bytes.count - 32
    offsetSize = Int(bytes[trailer + 6])
    referenceSize = Int(bytes[trailer + 7])
    let numbers = (0..<3).map { number(trailer + 8 + 8 * $0, 8) }
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize), let objects = numbers[0],
      let top = numbers[1], let start = numbers[2], objects > 0, objects <= trailer, start >= 8, start <= trailer,
      objects * offsetSize <= trailer - start
    else {
      fail(PropertyListDiagnostics.badTrailer(span(trailer..<bytes.count)))
      return nil
    }
    (count, table) = (objects, start)
    return object(top, from: trailer..<bytes.count)
  }

  private mutating func fail(_ diagnostic: Diagnostic) {
    isWhole = false
    found.add(diagnostic)
  }

  private func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }

  /// An unsigned big-endian number; nil outside the bytes and beyond what an `Int` holds.
  private func number(_ place: Int, _ size: Int) -> Int? {
    guard place >= 0, size >= 1, size <= 8, place <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for byte in bytes[place..<place + size] { value = value << 8 | UInt64(byte) }
    return Int(exactly: value)
  }

  // MARK: objects

  private mutating func object(_ index: Int, from place: Range<Int>) -> PropertyListNode? {
    guard index >= 0, index < count, let offset = number(table + index * offsetSize, offsetSize), offset >= 8,
      offset < table
    else {
      fail(PropertyListDiagnostics.badReference(span(place)))
      return nil
    }
    guard remaining > 0 else {
      if isWhole { fail(PropertyListDiagnostics.tooLarge(span(offset..<offset + 1))) }
      isWhole = false
      return nil
    }
    remaining -= 1
    guard path.count < Self.depth else {
      fail(PropertyListDiagnostics.tooDeep(span(offset..<offset + 1), limit: Self.depth))
      return nil
    }
    guard !path.contains(index) else {
      fail(PropertyListDiagnostics.cycle(span(offset..<offset + 1)))
      return nil
    }
    let marker = bytes[offset]
    let low = Int(marker & 0x0F)
    func node(_ kind: PropertyListNode.Kind, _ end: Int) -> PropertyListNode {
      PropertyListNode(kind: kind, span: span(offset..<end))
    }
    switch marker >> 4 {
    case 0x0 where marker == 0x08 || marker == 0x09: return node(.bool(marker == 0x09), offset + 1)
    case 0x0: return node(.unreadable("", reason: "null"), offset + 1)
    case 0x1 where low <= 4: return integer(offset, 1 << low)
    case 0x2 where low == 2 || low == 3: return real(offset, 1 << low)
    case 0x3 where low == 3: return date(offset)
    case 0x8:
      guard let value = number(offset + 1, low + 1) else { break }
      return node(.integer(String(value)), offset + 2 + low)
    case 0x4, 0x5, 0x6, 0xA, 0xB, 0xC, 0xD:
      guard let (length, start) = length(offset, low) else { break }
      switch marker >> 4 {
      case 0x4, 0x5, 0x6: return text(marker >> 4, offset, start, length)
      case 0xD: return dictionary(index, offset, start, length)
      default: return array(index, offset, start, length)
      }
    default: break
    }
    fail(PropertyListDiagnostics.badObject(span(offset..<offset + 1)))
    return nil
  }

  /// The number of items of an object and where they begin: in the marker, or in an integer after it.
  private func length(_ offset: Int, _ low: Int) -> (Int, start: Int)? {
    guard low == 0x0F else { return (low, offset + 1) }
    guard offset + 1 < table, bytes[offset + 1] >> 4 == 1, bytes[offset + 1] & 0x0F <= 3 else { return nil }
    let size = 1 << Int(bytes[offset + 1] & 0x0F)
    return number(offset + 2, size).map { ($0, offset + 2 + size) }
  }

  private mutating func integer(_ offset: Int, _ size: Int) -> PropertyListNode? {
    guard offset + 1 + size <= table else { return cut(offset) }
    var value: UInt128 = 0
    for byte in bytes[offset + 1..<offset + 1 + size] { value = value << 8 | UInt128(byte) }
    // Eight bytes are signed, fewer are not.
    let text = size == 8 ? String(Int64(truncatingIfNeeded: value)) : String(Int128(truncatingIfNeeded: value))
    return PropertyListNode(kind: .integer(text), span: span(offset..<offset + 1 + size))
  }

  private mutating func real(_ offset: Int, _ size: Int) -> PropertyListNode? {
    guard let value = double(offset + 1, size) else { return cut(offset) }
    let kind: PropertyListNode.Kind =
      value.isFinite ? .real("\(value)") : .unreadable("\(value)", reason: "not a number")
    return PropertyListNode(kind: kind, span: span(offset..<offset + 1 + size))
  }

  private mutating func date(_ offset: Int) -> PropertyListNode? {
    guard let seconds = double(offset + 1, 8) else { return cut(offset) }
    let span = span(offset..<offset + 9)
    // Seconds since 2001-01-01, which is day 11323 since 1970.
    guard seconds.isFinite, abs(seconds) < 1e12 else {
      return PropertyListNode(kind: .unreadable("\(seconds)", reason: "not a date"), span: span)
    }
    let whole = Int(seconds.rounded(.down))
    let day = Int((Double(whole) / 86_400).rounded(.down))
    guard let text = CivilDay.text(daysSince1970: day + 11_323) else {
      return PropertyListNode(kind: .unreadable("\(seconds)", reason: "not a date"), span: span)
    }
    return PropertyListNode(kind: .date("\(text)T\(CivilDay.time(seconds: whole - day * 86_400))Z"), span: span)
  }

  private func double(_ place: Int, _ size: Int) -> Double? {
    guard place + size <= table else { return nil }
    var bits: UInt64 = 0
    for byte in bytes[place..<place + size] { bits = bits << 8 | UInt64(byte) }
    return size == 4 ? Double(Float(bitPattern: UInt32(bits))) : Double(bitPattern: bits)
  }

  private mutating func text(_ type: UInt8, _ offset: Int, _ start: Int, _ length: Int) -> PropertyListNode? {
    let (size, overflow) = length.multipliedReportingOverflow(by: type == 0x6 ? 2 : 1)
    guard !overflow, size <= table - start else { return cut(offset) }
    // A text that a thousand places refer to costs a thousand times its length.
    remaining -= size / 64
    let range = start..<start + size
    let kind: PropertyListNode.Kind
    switch type {
    case 0x4: kind = .data(Array(bytes[range]))
    case 0x5:
      let isASCII = bytes[range].allSatisfy { $0 < 0x80 }
      let text = String(decoding: bytes[range], as: UTF8.self)
      kind = isASCII ? .string(text) : .unreadable(text, reason: "not ASCII")
    default:
      let text = String(decoding: TextEncoding.decodeUTF16(bytes[range], bigEndian: true), as: UTF8.self)
      kind = text.contains("\u{FFFD}") ? .unreadable(text, reason: "half a surrogate pair") : .string(text)
    }
    return PropertyListNode(kind: kind, span: span(offset..<start + size))
  }

  private mutating func cut(_ offset: Int) -> PropertyListNode? {
    fail(PropertyListDiagnostics.cut(span(offset..<offset + 1)))
    return nil
  }

  // MARK: collections

  /// The numbers of an object's items, and where the last of them ends; nil if they do not fit into the file.
  private func references(_ start: Int, _ length: Int) -> (items: [Int], end: Int)? {
    guard length <= (table - start) / referenceSize else { return nil }
    let items = (0..<length).map { number(start + $0 * referenceSize, referenceSize) ?? -1 }
    return (items, start + length * referenceSize)
  }

  private mutating func array(_ index: Int, _ offset: Int, _ start: Int, _ length: Int) -> PropertyListNode? {
    guard let (references, end) = references(start, length) else { return cut(offset) }
    path.append(index)
    defer { path.removeLast() }
    var items: [PropertyListNode] = []
    for reference in references where remaining > 0 {
      if let item = object(reference, from: offset..<end) { items.append(item) }
    }
    return closed(.array(items), offset..<end, isFull: items.count == length && items.allSatisfy(\.isWhole))
  }

  private mutating func dictionary(_ index: Int, _ offset: Int, _ start: Int, _ length: Int) -> PropertyListNode? {
    guard length <= bytes.count, let (references, end) = references(start, length * 2) else { return cut(offset) }
    path.append(index)
    defer { path.removeLast() }
    var members: [PropertyListNode.Member] = []
    for place in 0..<length where remaining > 0 {
      guard let key = object(references[place], from: offset..<end) else { continue }
      guard case .string(let name) = key.kind else {
        fail(PropertyListDiagnostics.badKey(key.span))
        continue
      }
      guard let value = object(references[length + place], from: offset..<end) else { continue }
      members.append(.init(key: name, keySpan: key.span, value: value))
    }
    return closed(
      .dictionary(members), offset..<end, isFull: members.count == length && members.allSatisfy(\.value.isWhole))
  }

  private mutating func closed(
    _ kind: PropertyListNode.Kind, _ range: Range<Int>, isFull: Bool
  ) -> PropertyListNode {
    if !isFull, isWhole { fail(PropertyListDiagnostics.tooLarge(span(range.lowerBound..<range.lowerBound + 1))) }
    return PropertyListNode(kind: kind, span: span(range), isWhole: isFull)
  }
}
