import Diagnostics

/// A format of configuration files.
public enum ConfigurationFormat: String, Sendable, Hashable, CaseIterable {
  case yaml
  case json
  /// JSON with comments and trailing commas.
  case jsonc
  case toml
  case ini
  /// Lines of `NAME=value`, as `.env` files have them.
  case env
  case xml
  /// Java's properties.
  case properties
}

/// A comment of a configuration file.
public struct ConfigurationComment: Sendable, Hashable {
  /// From its first sign to its last character; the line break is not included.
  public var place: Span
  /// Whether nothing but white space stands before it on its line.
  public var isAlone: Bool

  /// Makes a comment of its parts.
  public init(place: Span, isAlone: Bool) {
    self.place = place
    self.isAlone = isAlone
  }
}

/// One document of a configuration file: YAML may hold several, the other formats hold one.
public struct ConfigurationDocument: Sendable {
  /// Its number in the file, from 0.
  public var index: Int
  /// Its value. A file that cannot be read at all has one document, which is unreadable or a template.
  public var root: ConfigurationNode

  /// Makes a document of its parts.
  public init(index: Int, root: ConfigurationNode) {
    self.index = index
    self.root = root
  }
}

/// A configuration file, read.
public struct ConfigurationFile: Sendable {
  /// The text that places refer to: the file's, or what was decoded from its encoding. Always confidential.
  public var source: Source
  /// What it was read as.
  public var format: ConfigurationFormat
  /// What it holds, at least one document.
  public var documents: [ConfigurationDocument]
  /// Its comments in order; JSON has none.
  public var comments: [ConfigurationComment]
  /// What was wrong, the worst being that it is malformed.
  public var diagnostics: DiagnosticList
  /// Its comments that accept what rules find, in order; those with a mistake are among the diagnostics instead.
  public var suppressions: [ConfigurationSuppression]
  /// Whether the file breaks its format's rules, so that not all of it could be read.
  public var isMalformed: Bool
  /// Whether the whole file is a template: what stands in it depends on what another program makes of it.
  public var isTemplate: Bool

  /// Makes a file of its parts.
  public init(
    source: Source, format: ConfigurationFormat, documents: [ConfigurationDocument],
    comments: [ConfigurationComment] = [], suppressions: [ConfigurationSuppression] = [],
    diagnostics: DiagnosticList = DiagnosticList(), isMalformed: Bool = false, isTemplate: Bool = false
  ) {
    self.source = source
    self.format = format
    self.documents = documents
    self.comments = comments
    self.diagnostics = diagnostics
    self.suppressions = suppressions
    self.isMalformed = isMalformed
    self.isTemplate = isTemplate
  }

  /// The path as the source has it.
  public var path: String { source.path }
}
