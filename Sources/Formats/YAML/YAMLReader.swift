import Diagnostics

/// What a YAML file may cost.
public struct YAMLLimits: Sendable {
  /// The file's size in bytes.
  public var bytes: Int
  /// How deep values may nest, aliases followed.
  public var depth: Int
  /// How many nodes a document may have if every alias is written out.
  public var nodes: Int

  public init(bytes: Int = 16 << 20, depth: Int = 100, nodes: Int = 1_000_000) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }

  public static let standard = YAMLLimits()
}

/// YAML text to located trees, one for each document.
///
/// Values are YAML 1.2's (`yes` is a string). Keys are scalars; two equal ones, and the merge key, are errors. Aliases
/// share the node of their anchor, so that an alias bomb costs no more than its text; a document that would be larger
/// than the limit if written out is refused, for those who walk it. Comments are not kept.
public enum YAMLReader {
  /// Reads a file.
  ///
  /// A document with a syntax error is left out, as is everything behind it; the documents before it are there. With
  /// any other error the tree is whole, and both entries of a duplicate key are in it.
  /// - Parameter keepsMergeKeys: whether `<<` is a key as any other, which the caller then merges.
  /// - Complexity: O(bytes)
  public static func read(
    _ source: Source, limits: YAMLLimits = .standard, keepsMergeKeys: Bool = false
  ) -> (documents: [YAMLNode], diagnostics: DiagnosticList) {
    var diagnostics = DiagnosticList()
    guard source.bytes.count <= limits.bytes else {
      diagnostics.add(YAMLDiagnostics.tooLarge(source, limit: limits.bytes))
      return ([], diagnostics)
    }
    let (encoding, mark) = TextEncoding.detect(source.bytes)
    guard encoding == .utf8 else {
      diagnostics.add(YAMLDiagnostics.notUTF8(source, encoding))
      return ([], diagnostics)
    }
    let problems = source.bytes.withUnsafeBufferPointer { unreadable($0, from: mark, source) }
    guard problems.isEmpty else {
      diagnostics.add(contentsOf: problems)
      return ([], diagnostics)
    }
    var composer = YAMLComposer(source: source, limits: limits, keepsMergeKeys: keepsMergeKeys)
    source.bytes.withUnsafeBufferPointer { bytes in
      composer.run(UnsafeBufferPointer(rebasing: bytes[mark...]), base: mark)
    }
    return (composer.documents, composer.diagnostics)
  }

  /// How many unreadable places are worth printing.
  private static let shown = 10

  /// Bytes that are no UTF-8, characters that YAML does not allow, and directives that would take libyaml long.
  private static func unreadable(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ source: Source
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var directives = 0
    var index = start
    var isLineStart = true
    while index < bytes.count, found.count < shown {
      let byte = bytes[index]
      if isLineStart, byte == UInt8(ascii: "%") {
        directives += 1
        if directives == 1000 { found.append(YAMLDiagnostics.tooManyDirectives(source, at: index)) }
      }
      isLineStart = byte == 0x0A || byte == 0x0D
      if isLineStart || byte >= 0x20 && byte < 0x7F {
        index += 1
        if !isLineStart { passPlain(bytes, &index) }
        continue
      }
      guard let (length, value) = UTF8Scan.scalar(bytes, at: index) else {
        let first = index
        while index < bytes.count, UTF8Scan.scalar(bytes, at: index) == nil { index += 1 }
        found.append(YAMLDiagnostics.invalidUTF8(source, first..<index))
        continue
      }
      switch value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...: break
      default: found.append(YAMLDiagnostics.control(source, index..<index + length, value))
      }
      index += length
    }
    return found
  }
}

extension YAMLReader {
  /// Passes over bytes that are letters, digits and signs of ASCII or spaces, eight at a time.
  private static func passPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    while index + 8 <= bytes.count {
      let word = UnsafeRawPointer(bytes.baseAddress!).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The highest bit of a byte is set if it is set there, or the byte is below 0x20, or it is 0x7F. What is carried
      // over to the next byte comes from one that is found already.
      let others =
        (word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
      index += others.trailingZeroBitCount / 8
      if others != 0 { return }
    }
  }

  /// The first key of a file whose first line that is no comment is `key:`, a plain word in the first column; nil for
  /// everything else, of which a parser must tell.
  public static func firstKey(of source: Source) -> String? {
    guard let line = firstLine(of: source) else { return nil }
    let key = line.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
    let behind = line[key.endIndex...]
    let isKey = behind.first == UInt8(ascii: ":") && [nil, 0x20, 0x0D].contains(behind.dropFirst().first)
    return isKey && !key.isEmpty ? String(decoding: key, as: UTF8.self) : nil
  }

  /// Whether a file begins with an item of a list in the first column; false for everything else, of which a parser must
  /// tell.
  public static func beginsWithItem(_ source: Source) -> Bool {
    firstLine(of: source).map { $0.starts(with: "- ".utf8) } ?? false
  }

  /// The first line that is neither blank nor a comment nor the beginning of a document.
  private static func firstLine(of source: Source) -> ArraySlice<UInt8>? {
    var rest = source.bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while let first = rest.first {
      let line = rest.prefix { $0 != 0x0A }
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D }
      guard isBlank || first == UInt8(ascii: "#") || line.elementsEqual("---".utf8) else { return line }
      rest = rest[line.endIndex...].dropFirst()
    }
    return nil
  }
}
