import Diagnostics

/// A parser of TOML 1.0 (toml.io/en/v1.0.0). Values are recursive, bounded by the depth limit.
///
/// After an error the parsing goes on at the next line that is a header of a table; the table of the error may have
/// more than is known.
struct TOMLParser {
  let source: Source
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: ConfigurationLimits
  let templates: TemplateSyntax
  var index: Int
  private(set) var comments: [Range<Int>] = []
  private(set) var found = LimitedDiagnostics()
  private(set) var nodes = 0
  private var current: TOMLTable
  private let root: TOMLTable

  static func read(
    _ source: Source, limits: ConfigurationLimits, templates: TemplateSyntax
  ) -> ConfigurationParts {
    var parts = ConfigurationParts()
    source.bytes.withUnsafeBufferPointer { bytes in
      var parser = TOMLParser(source: source, bytes: bytes, limits: limits, templates: templates)
      parser.run()
      parts.roots = [parser.root.node { templates.isTemplate($0) }]
      parts.comments = parser.comments
      parts.diagnostics = parser.found.finished().all
    }
    return parts
  }

  private init(
    source: Source, bytes: UnsafeBufferPointer<UInt8>, limits: ConfigurationLimits, templates: TemplateSyntax
  ) {
    self.source = source
    self.bytes = bytes
    self.limits = limits
    self.templates = templates
    index = TextEncoding.marked(source.bytes)?.mark ?? 0
    root = TOMLTable(.header, at: Span(source: source, range: index..<bytes.count))
    current = root
  }

  private mutating func run() {
    if let invalid = UTF8Scan.firstInvalid(bytes, index..<bytes.count) {
      found.add(TOMLDiagnostics.invalidUTF8(span(invalid..<invalid + 1)))
      root.isOpen = true
      return
    }
    while index < bytes.count {
      do throws(TOMLFailure) {
        try statement()
      } catch {
        found.add(error.diagnostic)
        current.isOpen = true
        guard passToHeader() else { break }
      }
    }
  }

  /// A header, a key with its value, or nothing, to the line's end.
  private mutating func statement() throws(TOMLFailure) {
    passBlanks()
    switch at(index) {
    case UInt8(ascii: "["):
      if at(index + 1) == UInt8(ascii: "[") { try tablesHeader() } else { try tableHeader() }
    case UInt8(ascii: "#"), 0x0A, 0x0D, 0: break
    default:
      let table = current
      try keyValue(into: table, depth: 1)
      table.extend(to: index)
    }
    try lineEnd()
  }

  // MARK: headers

  private mutating func tableHeader() throws(TOMLFailure) {
    let start = index
    index += 1
    let keys = try headerKeys()
    guard take("]") else { throw fail(TOMLDiagnostics.headerNotClosed(here)) }
    guard let last = keys.last else { return }
    let parent = try descend(keys.dropLast())
    let place = span(start..<index)
    switch parent[last.text] {
    case nil:
      let table = TOMLTable(.header, at: place)
      parent.add(last, .table(table))
      current = table
    case let entry?:
      guard case .table(let table) = entry.item, table.origin == .implied else {
        throw fail(TOMLDiagnostics.defined(last.place, first: entry.keyPlace))
      }
      (table.origin, table.place) = (.header, place)
      current = table
    }
  }

  private mutating func tablesHeader() throws(TOMLFailure) {
    let start = index
    index += 2
    let keys = try headerKeys()
    guard take("]"), take("]") else { throw fail(TOMLDiagnostics.headerNotClosed(here)) }
    guard let last = keys.last else { return }
    let parent = try descend(keys.dropLast())
    let table = TOMLTable(.header, at: span(start..<index))
    switch parent[last.text] {
    case nil: parent.add(last, .tables(TOMLTableList(table)))
    case let entry?:
      guard case .tables(let list) = entry.item else {
        throw fail(TOMLDiagnostics.defined(last.place, first: entry.keyPlace))
      }
      list.tables.append(table)
    }
    current = table
  }

  private mutating func headerKeys() throws(TOMLFailure) -> [TOMLKey] {
    try count()
    passBlanks()
    let keys = try keyPath()
    guard keys.count < limits.depth else { throw fail(tooDeep(keys[0].place)) }
    return keys
  }

  /// The table that the leading keys of a header lead to, made where it is not there.
  private mutating func descend(_ keys: ArraySlice<TOMLKey>) throws(TOMLFailure) -> TOMLTable {
    var table = root
    for key in keys {
      switch table[key.text] {
      case nil:
        try count()
        let made = TOMLTable(.implied, at: key.place)
        table.add(key, .table(made))
        table = made
      case let entry?:
        switch entry.item {
        case .table(let inner): table = inner
        case .tables(let list): table = list.tables.last ?? table
        case .value: throw fail(TOMLDiagnostics.noTable(key.place, first: entry.keyPlace))
        }
      }
    }
    return table
  }

  // MARK: keys

  /// A key, dotted perhaps, its `=` and its value.
  mutating func keyValue(into table: TOMLTable, depth: Int) throws(TOMLFailure) {
    let keys = try keyPath()
    guard take("=") else { throw fail(TOMLDiagnostics.equalsMissing(here)) }
    passBlanks()
    guard let last = keys.last else { return }
    guard depth + keys.count <= limits.depth else { throw fail(tooDeep(last.place)) }
    var table = table
    var way = [table]
    for key in keys.dropLast() {
      switch table[key.text] {
      case nil:
        try count()
        let made = TOMLTable(.dotted, at: key.place)
        table.add(key, .table(made))
        table = made
      case let entry?:
        guard case .table(let inner) = entry.item, inner.origin == .dotted else {
          throw fail(TOMLDiagnostics.noTable(key.place, first: entry.keyPlace))
        }
        table = inner
      }
      way.append(table)
    }
    if let entry = table[last.text] {
      table.doubt(last.text)
      throw fail(TOMLDiagnostics.defined(last.place, first: entry.keyPlace))
    }
    let value = try value(depth: depth + keys.count)
    table.add(last, .value(value))
    for table in way.dropFirst() { table.extend(to: index) }
  }

  private mutating func keyPath() throws(TOMLFailure) -> [TOMLKey] {
    var keys = [try key()]
    passBlanks()
    while at(index) == UInt8(ascii: ".") {
      index += 1
      passBlanks()
      keys.append(try key())
      passBlanks()
    }
    return keys
  }

  private mutating func key() throws(TOMLFailure) -> TOMLKey {
    let start = index
    let text: String
    switch at(index) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): text = try string(in: at(index))
    default:
      while Self.isBare(at(index)) { index += 1 }
      guard index > start else { throw fail(TOMLDiagnostics.keyMissing(here)) }
      text = source.text(start..<index)
    }
    return TOMLKey(text: text, place: span(start..<index))
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
  }
}

// MARK: the text

extension TOMLParser {
  func at(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func span(_ range: Range<Int>) -> Span {
    Span(source: source, range: min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count))
  }

  /// The character that stands here.
  var here: Span {
    var end = min(index + 1, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return span(index..<max(index, end))
  }

  func fail(_ diagnostic: Diagnostic) -> TOMLFailure { TOMLFailure(diagnostic: diagnostic) }

  func tooDeep(_ span: Span) -> Diagnostic { ConfigurationDiagnostics.tooDeep(span, limit: limits.depth) }

  mutating func count() throws(TOMLFailure) {
    nodes += 1
    guard nodes <= limits.nodes else {
      index = bytes.count
      throw fail(ConfigurationDiagnostics.tooLarge(span(0..<0), limit: limits.nodes))
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func passBlanks() {
    while at(index) == 0x20 || at(index) == 0x09 { index += 1 }
  }

  /// Takes a line break; false if none stands here.
  mutating func takeBreak() -> Bool {
    if at(index) == 0x0A {
      index += 1
      return true
    }
    guard at(index) == 0x0D, at(index + 1) == 0x0A else { return false }
    index += 2
    return true
  }

  /// A comment, if one begins here; its line break stays.
  mutating func passComment() throws(TOMLFailure) {
    guard at(index) == UInt8(ascii: "#") else { return }
    let start = index
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] == 0x0D, at(index + 1) == 0x0A { break }
      guard bytes[index] >= 0x20 && bytes[index] != 0x7F || bytes[index] == 0x09 else {
        throw fail(TOMLDiagnostics.control(here))
      }
      index += 1
    }
    comments.append(start..<index)
  }

  private mutating func lineEnd() throws(TOMLFailure) {
    passBlanks()
    try passComment()
    guard index < bytes.count else { return }
    guard takeBreak() else { throw fail(TOMLDiagnostics.textAfterValue(here)) }
  }

  /// Goes on to the next line that looks like a header; false if there is none.
  private mutating func passToHeader() -> Bool {
    while index < bytes.count {
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      index = min(index + 1, bytes.count)
      var end = index
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      if isHeader(index..<end) { return true }
    }
    return false
  }

  private func isHeader(_ line: Range<Int>) -> Bool {
    var text = bytes[line]
    if let comment = text.firstIndex(of: UInt8(ascii: "#")) { text = text[..<comment] }
    while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0D { text = text.dropLast() }
    guard text.count > 2, text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else { return false }
    return !text.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "=") }
  }
}
