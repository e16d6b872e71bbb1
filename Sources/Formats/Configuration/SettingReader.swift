import Diagnostics

/// What the readers of files that are one mapping of keys to texts share: `.env`, properties.
protocol SettingReader {
  var found: LimitedDiagnostics { get }
  var comments: [Range<Int>] { get }
  var map: ConfigurationMap { get }
  var source: Source { get }

  init(_ source: Source, _ limits: ConfigurationLimits, _ templates: TemplateSyntax)

  /// Reads the whole file.
  mutating func run()
}

extension SettingReader {
  static func read(
    _ source: Source, limits: ConfigurationLimits, templates: TemplateSyntax
  ) -> ConfigurationParts {
    var reader = Self(source, limits, templates)
    reader.run()
    var parts = ConfigurationParts()
    parts.roots = [reader.map.node]
    parts.comments = reader.comments
    parts.diagnostics = reader.found.finished().all
    return parts
  }

  /// A byte; behind the file's end 0, which no text holds.
  func at(_ offset: Int) -> UInt8 { offset < source.bytes.count ? source.bytes[offset] : 0 }
}
