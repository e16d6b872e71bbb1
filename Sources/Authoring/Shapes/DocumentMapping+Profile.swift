import Policies
import Schema
import Values

extension DocumentMapping {
  static let profileKeys: [DocumentKey] = [
    .required("profile", .name(.id), "The profile's id."),
    .optional("title", .prose, "Whose it is."),
    .optional("zone", .text, "The zone of days, an IANA name or an offset."),
    .optional("policies", .oneOrMore(.name(.policy)), "The policies that are checked; all without it."),
    .optional("parameters", .settings, "Values of parameters by policy, instead of the defaults."),
    .optional("skip", .list(.mapping(.deselection)), "Rules that are left out."),
    .optional("waivers", .oneOrMore(.text), "The `waivers` documents that hold, by id."),
    .optional("attestations", .oneOrMore(.text), "The `attestations` documents that hold, by id."),
    .optional("signers", .list(.mapping(.signer)), "The keys of people who sign attestations."),
    .optional(
      "suppressions", .word(Suppressions.allCases.map(\.rawValue)),
      "Whether comments in configuration files may set findings aside."),
    .optional(
      "date_order", .word(DateOrder.allCases.map(\.rawValue)), "How the sheets that it names write dates."),
    .optional(
      "fail_on", .word(Severity.allCases.reversed().map(\.rawValue)), "The least severity that ends a run with 1."),
  ]

  static let deselectionKeys: [DocumentKey] = [
    .required("rule", .name(.qualifiedRule), "The rule."),
    .required("reason", .text, "Why it is left out."),
    .required("approved_by", .text, "Who says so."),
  ]

  static let signerKeys: [DocumentKey] = [
    .required("name", .text, "As `signed_by` has it."),
    .required("public_key", .text, "Ed25519, as PEM or base64."),
  ]

  static let projectKeys: [DocumentKey] = [
    .required("kiem", .text, "The repository's name."),
    .optional("policies", .oneOrMore(.text), "Policies by which it is checked: files and folders in it, or ids."),
    .optional("profile", .text, "The file of the profile."),
    .optional("paths", .mapping(.paths), "Which of its files are read."),
  ]

  static let pathsKeys: [DocumentKey] = [
    .optional("include", .oneOrMore(.text), "Patterns as in `.gitignore`; every file without them."),
    .optional("exclude", .oneOrMore(.text), "Patterns of what is left out."),
  ]

  static let waiversKeys: [DocumentKey] = [
    .required("waivers", .name(.id), "The list's id, which profiles name."),
    .required("items", .list(.mapping(.waiver)), "The waivers."),
  ]

  static let waiverKeys: [DocumentKey] = [
    .required("rule", .name(.qualifiedRule), "The rule whose fails are waived."),
    .required("subject", .expression, "Whose: a bool of CEL over the rule's subject."),
    .optional("max_subjects", .number(1...1_000_000), "How many subjects it may cover."),
    .required("reason", .text, "Why."),
    .required("requested_by", .text, "Who asked for it."),
    .required("approved_by", .text, "Who granted it: another person."),
    .required("from", .day, "The first day."),
    .required("until", .day, "The last day."),
  ]

  static let attestationsKeys: [DocumentKey] = [
    .required("attestations", .name(.id), "The list's id, which profiles name."),
    .required("items", .list(.mapping(.attestation)), "The attestations."),
  ]

  static let attestationKeys: [DocumentKey] = [
    .required("rule", .name(.qualifiedRule), "The rule whose question is answered."),
    .required("subject", .expression, "For whom: a bool of CEL over the rule's subject."),
    .required("answer", .flag, "The answer."),
    .required("signed_by", .text, "Who answers."),
    .required("role", .text, "In which role."),
    .required("date", .day, "The day of the answer."),
    .optional("until", .day, "The last day on which it holds."),
    .optional("document", .text, "The paper behind it."),
    .optional("document_sha256", .text, "The paper's digest."),
    .optional("signature", .text, "An Ed25519 signature by the signer's key, base64."),
  ]

  static let testsKeys: [DocumentKey] = [
    .required("tests", .name(.policy), "The policy under test."),
    .optional("as_of", .day, "The day of every case that states none."),
    .required("cases", .list(.mapping(.testCase)), "The cases."),
  ]

  static let testCaseKeys: [DocumentKey] = [
    .required("name", .text, "What it shows, as a sentence."),
    .optional("as_of", .day, "Its day."),
    .optional("zone", .text, "Its zone."),
    .optional("collected", .day, "When the rows were collected; on `as_of` without it."),
    .optional("parameters", .table(.parameter, .anything), "Values of parameters, instead of the defaults."),
    .optional("given", .rows, "Rows by entity, as a source would give them."),
    .optional("files", .oneOrMore(.text), "Inventory files and folders beside the tests."),
    .optional("complete", .oneOrMore(.name(.section)), "Sections for which the rows are all there is."),
    .optional("where_present", .oneOrMore(.name(.section)), "Sections that are complete for the subjects they name."),
    .optional("attestations", .list(.mapping(.caseAttestation)), "Attestations of this case."),
    .optional("waivers", .list(.mapping(.caseWaiver)), "Waivers of this case."),
    .required("expect", .table(.rule, .anything), "The verdict by rule and subject: `{C1: fail}`."),
  ]

  /// In a test the policy is plain.
  private static let ownRule: [DocumentKey] = [
    .required("rule", .either([.name(.rule), .name(.qualifiedRule)]), "The rule, with or without its policy.")
  ]

  static let caseWaiverKeys = ownRule + waiverKeys.dropFirst()
  static let caseAttestationKeys = ownRule + attestationKeys.dropFirst()

  static let expectationKeys: [DocumentKey] =
    Verdict.allCases.map { .optional($0.rawValue, .text, "This verdict, for this reason.") } + [
      .optional("of", .oneOrMore(.text), "The attributes that are to blame."),
      .optional("waived", .flag, "Whether the fail is waived."),
    ]
}
