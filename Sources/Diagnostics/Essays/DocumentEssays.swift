extension DiagnosticEssayCatalog {
  static let documents: [DiagnosticEssay] = [
    DiagnosticEssay(
      .unknownDocument,
      "The first key of a document says what it is, and this one says nothing known: policy, schema, adapter, catalog, profile, tests, waivers, attestations, inventory.",
      .shown("polcy: x\nversion: 1.0.0"), do: "Put the kind first, and spell it as above."),
    DiagnosticEssay(
      .unknownKey,
      "A key that nothing reads. Passed over in silence, a misspelt `when` would apply a rule to everything.",
      .documents(
        "rules:\n  - id: named\n    clause: A\n    subject: camera\n    severity: low\n    wehn: camera.networked\n    check: camera.name != ''"
      ),
      do: "Correct the spelling; the message names the nearest key. Remarks belong in comments."),
    DiagnosticEssay(
      .missingKey, "A part of a document lacks a key that it cannot be understood without.",
      .documents("rules:\n  - id: named\n    clause: A\n    subject: camera\n    check: camera.name != ''"),
      do: "Add the key that the message names: here `severity`."),
    DiagnosticEssay(
      .wrongKind,
      "A value is of another kind than its key takes: a list where a text should be, or the other way round.",
      .documents("facts: [camera.live]"), do: "Write what the message expects: here facts by entity and name."),
    DiagnosticEssay(
      .unknownWord, "A value is none of the words that its key allows.",
      .documents(
        "rules:\n  - id: named\n    clause: A\n    subject: camera\n    severity: urgent\n    check: camera.name != ''"),
      do: "Use one of the words that the message lists."),
    DiagnosticEssay(
      .invalidIdentifier,
      "A name that expressions use must be an identifier of CEL: letters, digits and `_`, no hyphen, no leading digit.",
      .documents("parameters:\n  min-length: {type: int, default: 12}"), do: "Write `min_length`."),
    DiagnosticEssay(
      .duplicateName, "Two things of one list have one name, so that neither can be told from the other.",
      .documents(
        "parameters:\n  days: {type: int, default: 1}\nfacts:\n  camera:\n    live: camera.status == 'active'\nrules:\n  - {id: a, clause: A, subject: camera, severity: low, check: camera.live}\n  - {id: a, clause: A, subject: camera, severity: low, check: camera.networked}"
      ),
      do: "Rename one of the two."),
    DiagnosticEssay(
      .invalidDate,
      "A day must be written YYYY-MM-DD and be one of the calendar. `01/02/2026` would be two different days to two readers.",
      .documents("valid: {from: 30/12/2025}"), do: "Write 2025-12-30."),
    DiagnosticEssay(
      .invalidNumber, "A number is none, or out of its range.", .documents("freshness: {account.camera: -5}"),
      do: "Write a whole number of days, from 1."),
    DiagnosticEssay(
      .unexpectedTag, "A YAML tag (`!word`) stands before a value of a document, where it has no meaning.",
      .documents("title: !vi Thử"),
      do: "Remove it, or put the value in quotes."),
    DiagnosticEssay(
      .emptyText, "A text that people are to read is empty.", .documents("title: {vi: \"\", en: A trial}"),
      do: "Write it, or leave the key out."),
    DiagnosticEssay(
      .expressionTagged,
      "`!x` without quotes is a tag to YAML, which takes the exclamation mark away: the rule would say the opposite.",
      .documents(
        "rules:\n  - id: off\n    clause: A\n    subject: camera\n    severity: low\n    check: !camera.networked"),
      do: "Put the expression in quotes, or below `|`."),
    DiagnosticEssay(
      .expressionEmpty, "An expression is empty. A condition that is forgotten must not be one that holds.",
      .documents("rules:\n  - id: off\n    clause: A\n    subject: camera\n    severity: low\n    check: \"\""),
      do: "Write it, or leave the key out."),
    DiagnosticEssay(
      .expressionStructured,
      "YAML read an expression as a list or a mapping, since it begins with `[` or `{` or holds `: `.",
      .documents(
        "rules:\n  - id: off\n    clause: A\n    subject: camera\n    severity: low\n    check: [camera.networked]"),
      do: "Put the expression in quotes, or below `|`."),
    DiagnosticEssay(
      .expressionCut,
      "` #` begins a comment to YAML, even inside of an expression's string: the rest is lost, and what is left may still compile.",
      .documents(
        "rules:\n  - id: off\n    clause: A\n    subject: camera\n    severity: low\n    check: camera.name != 'room #1'"
      ),
      do: "Put the expression in quotes, or below `|`."),
    DiagnosticEssay(
      .expressionComment,
      "`//` comments are CEL's, and stand in block scalars (`|`) only: on one line nobody sees where the expression ends.",
      .documents(
        "rules:\n  - id: off\n    clause: A\n    subject: camera\n    severity: low\n    check: camera.networked // always"
      ),
      do: "Put the expression below `|`, or use a YAML comment behind it."),
  ]

  static let schemas: [DiagnosticEssay] = [
    DiagnosticEssay(
      .unknownType, "An attribute, column or parameter has a type that there is not.",
      .documents("parameters:\n  days: {type: integer, default: 12}"),
      do: "Types: text, string, enum, bool, int, double, date, timestamp, version, pattern, list<T>, map<K, V>."),
    DiagnosticEssay(
      .unknownEntity, "A rule, fact or relation names a kind of thing that the schema does not have.",
      .documents("rules:\n  - id: named\n    clause: A\n    subject: kamera\n    severity: low\n    check: \"true\""),
      do: "Use one of the schema's entities; the message names the nearest."),
    DiagnosticEssay(
      .unknownMember, "A document names an attribute, relation or column that its entity or catalog does not have.",
      .documents(
        "catalog: vendors\ncolumns: {id: text}\nkey: [name]\nrows:\n  - {id: axis}\n---\nuses: [inventory, vendors]"),
      do: "Correct the name, or declare it."),
    DiagnosticEssay(
      .unknownSection,
      "A coverage statement or a freshness limit names a section that nothing is closed by. It would silently limit nothing.",
      .documents("freshness: {accounts.camera: 90}"),
      do: "Sections are the entities, and what `closed_by` names in the schema."),
    DiagnosticEssay(
      .ambiguousRelation,
      "A to-many relation must lead back by exactly one to-one relation of the other entity, and there is none or there are several.",
      .shown(
        "entities:\n  unit:\n    relations: {cameras: {many: camera, closed_by: [camera]}}\n  camera:\n    relations: {owner: {one: unit}, keeper: {one: unit}}"
      ),
      do: "Name the one with `via:`."),
    DiagnosticEssay(
      .invalidVocabulary,
      "A list of words contradicts itself: one spelling for two words, or a word for *unknown* among the values.",
      .shown("values: {changed: [đã đổi], default: [đã đổi]}"), do: "Give each spelling one meaning."),
    DiagnosticEssay(
      .invalidCell, "A value of a catalog is not of its column's type.",
      .documents(
        "catalog: vendors\ncolumns: {id: text, supported: bool}\nkey: [id]\nrows:\n  - {id: axis, supported: maybe}\n---\nuses: [inventory, vendors]"
      ),
      do: "Correct the value; leave it out where it is not known."),
    DiagnosticEssay(
      .duplicateRow, "Two rows of a catalog have one key, so that a look-up would be a conflict for ever.",
      .documents(
        "catalog: vendors\ncolumns: {id: text}\nkey: [id]\nrows:\n  - {id: axis}\n  - {id: Axis}\n---\nuses: [inventory, vendors]"
      ), do: "Merge the rows; texts are the same whatever their case."),
    DiagnosticEssay(
      .invalidMember,
      "A member cannot take the role that it is given: a list as a key, a text as the window of a relation.",
      .shown("identity: {keys: [[mac_addresses]]}   # a list<string>"),
      do: "Choose one of the type that the message asks for."),
  ]

  static let policies: [DiagnosticEssay] = [
    DiagnosticEssay(
      .unknownClause, "A rule names a clause that the advisory does not have; nothing would count what it finds.",
      .documents(
        "rules:\n  - id: named\n    clause: B\n    subject: camera\n    severity: low\n    check: camera.name != ''"),
      do: "Correct the id."),
    DiagnosticEssay(
      .clauseWithoutRule, "No rule decides a clause. A requirement that is not checked would look met.",
      .documents(
        "advisory:\n  issuer: the office\n  text: advisory.txt\n  clauses:\n    - {id: A, force: mandatory, quote: Change the default password.}\n    - {id: B, force: mandatory, quote: the default password}"
      ),
      do: "Write a rule, or say so: `encoded: none` with the reason."),
    DiagnosticEssay(
      .ruleWithoutCheck, "A rule has neither `check:` nor `attest:`, and decides nothing.",
      .documents("rules:\n  - id: named\n    clause: A\n    subject: camera\n    severity: low"),
      do: "Write what must hold, or the question to a person."),
    DiagnosticEssay(
      .quoteNotFound,
      "A clause's quote does not stand in the advisory's text. Spaces and line breaks do not count, every letter does.",
      .documents(
        "advisory:\n  issuer: the office\n  text: advisory.txt\n  clauses:\n    - {id: A, force: mandatory, quote: Change all passwords.}"
      ),
      do: "Copy the words out of the text; leave nothing out."),
    DiagnosticEssay(
      .parameterType, "The default of a parameter is not of its type.",
      .documents("parameters:\n  days: {type: int, default: often}"), do: "Correct the value, or the type."),
    DiagnosticEssay(
      .mixedAlternatives,
      "A clause with `any: true` is met by one of its rules. An attested and a checked one cannot stand for each other: what was measured must not be outvoted by a signature.",
      .shown("- {id: A, any: true, ...}   # with one rule that has check: and one that has attest:"),
      do: "Make it two clauses, or put `attest:` and `check:` into one rule."),
    DiagnosticEssay(
      .ambiguousParent,
      "The entity has several parents, and the rule must say of which one uncollected records count: else subjects would vanish.",
      .shown("- {id: held, subject: account, ...}   # of a unit, of a camera, of a device"), do: "Name it: `of: unit`."),
    DiagnosticEssay(
      .noRules, "A policy has no rules: every run of it would be clean.", .documents("rules: []"),
      do: "Write the first rule, or leave the policy out."),
    DiagnosticEssay(
      .contradictingEncoding, "A clause says `encoded: none`, and a rule decides it.",
      .documents(
        "advisory:\n  issuer: the office\n  text: advisory.txt\n  clauses:\n    - {id: A, force: mandatory, quote: Change the default password., encoded: none, reason: nobody can measure it}"
      ),
      do: "Remove `encoded: none`, or the rule."),
    DiagnosticEssay(
      .nameCollision,
      "A fact bears the name of an attribute or relation of its entity; expressions could not tell which is meant.",
      .documents("facts:\n  camera:\n    vendor: camera.name"), do: "Rename the fact."),
  ]

  static let profiles: [DiagnosticEssay] = [
    DiagnosticEssay(
      .samePerson, "A waiver is requested and approved by the same person. Four eyes are the point of it.",
      .documents(
        "waivers: w\nitems:\n  - rule: x/named\n    subject: camera.name == 'C1'\n    reason: it is replaced in March\n    requested_by: Lê An\n    approved_by: Lê An\n    from: 2026-01-01\n    until: 2026-03-31"
      ),
      do: "Have another person approve it."),
    DiagnosticEssay(
      .emptyInterval, "An interval ends before it begins, and would never be in force.",
      .documents("valid: {from: 2026-01-01, to: 2025-01-01}"), do: "Exchange the two, or correct the year."),
    DiagnosticEssay(
      .unknownPolicy, "A profile or a test names a policy that this run does not have.",
      .documents(
        "tests: y\nas_of: 2026-01-15\ncases:\n  - {name: one, given: {camera: [{name: C1}]}, expect: {named: {C1: pass}}}\n---\nversion: 1.0.0"
      ),
      do: "Correct the id, or name the policy with -p."),
    DiagnosticEssay(
      .unknownRule,
      "A waiver, attestation, test or profile names a rule that there is not: it would waive, attest or test nothing.",
      .documents(
        "tests: x\nas_of: 2026-01-15\ncases:\n  - {name: one, given: {camera: [{name: C1}]}, expect: {nmaed: {C1: pass}}}\n---\nversion: 1.0.0"
      ), do: "Correct the id; somebody may have renamed the rule."),
    DiagnosticEssay(
      .unknownParameter,
      "A profile or a test sets a parameter that the policy does not have; the default would stay in silence.",
      .documents(
        "tests: x\nas_of: 2026-01-15\ncases:\n  - {name: one, parameters: {days: 5}, given: {camera: [{name: C1}]}, expect: {named: {C1: pass}}}\n---\nversion: 1.0.0"
      ),
      do: "Correct the name."),
    DiagnosticEssay(
      .invalidExpectation, "An expectation can never be met: a reason that belongs to another verdict, a waived pass.",
      .documents(
        "tests: x\nas_of: 2026-01-15\ncases:\n  - {name: one, given: {camera: [{name: C1}]}, expect: {named: {C1: {pass: value-missing}}}}\n---\nversion: 1.0.0"
      ),
      do: "Expect what the rule can say: a reason belongs to unknown and notchecked."),
    DiagnosticEssay(
      .nothingSelected, "An entry selects nothing: a case without expectations, a list without items.",
      .documents("waivers: w\nitems: []"), do: "Fill it, or take it out."),
    DiagnosticEssay(
      .unresolvedUse,
      "A policy uses a schema or a catalog that is found neither in its folder nor in `policies/shared`.",
      .documents("uses: [inventory, vendors]"),
      do: "Correct the name, or put the file where the message says that it was looked for."),
    DiagnosticEssay(
      .duplicateDocument, "Two documents of one kind have one name, or a policy uses two schemas.",
      .shown("policy: x   # in a/policy.yaml and in b/policy.yaml"), do: "Rename one, or name one path less."),
    DiagnosticEssay(
      .folderName, "A policy's folder bears its id, so that one finds the other; here they differ.",
      .shown("policy: y   # in the folder x"), do: "Rename one of them."),
    DiagnosticEssay(
      .missingFile,
      "A document names a file that cannot be read, or that lies outside of its folder, where nothing is read.",
      .documents(
        "advisory:\n  issuer: the office\n  text: ../secret.txt\n  clauses:\n    - {id: A, force: mandatory, quote: Change the default password.}"
      ),
      do: "Put the file beside the document."),
    DiagnosticEssay(
      .noPolicies, "A path holds no policy. Without this error the run would evaluate nothing of it and look clean.",
      .shown("kiem lint fixtures"), do: "A policy's first key is `policy`; name its folder."),
  ]
}
