import Diagnostics

/// What a configuration file may cost.
public struct ConfigurationLimits: Sendable {
  /// The file's size in bytes.
  public var bytes: Int
  /// How deep values may nest.
  public var depth: Int
  /// How many values a file may have, aliases and merge keys written out.
  public var nodes: Int

  /// Limits of one's own.
  public init(bytes: Int = 16 << 20, depth: Int = 100, nodes: Int = 500_000) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }

  /// The limits that hold unless others are asked for.
  public static let standard = ConfigurationLimits()
}

/// Configuration files of every format to located trees.
public enum ConfigurationReader {
  /// Whether a file with this name may be a configuration file, so that it is worth reading.
  public static func mayRead(path: String) -> Bool {
    if case .other = ConfigurationRecognition.name(path) { false } else { true }
  }

  /// Whether a file's name says that it is a configuration file, whatever it holds.
  public static func isNamedSo(path: String) -> Bool {
    if case .known = ConfigurationRecognition.name(path) { true } else { false }
  }

  /// Reads a file, or says that it is no configuration file.
  ///
  /// The format is told by the file's name, and where that says nothing by content that can be nothing else. A
  /// malformed file is read as far as it goes, with an error among its diagnostics; a value that is a template is
  /// marked as one, and so is a whole file that is one. Numbers, truth values and lists are what their format says they
  /// are: in INI, `.env`, properties and XML every value is text.
  /// - Returns: nil for binary files and for what is no configuration file.
  /// - Complexity: O(bytes · log bytes)
  public static func read(_ source: Source, limits: ConfigurationLimits = .standard) -> ConfigurationFile? {
    let name = ConfigurationRecognition.name(source.path)
    if case .other = name { return nil }
    guard source.bytes.count <= limits.bytes else {
      guard case .known(let recognition) = name else { return nil }
      return unreadable(
        source, recognition.format, ConfigurationDiagnostics.tooManyBytes(source, limit: limits.bytes),
        reason: "the file is beyond the size limit")
    }
    let confidential = source.isConfidential ? source : source.confidential
    guard let text = decoded(confidential) else { return nil }
    switch name {
    case .known(let recognition): return read(text, recognition, limits)
    case .open: return ConfigurationRecognition.content(text).map { read(text, $0, limits) }
    case .other: return nil
    }
  }

  /// The text in UTF-8, a byte order mark and all; nil for what is no text.
  private static func decoded(_ source: Source) -> Source? {
    guard case .utf8 = TextEncoding.detect(source.bytes).encoding else { return TextReader.read(source) }
    return source.bytes.contains(0) ? nil : source
  }

  private static func read(
    _ source: Source, _ recognition: ConfigurationRecognition, _ limits: ConfigurationLimits
  ) -> ConfigurationFile {
    let templates = TemplateSyntax(
      hasDollarNames: recognition.hasDollarNames, hasPercentNames: recognition.ini == .python)
    var parts = parts(of: source, recognition, limits, templates)
    var isTemplate = TemplateScan.isEncrypted(source)
    if !isTemplate, parts.hasErrors || parts.hasOddKeys {
      let scan = TemplateScan(source)
      if scan.hasBlocks {
        isTemplate = true
      } else if !scan.expressions.isEmpty {
        let masked = self.parts(of: scan.masked(source), recognition, limits, templates)
        if masked.hasErrors || masked.hasOddKeys {
          isTemplate = true
        } else {
          parts = TemplateUnmasking(source, scan).unmask(masked)
        }
      }
    }
    parts.diagnostics += SettingDiagnostics.notText(in: parts.roots, of: recognition.format)
    let whole = Span(source: source, range: 0..<source.bytes.count)
    if isTemplate {
      parts.roots = [ConfigurationNode(.template("the whole file"), at: whole)]
      parts.comments = []
      parts.diagnostics = [ConfigurationDiagnostics.template(whole)]
    } else if parts.hasErrors {
      // What stood behind the error is not known.
      for index in parts.roots.indices {
        parts.roots[index].isOpen = true
        // A header that cannot be read may have gone on with any of them.
        if recognition.format.mayResume { parts.roots[index].openAll() }
      }
      // Documents behind the last one that could be read: one that stands for whatever they are.
      if parts.roots.last.map({ parts.breaksOff(behind: $0) }) ?? true {
        parts.roots.append(ConfigurationNode(.unreadable(reason: "the file is malformed"), at: whole))
      }
    }
    let source = parts.source ?? source
    let comments = parts.comments.map { comment($0, source) }
    let scan = SuppressionScan(comments, in: source)
    var list = DiagnosticList()
    list.add(contentsOf: parts.diagnostics + scan.diagnostics)
    return ConfigurationFile(
      source: source, format: recognition.format,
      documents: parts.roots.enumerated().map { ConfigurationDocument(index: $0.offset, root: $0.element) },
      comments: comments, suppressions: scan.suppressions, diagnostics: list, isMalformed: parts.hasErrors,
      isTemplate: isTemplate)
  }

  private static func parts(
    of source: Source, _ recognition: ConfigurationRecognition, _ limits: ConfigurationLimits,
    _ templates: TemplateSyntax
  ) -> ConfigurationParts {
    switch recognition.format {
    case .yaml: YAMLConfiguration.read(source, limits: limits, templates: templates)
    case .json: JSONConfiguration.read(source, isStrict: true, limits: limits, templates: templates)
    case .jsonc: JSONConfiguration.read(source, isStrict: false, limits: limits, templates: templates)
    case .toml: TOMLParser.read(source, limits: limits, templates: templates)
    case .ini: INIReader.read(source, dialect: recognition.ini, limits: limits, templates: templates)
    case .env: EnvironmentReader.read(source, limits: limits, templates: templates)
    case .xml: JSONConfiguration.xml(source, limits: limits, templates: templates)
    case .properties: PropertiesReader.read(source, limits: limits, templates: templates)
    }
  }

  private static func unreadable(
    _ source: Source, _ format: ConfigurationFormat, _ diagnostic: Diagnostic, reason: String
  ) -> ConfigurationFile {
    var list = DiagnosticList()
    list.add(diagnostic)
    let root = ConfigurationNode(.unreadable(reason: reason), at: Span(source: source, range: 0..<0))
    return ConfigurationFile(
      source: source, format: format, documents: [ConfigurationDocument(index: 0, root: root)], diagnostics: list,
      isMalformed: true)
  }

  private static func comment(_ range: Range<Int>, _ source: Source) -> ConfigurationComment {
    let start = source.lineStarts[source.line(at: range.lowerBound) - 1]
    let isAlone = source.bytes[start..<range.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return ConfigurationComment(place: Span(source: source, range: range), isAlone: isAlone)
  }
}
