import Diagnostics

/// Java's properties (`java.util.Properties.load`): logical lines of a key and a value parted by `=`, `:` or a space,
/// with escapes, continued by a backslash at the line's end. Keys stay whole, dots and all.
struct PropertiesReader: SettingReader {
  let source: Source
  private let templates: TemplateSyntax
  private let limits: ConfigurationLimits
  private(set) var found = LimitedDiagnostics()
  private(set) var comments: [Range<Int>] = []
  private(set) var map: ConfigurationMap
  private var index: Int

  init(_ source: Source, _ limits: ConfigurationLimits, _ templates: TemplateSyntax) {
    self.source = source
    self.limits = limits
    self.templates = templates
    map = ConfigurationMap(at: Span(source: source, range: 0..<source.bytes.count))
    index = TextEncoding.marked(source.bytes)?.mark ?? 0
  }

  private func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }

  private func isBlank(_ offset: Int) -> Bool { [0x20, 0x09, 0x0C].contains(at(offset)) }

  private func isBreak(_ offset: Int) -> Bool { at(offset) == 0x0A || at(offset) == 0x0D }

  mutating func run() {
    while true {
      while isBlank(index) || isBreak(index) { index += 1 }
      guard index < source.bytes.count else { return }
      guard map.entries.count < limits.nodes else {
        found.add(ConfigurationDiagnostics.tooLarge(map.place, limit: limits.nodes))
        map.isOpen = true
        return
      }
      if at(index) == UInt8(ascii: "#") || at(index) == UInt8(ascii: "!") { comment() } else { entry() }
    }
  }

  private mutating func comment() {
    let start = index
    while index < source.bytes.count, !isBreak(index) { index += 1 }
    comments.append(start..<index)
  }

  private mutating func entry() {
    let start = index
    let (key, _) = text { [0x20, 0x09, 0x0C, UInt8(ascii: "="), UInt8(ascii: ":")].contains($0) }
    let keyPlace = span(start..<index)
    passBlanks()
    if at(index) == UInt8(ascii: "=") || at(index) == UInt8(ascii: ":") {
      index += 1
      passBlanks()
    }
    let valueStart = index
    let (value, isValid) = text { _ in false }
    let place = span(valueStart..<index)
    guard let name = String(validating: key, as: UTF8.self) else {
      found.add(SettingDiagnostics.noKey(keyPlace))
      map.isOpen = true
      return
    }
    var kind = ConfigurationNode.Kind.unreadable(reason: "it is no text")
    if isValid, let text = String(validating: value, as: UTF8.self) {
      kind = templates.isTemplate(text) ? .template(text) : .string(text)
    }
    if templates.isTemplate(name) { map.isOpen = true }
    if let first = map.place(of: name) { found.add(ConfigurationDiagnostics.duplicateKey(keyPlace, first: first)) }
    map.add(name, at: keyPlace, ConfigurationNode(kind, at: place))
  }

  /// Blanks, and line breaks that a backslash takes away.
  private mutating func passBlanks() {
    while true {
      if isBlank(index) {
        index += 1
      } else if at(index) == UInt8(ascii: "\\"), isBreak(index + 1) {
        passContinuation()
      } else {
        return
      }
    }
  }

  private mutating func passContinuation() {
    index += at(index + 1) == 0x0D && at(index + 2) == 0x0A ? 3 : 2
    while isBlank(index) { index += 1 }
  }

  /// Text up to the logical line's end, or to a byte that ends it where it is not escaped.
  private mutating func text(until ends: (UInt8) -> Bool) -> (text: [UInt8], isValid: Bool) {
    var text: [UInt8] = []
    var isValid = true
    var surrogate: UInt32?
    while index < source.bytes.count, !isBreak(index), !ends(at(index)) {
      guard at(index) == UInt8(ascii: "\\") else {
        if surrogate != nil { (isValid, surrogate) = (false, nil) }
        text.append(at(index))
        index += 1
        continue
      }
      if index + 1 >= source.bytes.count {
        index += 1
      } else if isBreak(index + 1) {
        passContinuation()
      } else if at(index + 1) == UInt8(ascii: "u") {
        unicode(&text, &surrogate, &isValid)
      } else {
        if surrogate != nil { (isValid, surrogate) = (false, nil) }
        text.append(escaped(at(index + 1)))
        index += 2
      }
    }
    return (text, isValid && surrogate == nil)
  }

  private func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "f"): 0x0C
    default: byte
    }
  }

  private mutating func unicode(_ text: inout [UInt8], _ surrogate: inout UInt32?, _ isValid: inout Bool) {
    let digits = source.bytes[min(index + 2, source.bytes.count)..<min(index + 6, source.bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else {
      found.add(SettingDiagnostics.badEscape(span(index..<index + 2)))
      isValid = false
      index += 2
      return
    }
    index += 6
    if let high = surrogate {
      surrogate = nil
      guard unit & 0xFC00 == 0xDC00 else {
        isValid = false
        return
      }
      TextEncoding.append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &text)
    } else if unit & 0xFC00 == 0xD800 {
      surrogate = unit
    } else if let scalar = Unicode.Scalar(unit) {
      text.append(contentsOf: String(scalar).utf8)
    } else {
      isValid = false
    }
  }
}
