import Schema

extension DocumentMapping {
  static let schemaKeys: [DocumentKey] = [
    .required("schema", .name(.identifier), "The schema's name, which policies list in `uses`."),
    .required("version", .text, "Its version."),
    .optional("words", .mapping(.words), "What words in a cell mean, whatever the attribute."),
    .required("entities", .table(.identifier, .mapping(.entity)), "The kinds of things, by name."),
  ]

  static let wordsKeys: [DocumentKey] = [
    .optional("missing", .oneOrMore(.text), "Nobody knows: the value is unknown."),
    .optional("none", .oneOrMore(.text), "Positively nothing: CEL's null."),
    .optional("yes", .oneOrMore(.text), "The words of a true bool."),
    .optional("no", .oneOrMore(.text), "The words of a false bool."),
  ]

  static let entityKeys: [DocumentKey] = [
    .optional("doc", .prose, "What one of them is."),
    .required("identity", .mapping(.identity), "How two records are known to be about the same thing."),
    .optional("described_by", .oneOrMore(.text), "The attributes by which people know one, shown beside findings."),
    .optional(
      "attributes", .table(.dotted, .either([.name(.type), .mapping(.attribute)])), "Its attributes: a type, or more."),
    .optional("relations", .table(.identifier, .mapping(.relation)), "What it belongs to, and what belongs to it."),
  ]

  static let identityKeys: [DocumentKey] = [
    .optional("keys", .list(.oneOrMore(.text)), "Ranked alternatives, each one name or several together."),
    .optional("row", .oneOrMore(.text), "The row itself is the thing; these make its id."),
  ]

  static let attributeKeys: [DocumentKey] = [
    .required("type", .name(.type), "The type of its values."),
    .optional("sensitive", .word(Sensitivity.allCases.map(\.rawValue)), "What is redacted before anything is written."),
    .optional("missing", .oneOrMore(.text), "Words for `nobody knows`, instead of the schema's."),
    .optional("none", .oneOrMore(.text), "Words for `positively nothing`, instead of the schema's; `[]` for none."),
    .optional(
      "values", .either([.table(.free, .oneOrMore(.text)), .list(.text)]),
      "The vocabulary: words, or words with the spellings that sheets use for them."),
    .optional("synonyms", .oneOrMore(.text), "Headers that mean it, besides its name."),
    .optional("questions", .table(.free, .mapping(.question)), "Headers that yes or no answers."),
    .optional("doc", .prose, "What it says of one of them."),
  ]

  static let questionKeys: [DocumentKey] = [
    .required("yes", .text, "What a yes means."),
    .required("no", .text, "What a no means."),
  ]

  static let relationKeys: [DocumentKey] = [
    .optional("one", .text, "The entity that it belongs to."),
    .optional("by", .text, "The attribute of the other that a cell gives where no source describes the other."),
    .optional("many", .text, "The entity that belongs to it."),
    .optional("via", .text, "The relation of the other that leads back, if it has several."),
    .optional("closed_by", .oneOrMore(.text), "The sections that must be complete before `not listed` is `not there`."),
    .optional("window", .text, "The attribute of the other by which `during` cuts it."),
    .optional(
      "observed_every", .word(RelationDeclaration.Observation.allCases.map(\.rawValue)),
      "Who must have been observed: lists are made per parent."),
    .optional("synonyms", .oneOrMore(.text), "Headers that mean it, besides its name."),
    .optional("doc", .prose, "What it says."),
  ]

  static let catalogKeys: [DocumentKey] = [
    .required("catalog", .name(.identifier), "The catalog's name, by which expressions ask it."),
    .optional("doc", .prose, "What its rows are."),
    .optional("as_of", .day, "The day on which its rows were true."),
    .optional("origin", .text, "Where its rows come from."),
    .required(
      "columns", .table(.identifier, .either([.name(.type), .mapping(.columnType)])), "Its columns with their types."),
    .required("key", .oneOrMore(.text), "The columns that `row(...)` takes, in order."),
    .optional("aliases", .text, "The list column whose texts stand for the key as well."),
    .optional(
      "classify", .table(.entity, .list(.anything)),
      "By entity, the ranked ways to tell which row one is: `{attribute: column}`."),
    .required("rows", .list(.anything), "The rows; besides the columns a row may say `as_of`, `origin`, `unchecked`."),
  ]

  static let columnTypeKeys: [DocumentKey] = [
    .required("type", .name(.type), "The type of its values."),
    .optional("values", .either([.table(.free, .oneOrMore(.text)), .list(.text)]), "The words of an `enum`."),
  ]
}
