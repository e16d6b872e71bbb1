import Diagnostics

/// `.env` files: `NAME=value`, with `export` in front perhaps. Values in single quotes are as written; in double quotes
/// and without quotes `$NAME` and `${NAME}` are filled in. A name alone takes its value from the environment.
struct EnvironmentReader: SettingReader {
  let source: Source
  private let lines: SettingLines
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
    lines = SettingLines(source)
    map = ConfigurationMap(at: Span(source: source, range: 0..<source.bytes.count))
    index = TextEncoding.marked(source.bytes)?.mark ?? 0
  }

  mutating func run() {
    while index < source.bytes.count {
      guard map.entries.count < limits.nodes else {
        found.add(ConfigurationDiagnostics.tooLarge(map.place, limit: limits.nodes))
        map.isOpen = true
        return
      }
      line()
      while index < source.bytes.count, at(index) != 0x0A { index += 1 }
      index += 1
    }
  }

  private mutating func passBlanks() {
    while [0x20, 0x09, 0x0D].contains(at(index)) { index += 1 }
  }

  private mutating func line() {
    passBlanks()
    guard index < source.bytes.count, at(index) != 0x0A else { return }
    if at(index) == UInt8(ascii: "#") { return comment() }
    let start = index
    if source.bytes[index...].starts(with: "export ".utf8) {
      index += 7
      passBlanks()
    }
    let nameStart = index
    while isNameByte(at(index)) { index += 1 }
    let name = nameStart..<index
    passBlanks()
    guard !name.isEmpty, let key = lines.text(name) else { return refuse(start) }
    let place = lines.span(name)
    // YAML's way is read by Ruby.
    let isColon = at(index) == UInt8(ascii: ":") && (at(index + 1) == 0x20 || at(index + 1) == 0x0A)
    guard at(index) == UInt8(ascii: "=") || isColon else {
      guard index >= source.bytes.count || at(index) == 0x0A || at(index) == UInt8(ascii: "#") else {
        return refuse(start)
      }
      if at(index) == UInt8(ascii: "#") { comment() }
      return add(key, place, ConfigurationNode(.template(key), at: place))
    }
    index += 1
    while at(index) == 0x20 || at(index) == 0x09 { index += 1 }
    guard let value = value() else {
      map.isOpen = true
      return
    }
    add(key, place, value)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "_.-".utf8.contains(byte)
  }

  private mutating func comment() {
    let start = index
    while index < source.bytes.count, at(index) != 0x0A { index += 1 }
    comments.append(lines.trimmed(start..<(at(index - 1) == 0x0D ? index - 1 : index)))
  }

  private mutating func refuse(_ start: Int) {
    while index < source.bytes.count, at(index) != 0x0A { index += 1 }
    let end = index > start && at(index - 1) == 0x0D ? index - 1 : index
    found.add(SettingDiagnostics.noVariable(lines.span(start..<end)))
    map.isOpen = true
  }

  private mutating func add(_ key: String, _ place: Span, _ value: ConfigurationNode) {
    if let first = map.place(of: key) { found.add(ConfigurationDiagnostics.duplicateKey(place, first: first)) }
    map.add(key, at: place, value)
  }

  // MARK: values

  private mutating func value() -> ConfigurationNode? {
    switch at(index) {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): return quoted(at(index))
    default: break
    }
    let start = index
    var end = index
    while index < source.bytes.count, at(index) != 0x0A {
      if at(index) == UInt8(ascii: "#"), index == start || at(index - 1) == 0x20 || at(index - 1) == 0x09 {
        comment()
        break
      }
      index += 1
      end = index
    }
    if end > start, at(end - 1) == 0x0D { end -= 1 }
    return lines.value(lines.trimmed(start..<end), templates)
  }

  private mutating func quoted(_ quote: UInt8) -> ConfigurationNode? {
    let start = index
    index += 1
    var text: [UInt8] = []
    while index < source.bytes.count {
      let byte = at(index)
      if byte == quote {
        index += 1
        return finish(start, text, isLiteral: quote == UInt8(ascii: "'"))
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), index + 1 < source.bytes.count {
        escape(&text)
        continue
      }
      text.append(byte)
      index += 1
    }
    // The rest of the file is no value: the next line is read as if the quote were not there.
    index = start
    found.add(SettingDiagnostics.quoteNotClosed(lines.span(start..<start + 1)))
    return nil
  }

  private mutating func escape(_ text: inout [UInt8]) {
    switch at(index + 1) {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(at(index + 1))
    // A dollar that is not filled in: doubled, as the syntax of templates has it.
    case UInt8(ascii: "$"): text.append(contentsOf: "$$".utf8)
    case let other: text.append(contentsOf: [UInt8(ascii: "\\"), other])
    }
    index += 2
  }

  private mutating func finish(_ start: Int, _ bytes: [UInt8], isLiteral: Bool) -> ConfigurationNode {
    let place = lines.span(start..<index)
    while at(index) == 0x20 || at(index) == 0x09 { index += 1 }
    if at(index) == UInt8(ascii: "#") { comment() }
    let isEnd = index >= source.bytes.count || at(index) == 0x0A || at(index) == 0x0D
    guard isEnd, let text = String(validating: bytes, as: UTF8.self) else {
      // `'a'b` means one thing to a shell and another elsewhere.
      return ConfigurationNode(.unreadable(reason: isEnd ? "it is not UTF-8" : "text follows its quote"), at: place)
    }
    if !isLiteral, templates.isTemplate(text) { return ConfigurationNode(.template(text), at: place) }
    let isDoubled = !isLiteral && templates.hasDollarNames
    return ConfigurationNode(.string(isDoubled ? Self.single(text) : text), at: place)
  }

  /// `$$` as `$`.
  private static func single(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var wasDollar = false
    for scalar in text.unicodeScalars {
      if wasDollar, scalar == "$" {
        wasDollar = false
        continue
      }
      wasDollar = scalar == "$"
      result.append(scalar)
    }
    return String(result)
  }
}
