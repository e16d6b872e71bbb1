import Diagnostics
import Formats
import Schema
import Values

/// Decodes the advisory that a policy encodes.
struct AdvisoryDecoder {
  let log: DecodingLog

  func decode(_ node: YAMLNode) -> Advisory? {
    log.mapping(node, as: "the advisory") { fields in
      let clauses = fields.required("clauses").flatMap { log.list($0, as: "a list of clauses") } ?? []
      return Advisory(
        number: fields.optionalString("number")?.value, issuer: fields.string("issuer").value,
        date: fields.optional("date").flatMap(date), text: fields.optionalString("text"),
        clauses: clauses.compactMap(clause), span: fields.span)
    }
  }

  /// A day, or as much of one as the document tells: one of our two advisories has a month only.
  private func date(_ node: YAMLNode) -> Located<String>? {
    guard let text = log.string(node, as: "a date") else { return nil }
    let isDate: Bool =
      switch text.value.utf8.count {
      case 4: CalendarDate(parsing: text.value + "-01-01") != nil
      case 7: CalendarDate(parsing: text.value + "-01") != nil
      default: CalendarDate(parsing: text.value) != nil
      }
    if !isDate { log.add(.invalidDate(text.value, what: "the advisory's `date`", at: text.span)) }
    return text
  }

  private func clause(_ node: YAMLNode) -> Clause? {
    log.mapping(node, as: "a clause") { fields in
      let id = fields.id("id", of: "a clause's id")
      var title = fields.localized("title")
      title.vi = fields.optionalString("vi")?.value ?? title.vi
      title.en = fields.optionalString("en")?.value ?? title.en
      return Clause(
        id: id.value, force: fields.word("force") ?? .mandatory, quote: fields.string("quote"), title: title,
        limits: fields.localized("limits"), encoding: encoding(fields), isAny: fields.bool("any"), span: id.span)
    }
  }

  /// `encoded: none` and the `reason`.
  private func encoding(_ fields: MappingReader) -> Clause.Encoding {
    let reason = fields.localized("reason")
    guard let node = fields.optional("encoded") else {
      if let span = fields.keySpan("reason") {
        log.add(.unknownKey("reason", in: "a clause without `encoded: none`", known: ["encoded"], at: span))
      }
      return .rules
    }
    guard let word = log.string(node, as: "`none`") else { return .rules }
    if word.value != "none" { log.add(.unknownWord(word.value, what: "`encoded`", allowed: ["none"], at: word.span)) }
    if fields.keySpan("reason") == nil { log.add(.encodedWithoutReason(at: word.span)) }
    return .none(reason: reason)
  }
}
