import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Builds trees from libyaml's events, without recursion.
struct YAMLComposer {
  let source: Source
  let limits: YAMLLimits
  /// Whether `<<` is a key like others, for whoever merges.
  let keepsMergeKeys: Bool
  private(set) var documents: [YAMLNode] = []
  private(set) var diagnostics = DiagnosticList()

  private var frames: [Frame] = []
  private var root: YAMLNode?
  private var anchors: [String: Anchor] = [:]
  /// Nodes of the document so far, every alias written out.
  private var expanded = 0
  private var refusedExpansion = false

  /// A collection that is being read.
  private struct Frame {
    var isMapping: Bool
    var isFlow: Bool
    var start: Int
    var properties: Properties?
    var items: [YAMLNode] = []
    var entries: [YAMLNode.Entry] = []
    var key: YAMLNode?
    /// A number for each key: where they differ, the texts do. 0 of a text that a comparison must tell of.
    var prints: [UInt64] = []
    /// Where each key stands first, once there are many; few are compared one by one.
    var seen: [String: Span] = [:]
    /// Nodes, aliases written out, and levels below this one.
    var size = 1
    var height = 0
    var end: Int

    /// How many keys are compared one by one.
    static let few = 16

    /// Takes the room that most need, at once.
    mutating func reserve() {
      guard isMapping else { return items.reserveCapacity(4) }
      entries.reserveCapacity(4)
      prints.reserveCapacity(8)
    }

    /// Where a key stands that is there already.
    mutating func place(of key: String, _ print: UInt64) -> Span? {
      if entries.count < Self.few {
        for index in entries.indices {
          let other = prints[index]
          guard other == print || other == 0 || print == 0 else { continue }
          if entries[index].key.ownKey == key { return entries[index].key.span }
        }
        return nil
      }
      if seen.isEmpty {
        for entry in entries {
          if let text = entry.key.ownKey, seen[text] == nil { seen[text] = entry.key.span }
        }
      }
      return seen[key]
    }

    /// Only texts of ASCII are the same where their bytes are: others may be composed otherwise.
    static func print(of key: String) -> UInt64 {
      var key = key
      return key.withUTF8 { bytes in
        var print: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
          if byte >= 0x80 { return 0 }
          print = (print ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return print | 1
      }
    }
  }

  /// What stands before a node's content. By reference, since hardly any node has some.
  private final class Properties {
    let anchor: String?
    var tag: String?
    var tagSpan: Span?
    var coreTag: String?
    /// Where the content begins.
    var content: Int

    init(anchor: String?, content: Int) {
      self.anchor = anchor
      self.content = content
    }
  }

  private enum Anchor {
    case open(Span)
    case complete(YAMLNode, size: Int, height: Int)
  }

  init(source: Source, limits: YAMLLimits, keepsMergeKeys: Bool) {
    self.source = source
    self.limits = limits
    self.keepsMergeKeys = keepsMergeKeys
  }

  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    let parser = YAMLEventParser(bytes, base: base)
    do {
      while true {
        let event = try parser.next()
        if case .streamEnd = event.kind { return }
        guard handle(event) else { return }
      }
    } catch {
      diagnostics.add(YAMLDiagnostics.syntax(source, error))
    }
  }

  /// False ends the reading.
  private mutating func handle(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .streamEnd: return true
    case .documentStart:
      (frames, root, anchors, expanded) = ([], nil, [:], 0)
      refusedExpansion = false
      return true
    case .documentEnd:
      if let root { documents.append(root) }
      return true
    case .alias(let name): return alias(name, event.range)
    case .scalar(let value, let style): return scalar(value, style, event)
    case .sequenceStart(let isFlow): return open(event, isMapping: false, isFlow: isFlow)
    case .mappingStart(let isFlow): return open(event, isMapping: true, isFlow: isFlow)
    case .sequenceEnd, .mappingEnd: return close(event)
    }
  }

  // MARK: nodes

  private mutating func open(_ event: YAMLEvent, isMapping: Bool, isFlow: Bool) -> Bool {
    let properties = properties(of: event)
    let content = properties?.content ?? event.range.lowerBound
    guard frames.count < limits.depth else {
      diagnostics.add(YAMLDiagnostics.tooDeep(span(content..<content), limit: limits.depth))
      return false
    }
    if let tag = properties?.coreTag, tag != (isMapping ? "map" : "seq"), let span = properties?.tagSpan {
      diagnostics.add(YAMLDiagnostics.tagMismatch(span, "a \(isMapping ? "mapping" : "list")"))
    }
    if let anchor = properties?.anchor {
      anchors[anchor] = .open(span(event.range.lowerBound..<max(content, event.range.lowerBound)))
    }
    frames.append(Frame(isMapping: isMapping, isFlow: isFlow, start: content, properties: properties, end: content))
    frames[frames.count - 1].reserve()
    return count(1, at: content)
  }

  private mutating func close(_ event: YAMLEvent) -> Bool {
    guard let frame = frames.popLast() else { return true }
    // A block collection "ends" where the next token begins, as does a pair in a flow list; only brackets end in place.
    let end = frame.isFlow && !event.range.isEmpty ? event.range.upperBound : frame.end
    let kind: YAMLNode.Kind = frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
    let node = YAMLNode(
      kind: kind, span: span(frame.start..<max(frame.start, end)), tag: frame.properties?.tag,
      tagSpan: frame.properties?.tagSpan)
    if let anchor = frame.properties?.anchor {
      anchors[anchor] = .complete(node, size: frame.size, height: frame.height)
    }
    attach(node, size: frame.size, height: frame.height, end: end)
    return true
  }

  private mutating func scalar(_ value: UnsafeBufferPointer<UInt8>, _ style: YAMLScalar.Style, _ event: YAMLEvent)
    -> Bool
  {
    let properties = properties(of: event)
    let content = min(properties?.content ?? event.range.lowerBound, event.range.upperBound)..<event.range.upperBound
    let (map, end) = map(value, style, content)
    var scalar = YAMLScalar(text: String(decoding: value, as: UTF8.self), style: style, map: map)
    if let name = properties?.coreTag, let tagSpan = properties?.tagSpan {
      scalar.coreTag = YAMLScalar.CoreTag(rawValue: name)
      if scalar.coreTag == nil {
        diagnostics.add(YAMLDiagnostics.tagMismatch(tagSpan, "a scalar"))
      } else if !scalar.fitsTag {
        diagnostics.add(YAMLDiagnostics.unfit(span(content), tagSpan))
      }
    }
    let node = YAMLNode(
      kind: .scalar(scalar), span: span(content.lowerBound..<end), tag: properties?.tag, tagSpan: properties?.tagSpan)
    if let anchor = properties?.anchor { anchors[anchor] = .complete(node, size: 1, height: 0) }
    attach(node, size: 1, height: 0, end: end)
    return count(1, at: content.lowerBound)
  }

  private mutating func alias(_ name: String, _ range: Range<Int>) -> Bool {
    let span = span(range)
    var node = YAMLNode(
      kind: .scalar(YAMLScalar(text: "", style: .plain, map: .identity(source, from: range.upperBound, length: 0))),
      span: span)
    var (size, height) = (1, 0)
    switch anchors[name] {
    case nil: diagnostics.add(YAMLDiagnostics.unknownAlias(span, name, known: anchors.keys.sorted()))
    case .open(let anchor): diagnostics.add(YAMLDiagnostics.cycle(span, anchor))
    case .complete(let shared, let sharedSize, let sharedHeight):
      if frames.count + sharedHeight > limits.depth {
        diagnostics.add(YAMLDiagnostics.tooDeep(span, limit: limits.depth))
      } else if expanded + sharedSize > limits.nodes {
        if !refusedExpansion { diagnostics.add(YAMLDiagnostics.expansion(span, limit: limits.nodes)) }
        refusedExpansion = true
      } else {
        node = shared
        node.span = span
        (size, height) = (sharedSize, sharedHeight)
      }
    }
    attach(node, size: size, height: height, end: range.upperBound)
    return count(size, at: range.lowerBound)
  }

  /// Puts a finished node where it belongs.
  private mutating func attach(_ node: consuming YAMLNode, size: Int, height: Int, end: Int) {
    guard !frames.isEmpty else {
      root = node
      return
    }
    let top = frames.count - 1
    frames[top].size += size
    frames[top].height = max(frames[top].height, height + 1)
    frames[top].end = max(frames[top].end, end)
    guard frames[top].isMapping else {
      frames[top].items.append(node)
      return
    }
    guard let key = frames[top].key.take() else {
      checkKey(node, in: top)
      frames[top].key = node
      return
    }
    frames[top].entries.append(YAMLNode.Entry(key: key, value: node))
  }

  private mutating func checkKey(_ key: YAMLNode, in frame: Int) {
    let print = key.ownKey.map(Frame.print) ?? 0
    defer { frames[frame].prints.append(print) }
    guard let scalar = key.scalar else {
      diagnostics.add(YAMLDiagnostics.keyNotScalar(key.span))
      return
    }
    if scalar.style == .plain, scalar.text.isEmpty {
      diagnostics.add(YAMLDiagnostics.keyMissing(key.tagSpan ?? key.span))
    } else if scalar.style == .plain, scalar.text == "<<" {
      if !keepsMergeKeys { diagnostics.add(YAMLDiagnostics.mergeKey(key.span)) }
    } else if let first = frames[frame].place(of: scalar.text, print) {
      diagnostics.add(YAMLDiagnostics.duplicateKey(key.span, first: first, scalar.text))
    } else if frames[frame].entries.count >= Frame.few {
      frames[frame].seen[scalar.text] = key.span
    }
  }

  /// Counts nodes; false if there are too many to go on.
  private mutating func count(_ nodes: Int, at offset: Int) -> Bool {
    expanded += nodes
    guard expanded > limits.nodes else { return true }
    diagnostics.add(YAMLDiagnostics.expansion(span(offset..<offset), limit: limits.nodes))
    return false
  }

  private func span(_ range: Range<Int>) -> Span { Span(source: source, range: range) }
}

extension YAMLNode {
  /// The text of a key that may stand once only: neither one that is missing nor the merge key.
  fileprivate var ownKey: String? {
    guard case .scalar(let scalar) = kind else { return nil }
    return scalar.style == .plain && (scalar.text.isEmpty || scalar.text == "<<") ? nil : scalar.text
  }
}

extension YAMLComposer {
  /// The properties of a node, read again: libyaml's mark is where they begin, and its tag is not as written. nil where
  /// there are none, as mostly.
  private func properties(of event: YAMLEvent) -> Properties? {
    guard let marks = event.marks else { return nil }
    var left = (marks.anchor == nil ? 0 : 1) + (marks.tag == nil ? 0 : 1)
    let properties = Properties(anchor: marks.anchor, content: event.range.lowerBound)
    var scan = YAMLScalarScan(source.bytes, event.range.lowerBound..<source.bytes.count)
    var after = scan.index
    while left > 0, scan.index < scan.end {
      let start = scan.index
      let isTag = scan.at(start) == UInt8(ascii: "!")
      guard isTag || scan.at(start) == UInt8(ascii: "&") else { break }
      scan.passProperty()
      after = scan.index
      if isTag {
        let span = span(start..<after)
        properties.tagSpan = span
        let standard = "tag:yaml.org,2002:"
        if let tag = marks.tag, tag.hasPrefix(standard) {
          properties.coreTag = String(tag.dropFirst(standard.count))
        } else if marks.tag == "!" {
          if case .scalar = event.kind { properties.coreTag = "str" }
        } else {
          properties.tag = span.text
        }
      }
      left -= 1
      scan.passSeparation()
    }
    properties.content = scan.index
    if case .scalar(let value, .plain) = event.kind, value.isEmpty { properties.content = after }
    return properties
  }

  /// The map of a scalar's content and the end of its text. Where the second reading does not agree with libyaml's, the
  /// whole scalar stands for each of its bytes.
  private func map(
    _ value: UnsafeBufferPointer<UInt8>, _ style: YAMLScalar.Style, _ range: Range<Int>
  ) -> (map: SourceMap, end: Int) {
    if let start = verbatim(value, style, range) {
      return (SourceMap.identity(source, from: start, length: value.count), range.upperBound)
    }
    var scan = YAMLScalarScan(source.bytes, range)
    var end = range.upperBound
    switch style {
    case .plain: scan.scanPlain()
    case .singleQuoted: scan.scanSingleQuoted()
    case .doubleQuoted: scan.scanDoubleQuoted()
    case .literal, .folded:
      scan.scanBlock(isFolded: style == .folded, parentIndent: parentIndent)
      if let last = scan.contentEnd { end = last }
      while end > range.lowerBound, [0x0A, 0x0D].contains(source.bytes[end - 1]) { end -= 1 }
    }
    guard scan.text.elementsEqual(value) else {
      return (SourceMap(source: source, pieces: [Self.whole(value.count, range)]), end)
    }
    return (SourceMap(source: source, pieces: scan.pieces), end)
  }

  /// Where a scalar's content stands in one piece, as nearly every scalar's does; nil where it is to be looked for.
  private func verbatim(_ value: UnsafeBufferPointer<UInt8>, _ style: YAMLScalar.Style, _ range: Range<Int>) -> Int? {
    let marks: Int
    switch style {
    case .plain: marks = 0
    case .singleQuoted, .doubleQuoted: marks = 1
    case .literal, .folded: return nil
    }
    guard !value.isEmpty, range.count == value.count + 2 * marks, range.upperBound <= source.bytes.count else {
      return nil
    }
    let start = range.lowerBound + marks
    guard let content = value.baseAddress else { return nil }
    let isSame = source.bytes.withUnsafeBytes { memcmp($0.baseAddress! + start, content, value.count) == 0 }
    return isSame ? start : nil
  }

  private static func whole(_ length: Int, _ range: Range<Int>) -> SourceMap.Piece {
    .init(derived: 0, length: length, original: range.lowerBound, originalLength: range.count)
  }

  /// The column, from 0, of the innermost block collection; -1 if there is none.
  private var parentIndent: Int {
    guard let frame = frames.last(where: { !$0.isFlow }) else { return -1 }
    let start = frame.start
    var index = start
    var column = 0
    while index > 0, source.bytes[index - 1] != 0x0A, source.bytes[index - 1] != 0x0D {
      index -= 1
      if source.bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
    return column
  }
}

extension YAMLScalarScan {
  /// Passes over an anchor or a tag.
  mutating func passProperty() {
    if at(index) == UInt8(ascii: "!"), at(index + 1) == UInt8(ascii: "<") {
      while index < end, bytes[index] != UInt8(ascii: ">") { index += 1 }
      index = min(index + 1, end)
      return
    }
    while index < end, !isBlank(index), breakLength(index) == 0, !Self.endsProperty.contains(bytes[index]) {
      index += 1
    }
  }

  private static let endsProperty: Set<UInt8> = Set(",[]{}".utf8)

  /// Passes over white space, line breaks and comments.
  mutating func passSeparation() {
    while index < end {
      if isBlank(index) {
        index += 1
      } else if breakLength(index) > 0 {
        index += breakLength(index)
      } else if bytes[index] == UInt8(ascii: "#") {
        while index < end, breakLength(index) == 0 { index += 1 }
      } else {
        return
      }
    }
  }
}
