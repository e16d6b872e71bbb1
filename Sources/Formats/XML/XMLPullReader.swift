import Diagnostics

/// What an XML text may cost.
public struct XMLLimits: Sendable {
  /// How deep elements may nest.
  public var depth: Int
  /// How many attributes an element may have.
  public var attributes: Int
  /// How many bytes one run of text may have; a longer one is unreadable.
  public var textBytes: Int
  /// How many elements and attributes a tree may have together. The pull reader itself has no use for it.
  public var nodes: Int

  /// Limits of one's own.
  public init(depth: Int = 200, attributes: Int = 1_000, textBytes: Int = 16 << 20, nodes: Int = 2_000_000) {
    self.depth = depth
    self.attributes = attributes
    self.textBytes = textBytes
    self.nodes = nodes
  }

  /// The limits that hold unless others are asked for.
  public static let standard = XMLLimits()
}

/// Characters of an XML text with its references resolved, and why they cannot be trusted if they cannot.
public struct XMLText: Sendable, Hashable {
  /// The characters; where `problem` is set, only for a person to look at.
  public var text: String
  /// What is wrong: bytes that are no text, an entity that is not resolved.
  public var problem: String?

  /// Makes a text of its parts.
  public init(_ text: String, problem: String? = nil) {
    self.text = text
    self.problem = problem
  }
}

/// The name of an element or attribute.
public struct XMLName: Sendable, Hashable {
  /// What stands before the colon; empty if nothing does.
  public var prefix: String
  /// What stands after it.
  public var local: String
  /// The namespace that the prefix stands for; empty for none.
  public var namespace: String

  /// Makes a name of its parts.
  public init(prefix: String = "", local: String, namespace: String = "") {
    self.prefix = prefix
    self.local = local
    self.namespace = namespace
  }
}

/// XML 1.0 text cut into events, one at a time and without building anything that nobody asks for.
///
///     var reader = XMLPullReader(source)
///     while let event = reader.next() {
///       if event == .startElement, reader.isNamed("row") { print(reader.attribute("r")?.text ?? "") }
///     }
///
/// An empty element (`<a/>`) gives a start and an end. What is wrong with the structure (a tag that does not match)
/// ends the reading, with `isWhole` false; what is wrong with a text (bytes that are not UTF-8, an entity that nobody
/// declared) makes that text unreadable, and the reading goes on. A document type is passed over, never fetched, and
/// the entities that it declares are not resolved: there is no entity bomb here.
/// - Complexity: O(bytes) for all events together
public struct XMLPullReader {
  /// What was found at `range`.
  public enum Event: Sendable, Hashable {
    /// `<a b="c">`, or the first half of `<a/>`.
    case startElement
    /// `</a>`, or the second half of `<a/>`.
    case endElement
    /// Characters, or a CDATA section. What stands between two tags may come in several pieces.
    case text
    /// A comment.
    case comment
    /// A processing instruction, the XML declaration included.
    case instruction
  }

  /// The text, decoded: what ranges refer to.
  public let source: Source
  /// What it may cost.
  public let limits: XMLLimits
  /// The bytes of the latest event.
  public internal(set) var range = 0..<0
  /// False once something is wrong with the structure, so that elements may be missing.
  public private(set) var isWhole = true

  /// The text; of one that is read in pieces, what is at hand of it.
  private(set) var bytes: [UInt8]
  var index: Int
  var found: LimitedDiagnostics
  /// An encoding that was declared and is not known; texts beyond ASCII are then unreadable.
  let unknownEncoding: String?

  /// An element that is open.
  struct Open {
    /// Where its name begins in `openNames`, which ends with the innermost element's.
    var name: Int
    var tag: Range<Int>
    /// The prefixes that its tag declares.
    var prefixes: [String]
  }

  /// An attribute of the latest start tag, by its bytes.
  struct RawAttribute {
    var name: Range<Int>
    /// Without the quotes.
    var value: Range<Int>
    var isDuplicate = false
  }

  var open: [Open] = []
  /// The names of the open elements, one after the other: they outlive the pieces they stood in.
  private var openNames: [UInt8] = []
  /// The name of the latest element event.
  var nameRange = 0..<0
  var rawAttributes: [RawAttribute] = []
  /// The bytes of the latest text, without the marks of a CDATA section.
  var textRange = 0..<0
  var isCDATA = false
  /// Prefix to the namespaces it has been declared for, the innermost last.
  var namespaces: [String: [String]] = ["xml": ["http://www.w3.org/XML/1998/namespace"]]
  var hasDoctype = false
  /// Whether the latest event is the start of an empty element, whose end is the next one.
  private(set) var isEndPending = false
  private var closesAtNext = false
  private(set) var hasRoot = false
  private var isFinished = false
  let start: Int
  /// Where further pieces come from.
  private var feed: (any ExpansionStream)?
  /// What was wrong with a piece.
  private(set) var feedError: ExpansionError?
  private let isStreamed: Bool
  /// How many bytes are kept at hand, and how long a tag or text in a stream may be therefore.
  private static let window = 1 << 20

  /// Begins to read a file, whatever its encoding: UTF-8, UTF-16, or what the file says where that is known.
  public init(_ source: Source, limits: XMLLimits = .standard) {
    self.init(source, limits: limits, found: LimitedDiagnostics())
  }

  init(_ source: Source, limits: XMLLimits, found: LimitedDiagnostics) {
    var found = found
    let decoded = XMLEncoding.decode(source, &found)
    self.source = decoded.source ?? source
    self.bytes = decoded.source?.bytes ?? []
    self.index = decoded.start
    self.start = decoded.start
    self.unknownEncoding = decoded.unknown
    self.limits = limits
    self.found = found
    isStreamed = false
    if decoded.source == nil {
      isWhole = false
      isFinished = true
    }
  }

  /// Begins to read what comes in pieces, such as a part of a spreadsheet, of which no more than a few megabytes are
  /// kept at hand. Places have no meaning then: whatever is found points at the start of the file it comes from.
  init(_ stream: some ExpansionStream, of source: Source, limits: XMLLimits = .standard) {
    var stream = stream
    var head: [UInt8] = []
    var error: ExpansionError?
    var hasMore = true
    do throws(ExpansionError) {
      while hasMore, head.count < 64 { hasMore = try stream.append(to: &head) }
      if TextEncoding.detect(head).encoding != .utf8 {
        while try stream.append(to: &head) {}
        hasMore = false
      }
    } catch let fault {
      error = fault
      hasMore = false
    }
    self.limits = limits
    self.source = source
    isStreamed = true
    found = LimitedDiagnostics()
    let decoded = XMLEncoding.decode(Source(path: source.path, bytes: head, isConfidential: true), &found)
    bytes = decoded.source?.bytes ?? []
    index = decoded.start
    start = decoded.start
    unknownEncoding = decoded.unknown
    feed = hasMore ? stream : nil
    feedError = error
    isWhole = error == nil && decoded.source != nil
  }

  /// Sees to it that a window's length is at hand, if there is so much left.
  private mutating func refill() {
    bytes.removeSubrange(0..<index)
    index = 0
    // What the latest event was about is gone.
    (range, nameRange, textRange) = (0..<0, 0..<0, 0..<0)
    rawAttributes.removeAll(keepingCapacity: true)
    do throws(ExpansionError) {
      while bytes.count < 3 * Self.window {
        guard try feed?.append(to: &bytes) ?? false else {
          feed = nil
          return
        }
      }
    } catch {
      feed = nil
      feedError = error
      isWhole = false
    }
  }

  /// What was wrong so far.
  public var diagnostics: DiagnosticList { found.finished() }

  /// How many elements are open; the element of the latest start or end event is one of them.
  public var depth: Int { open.count }

  // MARK: events

  /// The next event; nil at the end, and after something that is wrong with the structure.
  public mutating func next() -> Event? {
    if closesAtNext { close() }
    if isEndPending {
      isEndPending = false
      closesAtNext = true
      rawAttributes.removeAll(keepingCapacity: true)
      return .endElement
    }
    if feed != nil, bytes.count - index < Self.window { refill() }
    while !isFinished {
      guard index < bytes.count else {
        finish()
        return nil
      }
      guard bytes[index] == UInt8(ascii: "<") else {
        if let event = characters() { return event }
        continue
      }
      switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
      case UInt8(ascii: "/"): return endTag()
      case UInt8(ascii: "?"): return instruction()
      case UInt8(ascii: "!"):
        if starts("<!--", at: index) { return comment() }
        if starts("<![CDATA[", at: index) { return cdata() }
        guard starts("<!DOCTYPE", at: index) else {
          fail(XMLDiagnostics.notMarkup(span(index..<min(index + 2, bytes.count))))
          return nil
        }
        guard !hasRoot, !hasDoctype else {
          fail(XMLDiagnostics.misplacedDoctype(span(index..<index + 9)))
          return nil
        }
        doctype()
      default: return startTag()
      }
    }
    return nil
  }

  /// Passes over everything up to the end of the latest start tag's element. The latest event is then its end.
  public mutating func skipElement() {
    let level = depth
    while let event = next() {
      if event == .endElement, depth == level { return }
    }
  }

  private mutating func finish() {
    isFinished = true
    if let last = open.last {
      fail(XMLDiagnostics.notClosed(span(bytes.count..<bytes.count), opening: span(last.tag)))
    } else if !hasRoot {
      fail(XMLDiagnostics.noRoot(span(start..<start)))
    }
  }

  mutating func fail(_ diagnostic: Diagnostic) {
    isWhole = false
    isFinished = true
    isEndPending = false
    found.add(diagnostic)
  }

  func span(_ range: Range<Int>) -> Span { Span(source: source, range: isStreamed ? 0..<0 : range) }

  func starts(_ word: StaticString, at place: Int) -> Bool {
    guard place + word.utf8CodeUnitCount <= bytes.count else { return false }
    return word.withUTF8Buffer { buffer in
      for offset in 0..<buffer.count where bytes[place + offset] != buffer[offset] { return false }
      return true
    }
  }

  // MARK: elements

  private mutating func startTag() -> Event? {
    let begin = index
    guard open.isEmpty, hasRoot else { return openTag(begin) }
    fail(XMLDiagnostics.textAfterEnd(span(begin..<begin + 1)))
    return nil
  }

  private mutating func openTag(_ begin: Int) -> Event? {
    guard open.count < limits.depth else {
      fail(XMLDiagnostics.tooDeep(span(begin..<begin + 1), limit: limits.depth))
      return nil
    }
    guard let end = tag(from: begin) else { return nil }
    hasRoot = true
    range = begin..<index
    open.append(Open(name: openNames.count, tag: range, prefixes: declarations()))
    openNames.append(contentsOf: bytes[nameRange])
    isEndPending = end == .empty
    return .startElement
  }

  private mutating func endTag() -> Event? {
    let begin = index
    index += 2
    guard let name = scanName() else { return nil }
    passSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else {
      fail(XMLDiagnostics.tagNotClosed(span(begin..<index)))
      return nil
    }
    index += 1
    guard let last = open.last else {
      fail(XMLDiagnostics.endWithoutStart(span(begin..<index)))
      return nil
    }
    guard bytes[name].elementsEqual(openNames[last.name...]) else {
      let expected = last.tag.lowerBound + 1..<last.tag.lowerBound + 1 + openNames.count - last.name
      fail(XMLDiagnostics.mismatch(span(begin..<index), opening: span(last.tag), expected: span(expected)))
      return nil
    }
    range = begin..<index
    nameRange = name
    rawAttributes.removeAll(keepingCapacity: true)
    closesAtNext = true
    return .endElement
  }

  private mutating func close() {
    closesAtNext = false
    guard let last = open.popLast() else { return }
    openNames.removeSubrange(last.name...)
    for prefix in last.prefixes { namespaces[prefix]?.removeLast() }
  }
}
