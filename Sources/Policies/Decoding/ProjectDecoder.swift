import Diagnostics
import Formats
import Schema

/// Decodes a `kiem` document: what a repository says of its own check.
public struct ProjectDecoder {
  private let log: DecodingLog

  /// Reports what is wrong to a log.
  public init(log: DecodingLog) { self.log = log }

  /// The project, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> Project? {
    log.mapping(document, as: "a project") { fields in
      let name = fields.string("kiem")
      let policies = fields.strings("policies")
      log.unique(policies, as: "policies")
      let profile = fields.optionalString("profile")
      for path in policies + [profile].compactMap({ $0 }) where !FilePaths.staysInside(path.value) {
        log.add(.outsideFolder(path.value, at: path.span))
      }
      let paths = fields.optional("paths").flatMap { node in
        log.mapping(node, as: "`paths`") { fields in
          PathSelection(include: patterns(fields, "include"), exclude: patterns(fields, "exclude"))
        }
      }
      return Project(
        name: name, policies: policies, profile: profile, paths: paths ?? PathSelection(), span: name.span)
    }
  }

  private func patterns(_ fields: MappingReader, _ key: String) -> [PathPattern] {
    guard let texts = fields.optionalStrings(key) else { return [] }
    if texts.isEmpty, let span = fields.keySpan(key) { log.add(.emptyPatterns(key, at: span)) }
    return texts.compactMap { text in
      if let pattern = PathPattern(text.value) { return pattern }
      log.add(.invalidPattern(text.value, at: text.span))
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func invalidPattern(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongKind, "\(quote(text)) is no pattern of paths", at: span,
      help: ["patterns are those of `.gitignore`: `*.yaml`, `/deploy/**/values.yaml`, `vendor/`"])
  }

  fileprivate static func emptyPatterns(_ key: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .nothingSelected, "`\(key)` has no pattern", at: span,
      help: ["leave it out to \(key == "include" ? "read every file" : "leave nothing out")"])
  }
}
