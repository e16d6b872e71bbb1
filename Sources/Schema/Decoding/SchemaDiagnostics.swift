import Diagnostics
import Formats

/// The words of the mistakes of schemas, catalogs and manifests.
extension Diagnostic {
  static func unknownType(_ text: String, at span: Span) -> Diagnostic {
    let names = AttributeType.simpleNames
    let nearest = NameSuggestions.nearest(to: text, among: names).map { ["did you mean `\($0)`?"] } ?? []
    let all = names.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .unknownType, "there is no type `\(text)`", at: span, help: nearest + ["types: \(all), `list<T>`, `map<K, V>`"])
  }

  static func invalidVocabulary(_ message: String, at span: Span) -> Diagnostic {
    Diagnostic(.invalidVocabulary, message, at: span)
  }

  static func invalidIdentity(at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidMember, "an identity has either `keys` or `row`", at: span,
      help: ["`keys: [[serial], [hostname, unit]]` for things, `row: [device, name]` for records"])
  }

  static func groupClash(_ name: String, at span: Span, group: Span) -> Diagnostic {
    Diagnostic(
      .nameCollision, "`\(name)` is a member and a group of attributes at once", at: span,
      also: [Diagnostic.Label(group, "makes it a group")])
  }

  static func relationKind(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .missingKey, "the relation `\(name)` needs either `one` or `many`", at: span,
      help: ["`{one: unit}` or `{many: account, closed_by: [account.camera]}`"])
  }

  static func ambiguousWayBack(
    _ name: String, from target: String, to owner: String, candidates: [String], at span: Span
  ) -> Diagnostic {
    let message =
      candidates.isEmpty
      ? "`\(target)` has no to-one relation to `\(owner)`, so `\(name)` leads nowhere"
      : "`\(target)` has several to-one relations to `\(owner)`, so `\(name)` must name one"
    let help =
      candidates.isEmpty
      ? "declare `\(owner): {one: \(owner)}` in `\(target)`"
      : "add `via: \(candidates[0])` or one of: \(candidates.map { "`\($0)`" }.joined(separator: ", "))"
    return Diagnostic(.ambiguousRelation, message, at: span, help: [help])
  }

  static func sectionOfAnother(_ section: String, entity: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownSection, "the section `\(section)` does not hold records of `\(entity)`", at: span,
      help: ["a section is an entity's name, or begins with one and a dot: `\(entity)`, `\(entity).register`"])
  }

  static func windowType(_ name: String, type: AttributeType, at span: Span, declared: Span) -> Diagnostic {
    Diagnostic(
      .invalidMember, "a window is a date or a timestamp, but `\(name)` is of type `\(type)`", at: span,
      also: [Diagnostic.Label(declared, "declared here")])
  }

  // MARK: Catalogs

  static func columnType(
    _ column: String, wanted: String, type: AttributeType, at span: Span, declared: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidMember, "expected \(wanted), but the column `\(column)` is of type `\(type)`", at: span,
      also: [Diagnostic.Label(declared, "declared here")])
  }

  static func reservedColumn(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidMember, "`\(name)` is a mark that any row may have, and cannot be a column", at: span,
      help: ["name the column after what it holds: `checked_on`"])
  }

  static func aliasesOfCompositeKey(at span: Span) -> Diagnostic {
    Diagnostic(.invalidMember, "aliases stand for a key of one column, and this key has several", at: span)
  }

  static func invalidCell(_ column: String, type: AttributeType, reason: String, at span: Span) -> Diagnostic {
    Diagnostic(.invalidCell, "this is no value of the column `\(column)` (\(type)): \(reason)", at: span)
  }

  static func duplicateRow(_ key: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateRow, .warning, "two rows of the catalog have the key \(key)", at: span, label: "again here",
      also: [Diagnostic.Label(first, "first here")])
  }

  static func undatedCatalog(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .missingKey, "the catalog `\(name)` does not say when it was true", at: span,
      help: ["add `as_of: 2026-01-05`, the day on which its rows were checked"])
  }

  // MARK: Manifests

  static func encoding(_ text: String, at span: Span) -> Diagnostic {
    let names = TextEncoding.declarable.map { "`\($0.rawValue)`" }
    return Diagnostic(
      .unknownWord, "\(Diagnostic.quote(text)) is no encoding that is read", at: span,
      help: ["one of \(names.joined(separator: ", ")); convert texts in TCVN3 or VNI fonts to UTF-8"])
  }

  static func headerLine(at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownWord, "a header stands on a line", at: span,
      help: ["the number of the line on which it begins, from 1, or `none`"])
  }

  static func delimiter(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownWord, "`\(text)` is no delimiter", at: span, help: ["one character: `;`, `,`, `|` or a tab"])
  }
}
