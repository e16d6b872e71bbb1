/// The header that stands before a member's data and repeats part of what the directory says of it.
struct ZIPLocalHeader {
  var method: Int
  var name: ArraySlice<UInt8>
  /// Where the data begin.
  var end: Int

  init?(_ input: LittleEndian, at place: Int) {
    guard input.double(at: place) == 0x0403_4B50, let method = input.word(at: place + 8),
      let nameLength = input.word(at: place + 26), let extraLength = input.word(at: place + 28)
    else { return nil }
    let start = place + 30
    guard start + nameLength + extraLength <= input.bytes.count else { return nil }
    self.method = method
    name = input.bytes[start..<start + nameLength]
    end = start + nameLength + extraLength
  }
}

/// The extra fields of a directory's entry, as far as they matter: ZIP64 and Info-ZIP's Unicode path.
struct ZIPExtraFields {
  private let input: LittleEndian
  private var zip64: Range<Int>?
  private var unicodePath: Range<Int>?

  init(_ input: LittleEndian, _ range: Range<Int>) {
    self.input = input
    var place = range.lowerBound
    while place + 4 <= range.upperBound, let id = input.word(at: place), let length = input.word(at: place + 2) {
      let field = place + 4..<place + 4 + length
      guard field.upperBound <= range.upperBound else { break }
      if id == 1 { zip64 = zip64 ?? field }
      if id == 0x7075 { unicodePath = unicodePath ?? field }
      place = field.upperBound
    }
  }

  /// Sizes and offset, those from ZIP64's field that the entry itself has no room for; nil if they are not there.
  func large(
    size: UInt32, compressed: UInt32, offset: UInt32, disk: Int
  ) -> (size: UInt64, compressed: UInt64, offset: UInt64)? {
    var place = zip64?.lowerBound ?? 0
    let end = zip64?.upperBound ?? 0
    func number(_ value: UInt32) -> UInt64? {
      guard value == .max else { return UInt64(value) }
      guard zip64 != nil else { return UInt64(value) }
      guard place + 8 <= end else { return nil }
      defer { place += 8 }
      return input.number(8, at: place)
    }
    guard let size = number(size), let compressed = number(compressed), let offset = number(offset) else { return nil }
    return (size, compressed, offset)
  }

  /// The name in UTF-8, if the field was made for this very name.
  func name(for raw: ArraySlice<UInt8>) -> String? {
    guard let unicodePath, unicodePath.count > 5, input.bytes[unicodePath.lowerBound] == 1 else { return nil }
    var sum = CRC32()
    sum.add(raw)
    guard input.double(at: unicodePath.lowerBound + 1) == sum.value else { return nil }
    return String(validating: input.bytes[unicodePath.dropFirst(5)], as: UTF8.self)
  }
}

/// The name of a member as text, or what is wrong with it.
///
/// A name is UTF-8 if the entry says so, else by Info-ZIP's field, else if it cannot be but UTF-8 (macOS does not say
/// so), else code page 437, as the format has it.
struct ZIPName {
  var text: String
  var problem: ExpansionError?

  init(_ raw: ArraySlice<UInt8>, flags: Int, _ fields: ZIPExtraFields) {
    var name: String
    if let unicode = fields.name(for: raw) {
      name = unicode
    } else if let utf8 = String(validating: raw, as: UTF8.self) {
      name = utf8
    } else {
      name = String(String.UnicodeScalarView(raw.map { Self.scalar($0) }))
      if flags & 0x800 != 0 { problem = .name("it is not UTF-8, though the archive says so") }
    }
    // Old writers on Windows separate parts by what the format forbids.
    if !name.utf8.contains(UInt8(ascii: "/")) {
      name = String(String.UnicodeScalarView(name.unicodeScalars.map { $0 == "\\" ? "/" : $0 }))
    }
    text = name
    problem = problem ?? Self.problem(name)
  }

  private static func problem(_ name: String) -> ExpansionError? {
    if name.isEmpty || name == "/" { return .name("it is empty") }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return .name("it has control characters")
    }
    if name.utf8.count > 4096 { return .name("it is longer than 4096 bytes") }
    if name.hasPrefix("/") || name.dropFirst().hasPrefix(":") { return .name("it begins at the root of a disk") }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("..") { return .name("it leads out of the archive") }
    if parts.contains(".") || parts.dropLast().contains("") { return .name("it has parts that are no names") }
    return nil
  }

  /// The upper half of code page 437.
  private static let upper = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
      + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80, Int(byte) - 0x80 < upper.count else { return Unicode.Scalar(byte) }
    return upper[Int(byte) - 0x80]
  }
}
