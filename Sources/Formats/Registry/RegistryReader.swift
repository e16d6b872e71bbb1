import Diagnostics

/// Text exports of the Windows registry (`.reg`), of versions 4 (`REGEDIT4`) and 5.
///
/// A value that cannot be read is `unreadable`; a line that is no value makes its key one that cannot be trusted.
/// Version 4 is in the code page of the machine that wrote it, which the file does not name: its texts beyond ASCII are
/// unreadable unless they are UTF-8.
public enum RegistryReader {
  /// Reads a file.
  /// - Complexity: O(bytes)
  public static func read(_ source: Source) -> RegistryFile {
    var found = LimitedDiagnostics()
    let decoded = DecodedText.decode(source, as: nil, &found)
    guard let text = decoded?.source, let start = decoded?.start else {
      return RegistryFile(source: source, keys: [], diagnostics: found.finished(), isWhole: false)
    }
    var parser = RegistryParser(text, from: start, found: found)
    parser.parse()
    return RegistryFile(
      source: text, keys: parser.keys, diagnostics: parser.found.finished(), isWhole: parser.isWhole)
  }

  /// Whether a text begins as such an export does.
  static func begins(_ text: ArraySlice<UInt8>) -> Bool {
    text.starts(with: "Windows Registry Editor Version".utf8) || text.starts(with: "REGEDIT4".utf8)
  }
}

struct RegistryParser {
  let source: Source
  let bytes: [UInt8]
  var index: Int
  var found: LimitedDiagnostics
  private(set) var keys: [RegistryKey] = []
  private(set) var isWhole = true
  /// Whether texts in `hex` are UTF-16, as they are since version 5.
  var isWide = true
  /// Set by a value that the file ends in.
  var isCut = false

  init(_ source: Source, from start: Int, found: LimitedDiagnostics) {
    self.source = source
    bytes = source.bytes
    index = start
    self.found = found
  }

  mutating func parse() {
    passBlank()
    if !RegistryReader.begins(bytes[min(index, bytes.count)...]) {
      isWhole = false
      found.add(RegistryDiagnostics.noHeader(span(index..<index)))
    } else {
      isWide = bytes[index] != UInt8(ascii: "R")
      index = lineEnd(index)
    }
    while true {
      passBlank()
      guard index < bytes.count else { return }
      let start = index
      switch bytes[index] {
      case UInt8(ascii: ";"): index = lineEnd(index)
      case UInt8(ascii: "["): header()
      case UInt8(ascii: "\""), UInt8(ascii: "@"): entry()
      default:
        index = lineEnd(index)
        spoil(start..<index)
      }
    }
  }

  /// A line that is neither a key nor a value nor a comment.
  private mutating func spoil(_ range: Range<Int>) {
    found.add(RegistryDiagnostics.notALine(span(range)))
    if keys.isEmpty { isWhole = false } else { keys[keys.count - 1].problem = "a line that is no value" }
  }

  private mutating func header() {
    let start = index
    let end = lineEnd(start)
    index = end
    // A key's name may hold a closing bracket: the last one of the line closes it.
    guard let close = bytes[start..<end].lastIndex(of: UInt8(ascii: "]")), close > start + 1 else {
      // The values that follow belong to a key that has no name.
      isWhole = false
      found.add(RegistryDiagnostics.keyNotClosed(span(start..<end)))
      keys.append(key("", false, start..<end, problem: "a key without a name"))
      return
    }
    let isDeleted = bytes[start + 1] == UInt8(ascii: "-")
    let name = start + (isDeleted ? 2 : 1)..<close
    guard let path = String(validating: bytes[name], as: UTF8.self) else {
      found.add(RegistryDiagnostics.notText(span(start..<end)))
      keys.append(
        key(String(decoding: bytes[name], as: UTF8.self), isDeleted, start..<end, problem: "a name that is not UTF-8"))
      return
    }
    keys.append(key(path, isDeleted, start..<end, problem: nil))
  }

  private func key(_ path: String, _ isDeleted: Bool, _ range: Range<Int>, problem: String?) -> RegistryKey {
    RegistryKey(
      path: path, isDeleted: isDeleted, line: source.line(at: range.lowerBound), span: span(range), problem: problem)
  }

  /// `"name"=...` or `@=...`.
  private mutating func entry() {
    let start = index
    var name = ""
    if bytes[index] == UInt8(ascii: "@") {
      index += 1
    } else {
      guard let (text, isText) = quoted(mayBreak: false) else {
        index = lineEnd(start)
        return spoil(start..<index)
      }
      if !isText { found.add(RegistryDiagnostics.notText(span(start..<index))) }
      name = text
    }
    passSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      index = lineEnd(start)
      return spoil(start..<index)
    }
    index += 1
    passSpace()
    let kind = value()
    let end = index
    passSpace()
    if index < bytes.count, !isBreak(bytes[index]), bytes[index] != UInt8(ascii: ";") {
      let rest = index..<lineEnd(index)
      index = rest.upperBound
      spoil(rest)
    } else {
      index = lineEnd(index)
    }
    if isCut { isWhole = false }
    guard !keys.isEmpty else { return spoil(start..<end) }
    if case .unreadable(_, let reason) = kind, reason != "binary data" {
      found.add(RegistryDiagnostics.unreadable(span(start..<end), reason))
    }
    let value = RegistryValue(name: name, kind: kind, line: source.line(at: start), span: span(start..<end))
    keys[keys.count - 1].values.append(value)
  }

  // MARK: scanning

  func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }

  func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  func lineEnd(_ place: Int) -> Int {
    var place = place
    while place < bytes.count, !isBreak(bytes[place]) { place += 1 }
    return place
  }

  mutating func passSpace() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  private mutating func passBlank() {
    while index < bytes.count, isBreak(bytes[index]) || bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  /// The text in quotes that begins here, and whether it is UTF-8; nil, the index left anywhere, if it does not end.
  ///
  /// The value of a text may have line breaks in it, written as they are; one that is not closed must not swallow the
  /// values after it, so it ends where a line begins as only a key or a value does.
  mutating func quoted(mayBreak: Bool) -> (text: String, isText: Bool)? {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        if let valid = String(validating: text, as: UTF8.self) { return (valid, true) }
        return (String(decoding: text, as: UTF8.self), false)
      case UInt8(ascii: "\\") where index + 1 < bytes.count && !isBreak(bytes[index + 1]):
        text.append(bytes[index + 1])
        index += 2
      case 0x0A, 0x0D:
        guard mayBreak else { return nil }
        text.append(byte)
        index += 1
        if beginsEntry(index) { return nil }
      default:
        text.append(byte)
        index += 1
      }
    }
    return nil
  }

  /// Whether a line begins as a key (`[HKEY`, `[-HKEY`) or a value (`"name"=`, `@=`) does: by the same rules as
  /// `entry`, so that no stretch is scanned for a closing quote again and again.
  private func beginsEntry(_ place: Int) -> Bool {
    var place = place
    func passSpace() {
      while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    }
    passSpace()
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "["):
      return bytes[place...].starts(with: "[HKEY".utf8) || bytes[place...].starts(with: "[-HKEY".utf8)
    case UInt8(ascii: "@"): place += 1
    case UInt8(ascii: "\""):
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        if isBreak(bytes[place]) { return false }
        let isEscape = bytes[place] == UInt8(ascii: "\\") && place + 1 < bytes.count && !isBreak(bytes[place + 1])
        place += isEscape ? 2 : 1
      }
      place += 1
    default: return false
    }
    passSpace()
    return place < bytes.count && bytes[place] == UInt8(ascii: "=")
  }
}
