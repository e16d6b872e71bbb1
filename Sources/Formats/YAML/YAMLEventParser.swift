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
  var anchor: String?
  /// The tag as libyaml resolved it, `tag:yaml.org,2002:str` for `!!str`.
  var tag: String?
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
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let index: CharacterIndex
  /// What `next` gave last, which libyaml holds the memory of.
  private var event = yaml_event_t()

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    parser = .allocate(capacity: 1)
    precondition(yaml_parser_initialize(parser) == 1, "libyaml has no memory for a parser")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    index = CharacterIndex(bytes, base: base)
  }

  deinit {
    yaml_event_delete(&event)
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event that says something about the document. Nothing may be asked for after the stream's end or an
  /// error.
  func next() throws(YAMLParseError) -> YAMLEvent {
    while true {
      yaml_event_delete(&event)
      guard yaml_parser_parse(parser, &event) == 1 else { throw error() }
      if let result = convert(event) { return result }
    }
  }

  private func convert(_ event: yaml_event_t) -> YAMLEvent? {
    let lower = index.byte(of: event.start_mark.index)
    let range = lower..<max(lower, index.byte(of: event.end_mark.index))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, range: range)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, range: range)
    case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, range: range)
    case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, range: range)
    case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, range: range)
    case YAML_ALIAS_EVENT:
      return YAMLEvent(kind: .alias(Self.text(event.data.alias.anchor) ?? ""), range: range)
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
        kind: .scalar(value: value, style: style), range: range, anchor: Self.text(scalar.anchor),
        tag: Self.text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return YAMLEvent(
        kind: .sequenceStart(isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE), range: range,
        anchor: Self.text(start.anchor), tag: Self.text(start.tag))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return YAMLEvent(
        kind: .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE), range: range,
        anchor: Self.text(start.anchor), tag: Self.text(start.tag))
    default: return nil
    }
  }

  private func error() -> YAMLParseError {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "text that is not YAML"
    guard state.error != YAML_READER_ERROR else {
      return YAMLParseError(problem: problem, offset: index.base + state.problem_offset)
    }
    let context = state.context.map { (String(cString: $0), index.byte(of: state.context_mark.index)) }
    return YAMLParseError(problem: problem, offset: index.byte(of: state.problem_mark.index), context: context)
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: UnsafePointer($0)) }
  }
}

/// Character offsets to byte offsets: the byte offset of every 64th character, none at all for ASCII.
struct CharacterIndex {
  /// Characters from one checkpoint to the next.
  private static let step = 8

  let base: Int
  private let count: Int
  private let checkpoints: [Int]
  private let bytes: UnsafeBufferPointer<UInt8>

  /// - Complexity: O(bytes)
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    self.base = base
    self.bytes = bytes
    self.count = bytes.count
    var checkpoints: [Int] = []
    if bytes.contains(where: { $0 >= 0x80 }) {
      var characters = 0
      for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
        if characters & (Self.step - 1) == 0 { checkpoints.append(offset) }
        characters += 1
      }
    }
    self.checkpoints = checkpoints
  }

  /// The byte offset of a character, in the source; the end for a character past it.
  func byte(of character: Int) -> Int {
    guard !checkpoints.isEmpty else { return base + min(character, count) }
    guard character / Self.step < checkpoints.count else { return base + count }
    var offset = checkpoints[character / Self.step]
    var left = character & (Self.step - 1)
    while left > 0, offset < count {
      offset += 1
      while offset < count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return base + offset
  }
}
