extension DiagnosticEssayCatalog {
  static let inventories: [DiagnosticEssay] = [
    DiagnosticEssay(
      .inventoryNotFound, "A path of the inventory leads to nothing.", .shown("kiem check exportz"),
      do: "Correct the path."),
    DiagnosticEssay(
      .inventoryUnreadable,
      "A file of an inventory cannot be read: permissions, a damaged archive, a format that is not what its name says.",
      do: "See the system's own reason at the end of the message."),
    DiagnosticEssay(
      .inventoryEmpty, "Nothing in the inventory was recognised, so that there is nothing to check.",
      .shown("kiem check photos/"),
      do:
        "A table is recognised by its headers, a tool's export by its content, anything else by `inventory.yaml`. `kiem inventory` shows what was read."
    ),
    DiagnosticEssay(
      .fileNotRecognised, "A file fits no entity: none of its columns means an attribute. Nothing in it counts.",
      .shown("date;weather\n2026-01-01;rain"), do: "Map its columns in the manifest, or take it out of the inventory."),
    DiagnosticEssay(
      .fileAmbiguous, "A file's columns fit two entities equally well, and neither is taken.",
      .shown("name;unit\nA;mn"),
      do: "Say which: `sources: [{path: a.csv, entity: person}]`."),
    DiagnosticEssay(
      .fileNotListed,
      "A file stands beside a manifest that does not list it. It was read by what it holds; nobody says when it was collected, or of what it is all there is.",
      do: "List it in the manifest's `sources`, or take it away."),
    DiagnosticEssay(
      .sourceWithoutRows,
      "A source has no rows, and nothing declares it complete: an export that broke off looks the same as a list of nobody.",
      .shown("uid;camera;is_disabled"), do: "If there is none, say so: `coverage: {account.camera: complete}`."),
    DiagnosticEssay(
      .fileSkipped,
      "A file or link in a folder was not read: a link out of the folder, a pipe, a device, a member that is there twice.",
      do: "Copy what is meant into the folder."),
    DiagnosticEssay(
      .fileChanged, "A file was written to while it was read, so that nothing in it counts as complete.",
      do: "Copy the file, and check the copy."),
    DiagnosticEssay(
      .manifestFileMissing,
      "The manifest names a file that is not there or cannot be used. The run goes on, and its sections count as `absent`.",
      .shown("sources: [{path: cameras.csv, entity: camera}]   # and no cameras.csv"),
      do: "Put the file there, or take it out of the manifest."),
    DiagnosticEssay(
      .manifestColumnMissing,
      "The manifest maps a column that the file does not have: the attribute is absent for all its rows.",
      .shown("columns: {serial: Số máy}   # the header says: Số sê-ri"), do: "Correct the header."),
    DiagnosticEssay(
      .manifestSecond, "There are two manifests for one folder, and nothing says which holds.",
      do: "Keep one `inventory.yaml` in each folder."),
    DiagnosticEssay(
      .manifestOutside, "The manifest names a path outside of its folder. No path outside is read.",
      .shown("sources: [{path: ../other/cameras.csv}]"), do: "Put the file below the manifest."),
    DiagnosticEssay(
      .manifestZones, "Two manifests give two time zones; the first holds for the whole inventory.",
      do: "Give one, or check the inventories one by one."),
    DiagnosticEssay(
      .manifestFormat, "The manifest gives a source a format or an adapter that there is not.",
      .shown("sources: [{path: a.txt, format: cvs}]"), do: "Correct the name; `kiem inventory` lists them."),
    DiagnosticEssay(
      .sectionClosesNothing,
      "The manifest declares a section complete that closes no relation. Nothing follows from it.",
      .shown("coverage: {cameras: complete}"),
      do: "Sections are the entities, and what `closed_by` names in the schema."),
    DiagnosticEssay(
      .sectionOfOtherEntity,
      "A source is declared complete for a section whose records it does not hold. It proves nothing about them.",
      .shown("sources: [{path: cameras.csv, entity: camera, coverage: {account.camera: complete}}]"),
      do: "Claim it for the source that lists them."),
    DiagnosticEssay(
      .claimWeakened,
      "A claim of completeness does not stand: rows could not be read, the file changed, or the tool cannot see what is claimed. It counts as less, and what is not listed is unknown.",
      do: "Mend what the message names, then the claim holds."),
    DiagnosticEssay(
      .collectedLater, "A source was collected after the day of the run: it cannot tell how things were on that day.",
      do: "Correct the day of collection, or give a later --as-of."),
    DiagnosticEssay(
      .keylessRecord,
      "A record has none of the keys by which its entity is known again. It is kept as a subject of its own, and joins nothing.",
      .shown("hostname;serial;vendor\n;;Dell"), do: "Collect one of the keys that the message lists."),
    DiagnosticEssay(
      .sharedKey,
      "Several subjects that differ in a better key share this one: a placeholder serial number, a dock's address. It joins none of them.",
      .shown("asset_tag;serial\nA1;0000\nA2;0000"),
      do: "Correct the key where it is wrong; nothing else needs to be done."),
    DiagnosticEssay(
      .givenUnknown, "A row of a test names an entity, an attribute or a section that the schema does not have.",
      .shown("given: {camera: [{asset_tag: C1, pasword.state: changed}]}"), do: "Correct the name."),
    DiagnosticEssay(
      .catalogPattern, "A pattern of a catalog cannot be used, so that the row would never match.",
      .shown("- {id: zoom, patterns: ['zoom(']}"), do: "Correct the pattern; it is RE2's."),
    DiagnosticEssay(
      .catalogAmbiguousAlias,
      "A name of a catalog leads to two rows that differ. A look-up of it is unknown (`conflict`), never the first of the two.",
      .shown("- {id: hikvision, names: [hik]}\n- {id: ezviz, names: [hik]}"), do: "Take the name out of one of them."),
    DiagnosticEssay(
      .catalogSupplied,
      "Reference data in the inventory extends a catalog, and some of it cannot be read. The rows count without those values, or not at all.",
      do: "Fetch the file again; docs/catalogs.md says which ones are read."),
    DiagnosticEssay(
      .adapterAmbiguous, "Several adapters recognise a file. None of them reads it: each would prove something else.",
      do: "Say which: `sources: [{path: f.json, adapter: glpi}]`."),
    DiagnosticEssay(
      .adapterLikely, "A file only looks like what an adapter reads, and was read as that.",
      do: "If it is that, say so in `sources`; the message has the line."),
    DiagnosticEssay(
      .adapterWithoutDevice, "A list of one device's software or settings does not say whose it is.",
      .shown("winget-export.json"),
      do: "Say so in the manifest: `device: PC-01`."),
    DiagnosticEssay(
      .claimBeyondTool,
      "The manifest claims more than the tool can prove: a winget export, say, never lists everything that is installed. It counts, on the word of whoever wrote the manifest.",
      do: "Leave the claim out, or say in the manifest how the rest was made sure of."),
    DiagnosticEssay(
      .adapterName, "Two adapters have one name, and a manifest could not say which is meant.",
      do: "Give one of them another name."),
    DiagnosticEssay(
      .deviceUnused,
      "The manifest says whose a file is, and no record of it takes that: they name their devices themselves.",
      do: "Leave `device` out."),
  ]

  static let planning: [DiagnosticEssay] = [
    DiagnosticEssay(
      .factCycle, "Facts that need each other can have no value.",
      .documents("facts:\n  camera:\n    a: camera.b\n    b: camera.a"),
      do: "Write one of them out of attributes alone."),
    DiagnosticEssay(
      .unmatchedSetting, "A profile sets a parameter that the policy does not have.",
      .shown("parameters: {x: {min_lenght: 14}}"), do: "Correct the name."),
    DiagnosticEssay(
      .unreadableParameter, "A profile sets a parameter to what is not of its type.",
      .shown("parameters: {x: {min_length: long}}"), do: "Correct the value."),
    DiagnosticEssay(
      .waiverSelectsNothing,
      "A waiver selects no subject of this inventory, or only subjects of which what it asks for is not known. It waives nothing.",
      .shown("subject: camera.name == 'C99'"), do: "Correct the selector, or delete the waiver if its subject is gone."),
    DiagnosticEssay(
      .waiverSelectsTooMany,
      "A waiver selects more subjects than it may mark. None is waived: somebody approved it for a few.",
      .shown("subject: camera.vendor == 'Dahua'\nmax_subjects: 3"),
      do: "Narrow the selector, or raise `max_subjects` and have it approved again."),
    DiagnosticEssay(
      .policyNotInForce, "The policy is not in force on the day of the run. It was evaluated all the same.",
      .documents("valid: {from: 2030-01-01}"), do: "Choose another day with --as-of."),
    DiagnosticEssay(
      .attestationSelectsNothing, "An attestation speaks of no subject of this inventory, and decides nothing.",
      .shown("subject: unit.id == 'gone'"), do: "Correct the selector, or delete the attestation."),
  ]

  static let authoring: [DiagnosticEssay] = [
    DiagnosticEssay(
      .unmetExpectation,
      "A rule says something else of a subject than a test expects: the verdict, its reason, or the attributes to blame.",
      .shown("expect: {named: {C1: pass}}   # and C1 has no name"),
      do: "Mend the rule or the expectation; `kiem test --update` writes down what the rules say, for you to review."),
    DiagnosticEssay(
      .policyWithoutTests, "A policy has no tests; nobody has seen its rules say anything.",
      do: "`kiem new test POLICY` makes a document to start from."),
    DiagnosticEssay(
      .idleExemption, "A comment exempts something from coverage that tests reach, or gives no reason.",
      .shown("# coverage: no inventory has this"), do: "Take it out, or write the reason."),
    DiagnosticEssay(
      .insufficientCoverage, "Tests reach less of the rules' verdicts and conditions than --coverage-min asks for.",
      .shown("kiem test --coverage-min 100"), do: "`kiem test --coverage` lists what is missing."),
    DiagnosticEssay(
      .unformattable, "A file cannot be laid out anew without a change of its meaning, and stays as it is.",
      .shown("%YAML 1.2\n---\nprofile: p"), do: "Remove what the message names."),
    DiagnosticEssay(
      .unformatted, "A file is not in canonical layout, and --check was asked for.",
      .shown("kiem fmt --check policies"), do: "Run `kiem fmt`."),
    DiagnosticEssay(
      .graphTooLarge, "A policy is so large that a drawing of all of it would help nobody.",
      .shown("kiem graph large -f svg"), do: "Draw a part: --clause or --rule; DOT, Mermaid and JSON have no limit."),
    DiagnosticEssay(
      .severalPolicies, "A path holds several policies where one is wanted.", .shown("kiem graph policies"),
      do: "Name the folder of one."),
    DiagnosticEssay(
      .noClauses,
      "`kiem new policy --from` found nothing in the text that it takes for a requirement: no item with a number, a letter, a dash, `Điều`, `khoản` or `điểm`, and no paragraph that says what must be done.",
      .shown("kiem new policy pack --from scan-without-text.txt"),
      do: "Is it the text, and not a scan? Mark the items in a copy, or begin without --from."),
  ]

  static let evidence: [DiagnosticEssay] = [
    DiagnosticEssay(
      .notABundle, "The folder is no bundle: its `run.json` is missing or cannot be read.",
      .shown("kiem verify exports"), do: "`kiem check … -o FOLDER` makes one."),
    DiagnosticEssay(
      .newerBundle, "The bundle has a form that a later version of this program writes.",
      do: "Use the version that made it, or a later one."),
    DiagnosticEssay(
      .existingBundle,
      "There is something where the bundle should go, and evidence is never written over unless asked.",
      .shown("kiem check exports -o out   # twice"),
      do: "Choose another name, or say --force, which replaces bundles only."),
    DiagnosticEssay(
      .noSuchRecord, "There is no record, rule or code of that name, or it names several.",
      .shown("kiem explain zoom-removed PC-99 --bundle out"),
      do: "Name subjects as the verdict matrix does: device/PC-1."),
    DiagnosticEssay(
      .alteredFile, "A file of a bundle has another digest than `run.json` says: it was changed after the run.",
      do: "Get the bundle anew from whoever made it; nothing in it is evidence any more."),
    DiagnosticEssay(
      .missingBundleFile, "A file that `run.json` lists is not there.", do: "Copy the bundle again, whole."),
    DiagnosticEssay(
      .strangeFile, "A file stands in the bundle that `run.json` does not list.",
      do: "Remove it; notes belong beside the bundle."),
    DiagnosticEssay(
      .alteredRecord, "A record's digest is not that of its content.",
      do: "See KIEM7010: nothing in the bundle is evidence any more."),
    DiagnosticEssay(
      .incompleteRecords,
      "The records are not those that the matrix calls for: some are missing, too many or at odds with it.",
      do: "Get the bundle anew."),
    DiagnosticEssay(
      .merkleRoot, "The root over all records is another than `run.json` says: a record was removed, added or moved.",
      do: "Get the bundle anew."),
    DiagnosticEssay(
      .otherInputs, "The inputs given are not those that the bundle was made of, by their digests.",
      .shown("kiem verify out --inventory newer-exports"),
      do: "Give the very files, or the copies in the bundle's `inputs/`."),
    DiagnosticEssay(
      .otherEvidence,
      "Evaluated again, the same inputs come to something else. That must not be: either the bundle was forged, or the program was another.",
      do: "Evaluate with the program whose digest `run.json` names."),
    DiagnosticEssay(
      .brokenSeal, "The seal is not of this bundle, or its signature does not hold.",
      do: "Ask whoever sealed it; seal anew only what you have verified."),
    DiagnosticEssay(
      .missingSeal, "A seal was asked for, and the bundle has none.", .shown("kiem verify out --key office.pub"),
      do: "`kiem seal` makes one."),
    DiagnosticEssay(
      .unusableKey, "A file holds no key of Ed25519 that can be used for what was asked.",
      .shown("kiem seal out --key photo.png"), do: "`kiem seal --new-key FILE` makes one."),
    DiagnosticEssay(
      .unmatchedReveal,
      "A value that somebody discloses matches no commitment in the bundle: it is not what the run saw.",
      do: "Check the spelling, and that the key is the bundle's."),
    DiagnosticEssay(
      .alteredPaper,
      "The paper behind an attestation is not the one that was attested, by its digest. The attestation decides nothing.",
      do: "Put the paper back, or have it attested anew."),
    DiagnosticEssay(
      .brokenSignature, "An attestation by somebody who has a key is not signed with it, or was changed since.",
      .shown("signature: AAAA…"), do: "Have it signed again: `kiem seal --attestations`."),
  ]
}
