import CYaml

/// One event of libyaml's, with its place in bytes.
struct YAMLEvent {
  enum Kind {
    case documentStart, documentEnd, streamEnd
    case alias(String)
    /// The bytes are there until the next event is asked for.
    case scalar(value: UnsafeBufferPointer<UInt8>, style: YAMLScalar.Style)
    case sequenceStart(isFlow: Bool), sequenceEnd
    case mappingStart(isFlow: Bool), mappingEnd
  }

  var kind: Kind
  /// From the node's properties (anchor, tag) to its end.
  var range: Range<Int>
  /// nil where there is neither, as mostly.
  var marks: Marks?

  /// An anchor, a tag or both.
  final class Marks {
    let anchor: String?
    /// As libyaml resolved it, `tag:yaml.org,2002:str` for `!!str`.
    let tag: String?

    private init(_ anchor: String?, _ tag: String?) {
      self.anchor = anchor
      self.tag = tag
    }

    static func read(
      _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
    ) -> Marks? {
      if anchor == nil, tag == nil { return nil }
      return Marks(anchor.map { String(cString: $0) }, tag.map { String(cString: $0) })
    }
  }
}

/// What libyaml says about text that is not YAML.
struct YAMLParseError: Error {
  var problem: String
  var offset: Int
  /// What was being read, and where that began.
  var context: (text: String, offset: Int)?
}

/// libyaml's parser over bytes that are known to be UTF-8 without a byte order mark.
///
/// libyaml counts places in characters; they are converted here. The bytes must outlive the parser.
///
/// A class, since the optimiser of Swift 6.3.1 released a field of the same thing as a non-copyable structure at an
/// address that was none.
final class YAMLEventParser {
  /// libyaml's parser, what it said last, which it holds the memory of, and where that stands: behind a pointer, for
  /// libyaml keeps the address.
  private struct State {
    var parser = yaml_parser_t()
    var event = yaml_event_t()
    var places: CharacterPlaces
  }

  private let state: UnsafeMutablePointer<State>

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(places: CharacterPlaces(bytes, base: base)))
    precondition(yaml_parser_initialize(&state.pointee.parser) == 1, "libyaml has no memory for a parser")
    yaml_parser_set_encoding(&state.pointee.parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&state.pointee.parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(&state.pointee.event)
    yaml_parser_delete(&state.pointee.parser)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// The next event that says something about the document. Nothing may be asked for after the stream's end or an
  /// error.
  func next() throws(YAMLParseError) -> YAMLEvent {
    while true {
      yaml_event_delete(&state.pointee.event)
      guard yaml_parser_parse(&state.pointee.parser, &state.pointee.event) == 1 else { throw error() }
      if let result = convert(state.pointee.event) { return result }
    }
  }

  private func convert(_ event: yaml_event_t) -> YAMLEvent? {
    let lower = byte(of: event.start_mark)
    let range = lower..<max(lower, byte(of: event.end_mark))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, range: range)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, range: range)
    case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, range: range)
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, range: range)
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, range: range)
    case YAML_ALIAS_EVENT:
      return YAMLEvent(kind: .alias(event.data.alias.anchor.map { String(cString: $0) } ?? ""), range: range)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length)
      let style: YAMLScalar.Style
      switch scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: style = .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: style = .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: style = .literal
      case YAML_FOLDED_SCALAR_STYLE: style = .folded
      default: style = .plain
      }
      return YAMLEvent(
        kind: .scalar(value: value, style: style), range: range, marks: .read(scalar.anchor, scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return YAMLEvent(
        kind: .sequenceStart(isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE), range: range,
        marks: .read(start.anchor, start.tag))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return YAMLEvent(
        kind: .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE), range: range,
        marks: .read(start.anchor, start.tag))
    default: return nil
    }
  }

  private func error() -> YAMLParseError {
    let parser = state.pointee.parser
    let problem = parser.problem.map { String(cString: $0) } ?? "text that is not YAML"
    guard parser.error != YAML_READER_ERROR else {
      return YAMLParseError(problem: problem, offset: state.pointee.places.base + parser.problem_offset)
    }
    let context = parser.context.map { (String(cString: $0), byte(of: parser.context_mark)) }
    return YAMLParseError(problem: problem, offset: byte(of: parser.problem_mark), context: context)
  }

  private func byte(of mark: yaml_mark_t) -> Int { state.pointee.places.byte(of: mark.index) }
}

/// Character offsets to byte offsets. It goes from the place that was asked for last to the next one, which is mostly the
/// next one in the text.
struct CharacterPlaces {
  let base: Int
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  /// Where that character begins; the end for one past it.
  private var offset = 0

  /// - Complexity: O(bytes)
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    self.base = base
    self.bytes = bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// The byte offset of a character, in the source; the end for a character past it.
  /// - Complexity: O(characters from the one asked for last)
  mutating func byte(of wanted: Int) -> Int {
    if isASCII { return base + min(wanted, bytes.count) }
    while character > wanted {
      repeat { offset -= 1 } while offset > 0 && bytes[offset] & 0xC0 == 0x80
      character -= 1
    }
    // Eight bytes begin eight characters at most.
    while wanted - character > 8, offset + 8 <= bytes.count {
      let word = UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // A continuation byte has its highest bit set and the next one not.
      let continuations = word & ~(word << 1) & 0x8080_8080_8080_8080
      character += 8 - continuations.nonzeroBitCount
      offset += 8
    }
    passContinuations()
    while character < wanted, offset < bytes.count {
      offset += 1
      passContinuations()
      character += 1
    }
    return base + offset
  }

  private mutating func passContinuations() {
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
  }
}
