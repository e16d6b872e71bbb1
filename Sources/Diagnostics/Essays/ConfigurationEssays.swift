extension DiagnosticEssayCatalog {
  static let configuration: [DiagnosticEssay] = [
    DiagnosticEssay(
      .tomlSyntax, "A configuration file is no TOML at the place shown; what stands from there on cannot be trusted.",
      .shown("[camera]\nhost = front-door"), do: "Strings need quotes: host = \"front-door\"."),
    DiagnosticEssay(
      .tomlRedefinition,
      "TOML lets a key or table be defined once. Programs differ in which of two they take, so that neither is read.",
      .shown("port = 80\nport = 443"), do: "Remove one of the two."),
    DiagnosticEssay(
      .settingSyntax,
      "A line of an INI, `.env` or properties file is neither a section, nor a setting, nor a comment.",
      .shown("[camera\nhost front-door"), do: "Write `[name]` and `key = value`, each on a line of its own."),
    DiagnosticEssay(
      .configurationDuplicateKey,
      "A configuration file has one key twice where one can hold. Which of them the program takes is anybody's guess.",
      .shown("tls = off\ntls = on"), do: "Remove one of the two."),
    DiagnosticEssay(
      .configurationMerge, "`<<` merges a mapping into another, and what it names is none.",
      .shown("camera:\n  <<: *nothing"), do: "Name an alias of a mapping, or a list of such aliases."),
    DiagnosticEssay(
      .configurationTemplate,
      "The file is a template (Jinja, Helm, `${...}`): what it holds depends on the program that fills it in, so that nothing in it is decided.",
      .shown("host: {{ camera_host }}"), do: "Check what comes out of the template as well."),
    DiagnosticEssay(
      .suppressionSyntax,
      "A comment would set findings aside and lacks the rule, the date or the reason. It has no effect: nobody could tell who accepted what until when.",
      .shown("# kiem:ignore tls"), do: "Write all three, as the message shows."),
    DiagnosticEssay(
      .invalidPattern,
      "`for` selects documents by patterns of their paths, and this one is none, or stands in a rule about something else.",
      .shown("- {id: tls, subject: camera, for: \"*.yml\", ...}"),
      do: "`frigate*.yml` selects such files in every folder, `deploy/*.yml` those of one; other subjects take `when`."),
    DiagnosticEssay(
      .documentMalformed,
      "A configuration file breaks the rules of its format. That is a finding of its own, with its place: what cannot be read of it is unknown to every rule.",
      .shown("cameras:\n  front: [\n"), do: "Mend the file at the place shown."),
    DiagnosticEssay(
      .documentPath, "A test gives a document without saying where it would stand, so that no `for` could select it.",
      .shown("given: {document: [{data: {tls: true}}]}"), do: "Add `path: frigate.yml`."),
    DiagnosticEssay(
      .patternSelectsNothing,
      "`for` selects no document of the inventory: the rule found nothing because it looked at nothing.",
      .shown("for: config/*.yml   # and the files stand in deploy/"),
      do: "Correct the pattern, or leave the rule out by the profile."),
    DiagnosticEssay(
      .suppressionForbidden,
      "A comment would set a finding aside, and the profile forbids such comments. The finding stands.",
      .shown("# kiem:ignore tls until=2026-12-31 reason=\"the proxy does it\""),
      do: "Ask for a waiver, and delete the comment."),
    DiagnosticEssay(
      .suppressionExpired, "The day until which a comment set a finding aside is over. The finding counts again.",
      do: "Mend what it is about, or give a new day and a reason that holds today."),
    DiagnosticEssay(
      .suppressionIdle, "A comment sets nothing aside: the rule finds nothing on its line, or there is no such rule.",
      do: "Delete it, or move it to the line that fails."),
  ]

  static let registers: [DiagnosticEssay] = [
    DiagnosticEssay(
      .registerColumns,
      "A sheet that should list waivers or attestations lacks a column that each of them needs, is hidden, or could not be read to its end. Its rows count for nothing.",
      .shown("rule;subject;reason   # and nobody who approved it"),
      do: "Add the columns that the message names, or show the sheet."),
    DiagnosticEssay(
      .registerCell,
      "A row of a sheet makes no waiver or attestation: a day that is none, an answer that is neither yes nor no. It waives and attests nothing.",
      .shown("default-password-changed;CM-001;soon"), do: "Correct the cell that the message names."),
    DiagnosticEssay(
      .registerClaimed,
      "The inventory holds a sheet of waivers or attestations, and no profile names it. Whoever delivers an inventory must not be able to waive its own fails, so that it counts for nothing.",
      .shown("exports/mien-tru.xlsx"),
      do: "If they are approved, keep the sheet beside the profile and name it there."),
  ]
}
