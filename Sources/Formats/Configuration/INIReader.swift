import Diagnostics

/// INI files: sections of keys with values, all of them text.
///
/// Keys before the first header stand beside the sections. A value's matching quotes are not part of it; behind a space
/// `;` or `#` begins a comment. Where programs differ, the dialect tells (`INIDialect`). A host of an Ansible inventory
/// is a mapping of its variables in its group; hosts before the first header are in the group `ungrouped`.
struct INIReader {
  private let lines: SettingLines
  private var dialect: INIDialect
  private let templates: TemplateSyntax
  private let limits: ConfigurationLimits
  private var found = LimitedDiagnostics()
  private var comments: [Range<Int>] = []
  private var top: ConfigurationMap
  private var sections: [Section] = []
  private var count = 0
  /// The key whose value an indented line may continue, and the column of its first byte.
  private var latest: (key: String, column: Int)?
  /// What the lines of a continued value say so far, and where they stand.
  private var continued: (text: String, range: Range<Int>)?

  private struct Section {
    var name: String
    var header: Span
    var map: ConfigurationMap
  }

  static func read(
    _ source: Source, dialect: INIDialect, limits: ConfigurationLimits, templates: TemplateSyntax
  ) -> ConfigurationParts {
    var reader = INIReader(source, dialect, limits, templates)
    return reader.parts()
  }

  private init(
    _ source: Source, _ dialect: INIDialect, _ limits: ConfigurationLimits, _ templates: TemplateSyntax
  ) {
    lines = SettingLines(source)
    self.dialect = dialect
    self.limits = limits
    self.templates = templates
    top = ConfigurationMap(at: Span(source: source, range: 0..<source.bytes.count))
  }

  private mutating func parts() -> ConfigurationParts {
    let all = lines.lines
    if dialect == .plain, isInventory(all) { dialect = .ansible }
    for line in all {
      guard count < limits.nodes else {
        found.add(ConfigurationDiagnostics.tooLarge(top.place, limit: limits.nodes))
        top.isOpen = true
        break
      }
      read(line)
    }
    for section in merged() { add(section) }
    var parts = ConfigurationParts()
    parts.roots = [top.node]
    parts.comments = comments
    parts.diagnostics = found.finished().all
    return parts
  }

  private func isInventory(_ lines: [Range<Int>]) -> Bool {
    lines.contains { line in
      let text = self.lines.source.bytes[self.lines.trimmed(line)]
      guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { return false }
      return first == UInt8(ascii: "[")
        ? ConfigurationRecognition.isAnsible(text) : ConfigurationRecognition.isHost(text)
    }
  }

  // MARK: lines

  private mutating func read(_ line: Range<Int>) {
    let text = lines.trimmed(line)
    let bytes = lines.source.bytes
    guard let first = bytes[text].first else { return }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") {
      comments.append(text)
      return
    }
    if continues(text, column: text.lowerBound - line.lowerBound) { return }
    (latest, continued) = (nil, nil)
    if first == UInt8(ascii: "[") { return header(text) }
    count += 1
    if dialect == .ansible, sections.last.map({ !$0.name.hasSuffix(":vars") }) ?? true { return host(text) }
    setting(text, column: text.lowerBound - line.lowerBound)
  }

  private mutating func header(_ text: Range<Int>) {
    let bytes = lines.source.bytes
    var index = text.lowerBound + 1
    var isQuoted = false
    while index < text.upperBound, isQuoted || bytes[index] != UInt8(ascii: "]") {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      index += 1
    }
    let rest = lines.trimmed(min(index + 1, text.upperBound)..<text.upperBound)
    let isWhole = index < text.upperBound && (rest.isEmpty || isComment(rest.lowerBound))
    guard isWhole, let name = lines.text(lines.trimmed(text.lowerBound + 1..<index)) else {
      found.add(SettingDiagnostics.header(lines.span(text)))
      return startSection("", lines.span(text), isOpen: true)
    }
    if !rest.isEmpty { comments.append(rest) }
    startSection(name, lines.span(text.lowerBound..<index + 1), isOpen: templates.isTemplate(name))
  }

  private mutating func startSection(_ name: String, _ header: Span, isOpen: Bool) {
    if isOpen { top.isOpen = true }
    var map = ConfigurationMap(at: header)
    map.isOpen = isOpen
    sections.append(Section(name: name, header: header, map: map))
  }

  private mutating func setting(_ text: Range<Int>, column: Int) {
    let bytes = lines.source.bytes
    let delimiter = delimiter(in: text)
    let keyRange = lines.trimmed(text.lowerBound..<(delimiter ?? endOfKey(text)))
    guard let key = lines.text(keyRange), !keyRange.isEmpty else {
      found.add(SettingDiagnostics.noKey(lines.span(text)))
      return open()
    }
    guard let delimiter else {
      let after = lines.trimmed(keyRange.upperBound..<text.upperBound)
      if !after.isEmpty { comments.append(after) }
      // A word alone is a switch; several are no setting.
      if bytes[keyRange].contains(0x20) {
        found.add(SettingDiagnostics.noSetting(lines.span(keyRange)))
        return open()
      }
      let end = keyRange.upperBound
      return add(key, lines.span(keyRange), ConfigurationNode(.null, at: lines.span(end..<end)))
    }
    if templates.isTemplate(key) { open() }
    let value = value(delimiter + 1..<text.upperBound)
    add(key, lines.span(keyRange), value)
    latest = (key, column)
    if case .string(let text) = value.kind { continued = (text, value.place.range) }
  }

  /// A line of a group of an inventory: a host, or a range of hosts, and its variables.
  private mutating func host(_ text: Range<Int>) {
    if sections.isEmpty { startSection("ungrouped", lines.span(text.lowerBound..<text.lowerBound), isOpen: false) }
    var words = SettingWords(lines, text)
    guard let name = words.next(), let host = lines.text(name) else {
      found.add(SettingDiagnostics.noKey(lines.span(text)))
      return open()
    }
    var map = ConfigurationMap(at: lines.span(text))
    while let word = words.next() {
      guard let equals = lines.source.bytes[word].firstIndex(of: UInt8(ascii: "=")), equals > word.lowerBound,
        let key = lines.text(word.lowerBound..<equals)
      else {
        found.add(SettingDiagnostics.noSetting(lines.span(word)))
        map.isOpen = true
        continue
      }
      count += 1
      let place = lines.span(word.lowerBound..<equals)
      if !map.add(key, at: place, lines.value(unquoted(equals + 1..<word.upperBound), templates)) {
        found.add(ConfigurationDiagnostics.duplicateKey(place, first: map.place(of: key) ?? place))
      }
    }
    if let comment = words.comment { comments.append(comment) }
    if templates.isTemplate(host) { open() }
    map.place = lines.span(text.lowerBound..<words.end)
    add(host, lines.span(name), map.node)
  }

  // MARK: values

  /// The `=` or `:` between a key and its value.
  private func delimiter(in text: Range<Int>) -> Int? {
    let bytes = lines.source.bytes
    let equals = bytes[text].firstIndex(of: UInt8(ascii: "="))
    switch dialect {
    case .python: return bytes[text].firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
    case .plain where equals == nil:
      return text.first { index in
        guard bytes[index] == UInt8(ascii: ":") else { return false }
        return index + 1 == text.upperBound || bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09
      }
    default: return equals
    }
  }

  private func endOfKey(_ text: Range<Int>) -> Int { comment(in: text) ?? text.upperBound }

  private func isComment(_ index: Int) -> Bool {
    lines.source.bytes[index] == UInt8(ascii: "#") || lines.source.bytes[index] == UInt8(ascii: ";")
  }

  /// Where a comment begins behind a value.
  private func comment(in range: Range<Int>) -> Int? {
    guard dialect != .repeating || !isSystemd else { return nil }
    let bytes = lines.source.bytes
    for index in range where isComment(index) {
      if index == range.lowerBound || bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { return index }
    }
    return nil
  }

  /// systemd has no comments behind values.
  private var isSystemd: Bool {
    !lines.source.path.hasSuffix(".gitconfig") && !lines.source.path.hasSuffix(".gitmodules")
  }

  private mutating func value(_ range: Range<Int>) -> ConfigurationNode {
    let text = lines.trimmed(range)
    if let quoted = closingQuote(text) {
      let rest = lines.trimmed(quoted + 1..<text.upperBound)
      if rest.isEmpty || comment(in: rest) == rest.lowerBound {
        if !rest.isEmpty { comments.append(rest) }
        var value = lines.value(text.lowerBound + 1..<quoted, templates)
        value.place = lines.span(text.lowerBound..<quoted + 1)
        return value
      }
    }
    guard let sign = comment(in: text) else { return lines.value(text, templates) }
    comments.append(sign..<text.upperBound)
    return lines.value(lines.trimmed(text.lowerBound..<sign), templates)
  }

  /// Where the quote ends that a value begins with.
  private func closingQuote(_ text: Range<Int>) -> Int? {
    let bytes = lines.source.bytes
    guard let quote = bytes[text].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    return bytes[text.dropFirst()].firstIndex(of: quote)
  }

  private func unquoted(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 1, closingQuote(range) == range.upperBound - 1 else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  /// Whether a line continues the value before it; adds it if so.
  private mutating func continues(_ text: Range<Int>, column: Int) -> Bool {
    guard let latest, column > latest.column else { return false }
    if dialect != .python, delimiter(in: text) != nil || lines.source.bytes[text].first == UInt8(ascii: "[") {
      return false
    }
    guard let before = continued, let more = lines.text(text) else { return dialect == .python }
    let range = min(before.range.lowerBound, text.lowerBound)..<text.upperBound
    let all = before.text.isEmpty ? more : before.text + "\n" + more
    continued = (all, range)
    let kind: ConfigurationNode.Kind = templates.isTemplate(all) ? .template(all) : .string(all)
    let node = ConfigurationNode(kind, at: lines.span(range))
    if sections.isEmpty {
      top.replace(latest.key, with: node)
    } else {
      sections[sections.count - 1].map.replace(latest.key, with: node)
    }
    return true
  }

  // MARK: the tree

  /// Something here could not be read, so that more may be here than is known.
  private mutating func open() {
    if sections.isEmpty { top.isOpen = true } else { sections[sections.count - 1].map.isOpen = true }
  }

  private mutating func add(_ key: String, _ place: Span, _ value: ConfigurationNode) {
    if sections.isEmpty {
      Self.insert(key, place, value, dialect, &top, &found)
    } else {
      Self.insert(key, place, value, dialect, &sections[sections.count - 1].map, &found)
    }
  }

  private static func insert(
    _ key: String, _ place: Span, _ value: ConfigurationNode, _ dialect: INIDialect,
    _ map: inout ConfigurationMap, _ found: inout LimitedDiagnostics
  ) {
    let end = max(map.place.range.upperBound, value.place.range.upperBound)
    map.place.range = map.place.range.lowerBound..<end
    guard let first = map.place(of: key) else {
      map.add(key, at: place, value)
      return
    }
    if dialect == .repeating {
      map.repeat(key, value)
    } else {
      map.add(key, at: place, value)
      found.add(ConfigurationDiagnostics.duplicateKey(place, first: first))
    }
  }

  /// The sections, those of one name put together, except where each counts for itself.
  private mutating func merged() -> [Section] {
    guard dialect != .repeating else { return sections }
    var result: [Section] = []
    var places: [String: Int] = [:]
    for section in sections {
      guard let place = places[section.name] else {
        places[section.name] = result.count
        result.append(section)
        continue
      }
      if section.map.isOpen { result[place].map.isOpen = true }
      for entry in section.map.entries {
        if let first = result[place].map.place(of: entry.key) {
          found.add(ConfigurationDiagnostics.duplicateKey(entry.keyPlace, first: first))
        }
        result[place].map.add(entry.key, at: entry.keyPlace, entry.value)
      }
    }
    return result
  }

  private mutating func add(_ section: Section) {
    let node = section.map.node
    if let first = top.place(of: section.name) {
      if dialect == .repeating { return top.repeat(section.name, node) }
      found.add(ConfigurationDiagnostics.duplicateKey(section.header, first: first))
    }
    top.add(section.name, at: section.header, node)
  }
}
