import Schema
import Values

extension DocumentMapping {
  private static let dateOrder = ValueShape.word(DateOrder.allCases.map(\.rawValue))
  private static let coverage = ValueShape.table(.section, .word(Coverage.allCases.map(\.rawValue)))

  static let inventoryKeys: [DocumentKey] = [
    .required("inventory", .text, "The inventory's name."),
    .optional("zone", .text, "The zone of times without one."),
    .optional("date_order", dateOrder, "How dates are written: `dmy` reads 05/12/2025 as the fifth of December."),
    .optional("unit", .either([.mapping(.unit), .text]), "The unit that everything belongs to that names none."),
    .optional("obtained", .mapping(.obtained), "How the files came into the auditor's hands."),
    .optional("sources", .list(.mapping(.source)), "The files."),
    .optional("absent", .oneOrMore(.name(.section)), "Sections that were not collected at all."),
  ]

  static let unitKeys: [DocumentKey] = [
    .required("id", .text, "Its id."),
    .optional("name", .text, "Its name."),
  ]

  static let sourceKeys: [DocumentKey] = [
    .required("path", .text, "The file, relative to the manifest's folder."),
    .optional("entity", .name(.entity), "What each record is."),
    .optional(
      "register", .word(RegisterKind.allCases.map(\.rawValue)),
      "What a sheet of waivers or attestations is, which is no part of the inventory."),
    .optional("format", .text, "Its format, if content and name do not tell."),
    .optional("adapter", .text, "The adapter that reads it: its name, or the path of a document that declares one."),
    .optional("device", .text, "The device that the records are about, where they name none."),
    .optional("unit", .text, "The unit that the records belong to."),
    .optional("declared", .flag, "Whether the records say what should be rather than what a tool saw."),
    .optional("collected", .day, "The day on which the data was collected."),
    .optional("period", .mapping(.period), "The interval that a relation over time was collected for."),
    .optional("coverage", coverage, "What the file proves, by section."),
    .optional("subjects", .oneOrMore(.text), "Those whom the coverage is about; all of the unit without it."),
    .optional("obtained", .mapping(.obtained), "How it came into the auditor's hands."),
    .optional("zone", .text, "The zone of its times."),
    .optional("date_order", dateOrder, "How it writes dates."),
    .optional("delimiter", .text, "The separator of a CSV file."),
    .optional("encoding", .text, "Its encoding: `utf-8`, `utf-16`, `windows-1258`, `windows-1252`, `iso-8859-1`."),
    .optional(
      "header", .either([.number(1...1_000_000), .word(["none"])]), "The line on which the header begins, or `none`."),
    .optional("columns", .table(.free, .name(.member)), "Headers as the file has them, and what each means."),
  ]

  static let obtainedKeys: [DocumentKey] = [
    .optional("by", .text, "Who exported or handed it over."),
    .optional("how", .text, "With which tool or command, from where."),
    .optional("at", .day, "When."),
  ]

  static let periodKeys: [DocumentKey] = [
    .optional("from", .day, "The first day."),
    .optional("to", .day, "The last day."),
  ]

  static let adapterKeys: [DocumentKey] = [
    .required("adapter", .name(.id), "The adapter's name, as manifests say it."),
    .required("version", .text, "Its version."),
    .optional("title", .text, "The tool whose files it reads."),
    .required("recognise", .mapping(.marks), "What no other tool's files have."),
    .optional("date_order", dateOrder, "How the tool writes dates."),
    .required("records", .list(.mapping(.records)), "What the files hold."),
  ]

  static let marksKeys: [DocumentKey] = [
    .required("format", .word(AdapterDeclaration.Format.allCases.map(\.rawValue)), "The files' format."),
    .optional("headers", .oneOrMore(.text), "Headers or members that all are there."),
    .optional("pointers", .oneOrMore(.text), "JSON pointers, or paths of elements, that all are there."),
    .optional("root", .text, "The name of the outermost element."),
    .optional("sheet", .text, "The name of a sheet or table."),
    .optional("likely", .flag, "Whether other files may look so too."),
  ]

  static let recordsKeys: [DocumentKey] = [
    .optional("entity", .name(.entity), "What each record is."),
    .optional("catalog", .text, "The catalog that each record is a row of."),
    .optional("at", .text, "Where they stand: a JSON pointer or a path of elements, `*` for every item."),
    .optional("sheet", .text, "The only sheet or table that they stand in."),
    .optional("host", .name(.member), "The relation that means the device the file is about."),
    .optional("declared", .flag, "Whether they say what should be rather than what a tool saw."),
    .optional("collected", .text, "The column or pointer that tells when the data was collected."),
    .optional("where", .expression, "Which records count: a bool of CEL over `row`."),
    .optional(
      "columns", .table(.member, .oneOrMore(.text)), "By member, the columns of which the first filled counts."),
    .optional("derive", .table(.member, .expression), "By member, an expression of CEL over `row`."),
    .optional("claims", coverage, "What every file of the tool proves, by section."),
  ]
}
