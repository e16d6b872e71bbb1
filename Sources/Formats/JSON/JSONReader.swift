import Diagnostics

/// What a JSON text may cost.
public struct JSONLimits: Sendable {
  /// How deep values may nest.
  public var depth: Int

  /// Limits of one's own.
  public init(depth: Int = 200) { self.depth = depth }

  /// The limits that hold unless others are asked for.
  public static let standard = JSONLimits()
}

/// JSON text to a located tree, strictly by RFC 8259: no comments, no trailing commas, no NaN. A byte order mark is
/// passed over.
public enum JSONReader {
  /// Reads a file with one value.
  ///
  /// After a syntax error the tree holds what came before it, with `isWhole` false on everything that was still open.
  /// Duplicate names and unreadable strings are reported and the reading goes on.
  /// - Complexity: O(bytes)
  public static func read(
    _ source: Source, limits: JSONLimits = .standard
  ) -> (root: JSONNode?, diagnostics: DiagnosticList) {
    var found = LimitedDiagnostics()
    let (text, start) = readable(source, &found)
    guard let text else { return (nil, found.finished()) }
    let root = parse(text, start..<text.bytes.count, limits, &found)
    return (root, found.finished())
  }

  /// Reads a file with any number of values, one behind the other, in as many lines as they like.
  ///
  /// After a syntax error the last value holds what came before it, with `isWhole` false.
  /// - Complexity: O(bytes)
  public static func readValues(
    _ source: Source, limits: JSONLimits = .standard
  ) -> (roots: [JSONNode], diagnostics: DiagnosticList) {
    var found = LimitedDiagnostics()
    let (text, start) = readable(source, &found)
    let roots = text.map { values($0, from: start, limits, &found) } ?? []
    return (roots, found.finished())
  }

  static func values(
    _ source: Source, from start: Int, _ limits: JSONLimits, _ found: inout LimitedDiagnostics
  ) -> [JSONNode] {
    source.bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(source: source, bytes: bytes, range: start..<bytes.count, limits: limits, found: found)
      let roots = parser.documents()
      found = parser.found
      return roots
    }
  }

  /// The source itself, or one decoded from UTF-16, and where its text begins; nil if it can be neither. No other
  /// encoding is looked for.
  static func readable(_ source: Source, _ found: inout LimitedDiagnostics) -> (Source?, start: Int) {
    if case .utf8 = TextEncoding.detect(source.bytes).encoding {
      return (source, TextEncoding.marked(source.bytes)?.mark ?? 0)
    }
    let text = DecodedText.decode(source, as: nil, &found)
    return (text?.source, text?.start ?? 0)
  }

  /// What a text of JSON with comments and trailing commas holds.
  struct Relaxed {
    /// The text that places refer to; nil if the file is no text.
    var source: Source?
    var root: JSONNode?
    var comments: [Range<Int>] = []
    var trailingCommas: [Range<Int>] = []
    var diagnostics = DiagnosticList()
  }

  /// Reads a file with one value, passing over comments and trailing commas, each noted.
  /// - Complexity: O(bytes)
  static func readRelaxed(_ source: Source, limits: JSONLimits = .standard) -> Relaxed {
    var found = LimitedDiagnostics()
    let (text, start) = readable(source, &found)
    guard let text else { return Relaxed(diagnostics: found.finished()) }
    var result = Relaxed(source: text)
    text.bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(
        source: text, bytes: bytes, range: start..<bytes.count, limits: limits, found: found, isRelaxed: true)
      result.root = parser.document()
      (result.comments, result.trailingCommas) = (parser.comments, parser.trailingCommas)
      found = parser.found
    }
    result.diagnostics = found.finished()
    return result
  }

  /// Reads one value that fills a range of a source.
  static func parse(
    _ source: Source, _ range: Range<Int>, _ limits: JSONLimits, _ found: inout LimitedDiagnostics
  ) -> JSONNode? {
    source.bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(source: source, bytes: bytes, range: range, limits: limits, found: found)
      let root = parser.document()
      found = parser.found
      return root
    }
  }
}

extension JSONReader {
  /// What newline-delimited JSON holds.
  public struct Lines: Sendable {
    /// The values in order; a line that is no JSON is not among them.
    public var roots: [JSONNode] = []
    /// How many lines are no JSON.
    public var broken = 0
    public var diagnostics = DiagnosticList()
  }

  /// Reads a file with one value on each line, blank lines passed over.
  ///
  /// - Parameter count: how many values to read at most, for those who only want to see what it is.
  /// - Complexity: O(bytes read)
  public static func readLines(_ source: Source, count: Int = .max, limits: JSONLimits = .standard) -> Lines {
    var lines = Lines()
    var found = LimitedDiagnostics()
    let (text, start) = readable(source, &found)
    var line = start
    let bytes = text?.bytes ?? []
    while let text, line < bytes.count, lines.roots.count < count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[line..<end].contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) {
        if let root = parse(text, line..<end, limits, &found) { lines.roots.append(root) } else { lines.broken += 1 }
      }
      line = end + 1
    }
    lines.diagnostics = found.finished()
    return lines
  }
}
