import Diagnostics

/// The trees of a file of JSON or YAML, parsed once: to tell a tool by, to adapt, or to make records of.
public struct RecordTrees: Sendable {
  /// `json` or `yaml`.
  public let format: RecordFormat
  /// The text that places refer to: the file's, or what was decoded from another encoding.
  public let source: Source
  /// The values in order: several behind each other, several documents.
  public let roots: [JSONNode]
  /// What was wrong with the text.
  public let diagnostics: DiagnosticList
  /// False if the file may hold more than is here.
  public let isWhole: Bool
  let encoding: TextEncoding
  let origin: DecodedText.Origin

  /// Parses a file of JSON or YAML; of any other format there are no trees.
  /// - Complexity: O(bytes)
  public init(_ file: Source, format: RecordFormat, encoding declared: TextEncoding? = nil) {
    self.format = format
    switch format {
    case .json:
      var found = LimitedDiagnostics()
      let text = DecodedText.decode(file, as: declared, &found)
      roots = text.map { JSONReader.values($0.source, from: $0.start, .standard, &found) } ?? []
      source = text?.source ?? file
      (encoding, origin) = (text?.encoding ?? .utf8, text?.origin ?? .standard)
      isWhole = !roots.isEmpty && roots.allSatisfy(\.isWhole)
      diagnostics = found.finished()
    case .yaml:
      (roots, isWhole, diagnostics) = Self.trees(YAMLReader.read(file))
      source = file
      (encoding, origin) = (.utf8, .standard)
    case .csv, .ndjson, .xlsx, .sqlite:
      (roots, source, diagnostics, isWhole) = ([], file, DiagnosticList(), false)
      (encoding, origin) = (.utf8, .standard)
    }
  }

  /// What `YAMLReader` read of a file.
  /// - Complexity: O(values)
  public init(_ file: Source, _ read: (documents: [YAMLNode], diagnostics: DiagnosticList)) {
    format = .yaml
    source = file
    (roots, isWhole, diagnostics) = Self.trees(read)
    (encoding, origin) = (.utf8, .standard)
  }

  private static func trees(
    _ read: (documents: [YAMLNode], diagnostics: DiagnosticList)
  ) -> (roots: [JSONNode], isWhole: Bool, diagnostics: DiagnosticList) {
    let (documents, found) = read
    let isWhole = !documents.isEmpty && !found.all.contains { $0.code == .yamlSyntax }
    return (documents.map { JSONNode($0) }, isWhole, found)
  }

  /// The records of the list at a pointer, or of the one that the reader finds (as `RecordReader.read` does).
  ///
  /// - Parameter tellsText: whether what was wrong with the text is among the file's diagnostics.
  /// - Complexity: O(values)
  public func records(at pointer: String? = nil, tellsText: Bool = true) -> RecordFile {
    var found = LimitedDiagnostics()
    if tellsText { for diagnostic in diagnostics.all { found.add(diagnostic) } }
    var builder = RecordBuilder(found: found)
    if !isWhole { builder.isWhole = false }
    for (index, root) in roots.enumerated() {
      builder.add(root, at: pointer, prefix: roots.count > 1 ? "/\(index)" : "")
    }
    var file = builder.file(source, format)
    (file.encoding, file.encodingOrigin) = (encoding, origin)
    return file
  }
}
