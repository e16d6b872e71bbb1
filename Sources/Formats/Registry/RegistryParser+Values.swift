import Diagnostics

extension RegistryParser {
  /// What stands after the `=`.
  mutating func value() -> RegistryValue.Kind {
    guard index < bytes.count else {
      isCut = true
      return .unreadable("", reason: "nothing after `=`")
    }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "\""):
      if let (text, isText) = quoted(mayBreak: true) {
        return isText ? .string(text) : .unreadable(text, reason: "not UTF-8")
      }
      if index >= bytes.count { isCut = true }
      index = lineEnd(start)
      return .unreadable(rest(start), reason: "unclosed quote")
    case UInt8(ascii: "-"):
      index += 1
      return .deleted
    default: return coded(start)
    }
  }

  private func rest(_ start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

  /// `dword:...`, `hex:...` and `hex(2):...`.
  private mutating func coded(_ start: Int) -> RegistryValue.Kind {
    guard let colon = bytes[start..<lineEnd(start)].firstIndex(of: UInt8(ascii: ":")) else {
      index = lineEnd(start)
      return .unreadable(rest(start), reason: "no type of registry values")
    }
    let word = String(decoding: bytes[start..<colon], as: UTF8.self).lowercased()
    index = colon + 1
    if word == "dword" {
      let digits = index
      while index < bytes.count, hexDigit(bytes[index]) != nil { index += 1 }
      let text = String(decoding: bytes[digits..<index], as: UTF8.self)
      guard text.utf8.count <= 8, let number = UInt32(text, radix: 16) else {
        index = lineEnd(index)
        return .unreadable(rest(start), reason: "not a number of 32 bits")
      }
      return .dword(number)
    }
    var type: UInt32? = word == "hex" ? 3 : nil
    if word.hasPrefix("hex("), word.hasSuffix(")") { type = UInt32(word.dropFirst(4).dropLast(), radix: 16) }
    guard let type else {
      index = lineEnd(index)
      return .unreadable(rest(start), reason: "no type of registry values")
    }
    guard let data = hexBytes() else {
      index = lineEnd(index)
      return .unreadable(rest(start), reason: "not bytes in hexadecimal")
    }
    return decoded(data, type)
  }

  private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
    default: nil
    }
  }

  /// `25,00,53,\` and so on, over as many lines as end in a backslash.
  private mutating func hexBytes() -> [UInt8]? {
    var result: [UInt8] = []
    while index < bytes.count {
      passSpace()
      guard index < bytes.count, !isBreak(bytes[index]), bytes[index] != UInt8(ascii: ";") else { return result }
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
        passSpace()
        guard index < bytes.count, isBreak(bytes[index]) else { return nil }
        index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        continue
      }
      guard let high = hexDigit(bytes[index]) else { return nil }
      index += 1
      var value = high
      if index < bytes.count, let low = hexDigit(bytes[index]) {
        value = high << 4 | low
        index += 1
      }
      result.append(value)
      passSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else {
        // A line may end in a backslash right after a byte's comma only; anything else ends the list.
        if index < bytes.count, bytes[index] == UInt8(ascii: "\\") { continue }
        let isEnd = index >= bytes.count || isBreak(bytes[index]) || bytes[index] == UInt8(ascii: ";")
        return isEnd ? result : nil
      }
      index += 1
    }
    isCut = true
    return nil
  }

  private func decoded(_ data: [UInt8], _ type: UInt32) -> RegistryValue.Kind {
    func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    switch type {
    case 1, 2:
      guard let text = text(data) else { return .unreadable("\(data.count) bytes", reason: "not text") }
      var parts = text.split(separator: "\0", omittingEmptySubsequences: false)
      while let last = parts.last, last.isEmpty, parts.count > 1 { parts.removeLast() }
      guard parts.count == 1 else { return .unreadable("\(data.count) bytes", reason: "NUL inside a text") }
      return type == 1 ? .string(String(parts[0])) : .expandString(String(parts[0]))
    case 7:
      guard let text = text(data) else { return .unreadable("\(data.count) bytes", reason: "not text") }
      var parts = text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
      while parts.last == "" { parts.removeLast() }
      return .strings(parts)
    case 4 where data.count == 4: return .dword(UInt32(truncatingIfNeeded: number(data.reversed())))
    case 5 where data.count == 4: return .dword(UInt32(truncatingIfNeeded: number(data)))
    case 0xB where data.count == 8: return .qword(number(data.reversed()))
    case 4, 5, 0xB: return .unreadable("\(data.count) bytes", reason: "not a number of its type")
    default: return .binary(data, type: type)
    }
  }

  /// The text that bytes of a `hex` value stand for.
  private func text(_ data: [UInt8]) -> String? {
    guard isWide else { return data.allSatisfy { $0 < 0x80 } ? String(decoding: data, as: UTF8.self) : nil }
    guard data.count % 2 == 0 else { return nil }
    let units = stride(from: 0, to: data.count, by: 2).map { UInt16(data[$0]) | UInt16(data[$0 + 1]) << 8 }
    return String(validating: units, as: UTF16.self)
  }
}
