import Policies
import Schema

extension DocumentMapping {
  static let policyKeys: [DocumentKey] = [
    .required("policy", .name(.id), "The policy's id, which its folder bears too."),
    .required("version", .text, "The policy's version: raise it with every change of meaning."),
    .optional("title", .prose, "What the advisory is about."),
    .optional("doc", .prose, "What a reader should know of the encoding."),
    .required("advisory", .mapping(.advisory), "The document that the policy encodes."),
    .optional("valid", .mapping(.valid), "The days on which the policy holds."),
    .optional("uses", .oneOrMore(.name(.table)), "The schema, and the catalogs that expressions ask."),
    .optional(
      "freshness", .table(.section, .number(0...36_500)),
      "Days before the run's as-of beyond which a section's data is stale."),
    .optional(
      "parameters", .table(.identifier, .mapping(.parameter)), "What the advisory leaves open, as `params.NAME`."),
    .optional(
      "facts", .table(.entity, .table(.identifier, .expression)),
      "Named expressions by entity, which others read like attributes."),
    .optional("rules", .list(.mapping(.rule)), "The decidable checks of the clauses."),
  ]

  static let advisoryKeys: [DocumentKey] = [
    .optional("number", .text, "Its number, if it has one."),
    .required("issuer", .text, "Who issued it."),
    .optional("date", .text, "Its day, month or year: `2025-12-30`, `2020-05`, `2020`."),
    .optional("text", .text, "The file with its text, beside the policy; the clauses' quotes must stand in it."),
    .required("clauses", .list(.mapping(.clause)), "Its requirements, in its order."),
  ]

  static let clauseKeys: [DocumentKey] = [
    .required("id", .name(.id), "Its id, by which rules name it."),
    .required("force", .word(Clause.Force.allCases.map(\.rawValue)), "What the advisory's own word makes of it."),
    .required("quote", .text, "Its words, exactly as they stand in the advisory's text."),
    .optional("title", .prose, "What it asks for, in short."),
    .optional("vi", .text, "Its title in Vietnamese."),
    .optional("en", .text, "Its title in English."),
    .optional("limits", .prose, "What its rules cannot test."),
    .optional("any", .flag, "Whether one passing rule is enough."),
    .optional("encoded", .word(["none"]), "`none`: no rule decides it; `reason` says why."),
    .optional("reason", .prose, "Why no rule decides it."),
  ]

  static let validKeys: [DocumentKey] = [
    .optional("from", .day, "The first day."),
    .optional("to", .day, "The last day."),
  ]

  static let parameterKeys: [DocumentKey] = [
    .required("type", .name(.type), "The type of its values."),
    .optional("values", .either([.table(.free, .oneOrMore(.text)), .list(.text)]), "The words of an `enum`."),
    .required("default", .anything, "The value that holds unless a profile says otherwise."),
    .optional("doc", .prose, "What it means, and why the default is what it is."),
  ]

  static let ruleKeys: [DocumentKey] = [
    .required("id", .name(.id), "Its id, unique within the policy; records keep it, so do not change it."),
    .required("clause", .oneOrMore(.name(.clause)), "The clause that it decides, or several."),
    .required("subject", .name(.entity), "The entity that it is about."),
    .optional("of", .name(.entity), "The parent that stands in where nothing was collected, if there are several."),
    .optional("for", .oneOrMore(.text), "Which files it is about, where its subject is `document`: `**/frigate*.yml`."),
    .required("severity", .word(Severity.allCases.reversed().map(\.rawValue)), "How much a fail matters."),
    .optional("informational", .flag, "Whether it takes no part in its clauses' verdicts."),
    .optional("title", .prose, "What it asks for, as a heading."),
    .optional("when", .expression, "Which subjects it applies to; all without it. A bool of CEL."),
    .optional("check", .expression, "What must hold. A bool of CEL; unknown where the inventory does not tell."),
    .optional("attest", .mapping(.attest), "A question to a person, where no inventory can tell."),
    .optional("remediation", .prose, "What to do about a fail."),
    .optional("rationale", .prose, "Why it matters."),
    .optional("references", .oneOrMore(.text), "Laws and standards that ask for the same."),
  ]

  static let attestKeys: [DocumentKey] = [
    .required("ask", .prose, "The question, to be answered with yes or no."),
    .optional("whole", .name(.entity), "The entity that the answer must cover the whole of: `unit`."),
    .optional("max_age_days", .number(1...36_500), "How old an answer may be."),
  ]
}
