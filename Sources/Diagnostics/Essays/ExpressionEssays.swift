extension DiagnosticEssayCatalog {
  static let syntax: [DiagnosticEssay] = [
    DiagnosticEssay(
      .celSyntax, "The expression is none that CEL's grammar allows, at the place shown.",
      .expression("camera.networked camera.vendor"),
      do: "Look for an operator that is missing between two parts, or one part too many."),
    DiagnosticEssay(
      .celUnclosedString, "A string begins and does not end on its line.", .expression("camera.vendor == 'axis"),
      do: "Close the quote; a quote inside is written \\' or the string in the other quotes."),
    DiagnosticEssay(
      .celUnclosedBracket, "A bracket has no partner.", .expression("(camera.networked && camera.vendor == 'axis'"),
      do: "Close it, or take it out."),
    DiagnosticEssay(
      .celMissingOperand, "An operator has nothing on one of its sides.", .expression("camera.networked &&"),
      do: "Write what belongs there."),
    DiagnosticEssay(
      .celNotAnOperator, "A sign or a word of another language: `and`, `or`, `not`, `=`.",
      .expression("camera.networked and camera.vendor == 'axis'"),
      do: "CEL writes &&, ||, ! and ==."),
    DiagnosticEssay(
      .celReservedWord, "A word that CEL keeps for itself stands as a name.", .expression("while == 1"),
      do: "Use another name; a field of that name is written in back-ticks."),
    DiagnosticEssay(
      .celInvalidLiteral, "A number or string that cannot be read, or is out of range.",
      .expression("camera.password.length > 99999999999999999999"),
      do: "Whole numbers have 64 bits; 1.5 is a double, 1u an unsigned one."),
    DiagnosticEssay(
      .celInvalidEscape, "A backslash before a character that has no escape.", .expression("camera.vendor == 'a\\d'"),
      do: "Write \\\\ for a backslash, or a raw string: r'a\\d'."),
    DiagnosticEssay(
      .celInvalidCharacter, "A character that has no meaning in CEL, often a typographic quote from a word processor.",
      .expression("camera.vendor == “axis”"), do: "Use ' or \"."),
    DiagnosticEssay(
      .celMacroArgument, "A macro takes a variable's name first, and then what is asked of it.",
      .expression("camera.accounts.all(a.changed, a)"),
      do: "Write `list.all(x, condition on x)`."),
    DiagnosticEssay(
      .celEmpty, "An expression of nothing but spaces and comments.", .shown("kiem eval ''"),
      do: "Write it, or leave the key out."),
    DiagnosticEssay(
      .celTooLarge, "The expression is longer than the limit.",
      do: "Make facts of its parts; a list of names belongs into a catalog or a parameter."),
    DiagnosticEssay(
      .celTooDeep, "Parts stand in one another deeper than the limit.", .shown("((((((... a hundred of them ...))))))"),
      do: "Make facts of its parts."),
    DiagnosticEssay(
      .celTooCostly, "Macros over lists stand in one another so often that a large inventory would take hours.",
      .shown("camera.accounts.all(a, camera.accounts.all(b, camera.accounts.all(c, ...)))"),
      do: "Ask of each element once: make the inner question a fact of the element."),
  ]

  static let checking: [DiagnosticEssay] = [
    DiagnosticEssay(
      .celUnknownName,
      "Nothing bears this name: no subject of the rule, no parameter (`params.x`), no catalog in `uses`.",
      .expression("kamera.networked"),
      do: "Correct it; the message names the nearest."),
    DiagnosticEssay(
      .celUnknownAttribute,
      "The schema has no such attribute, relation or fact. Elsewhere a misspelt attribute is merely absent, and the rule passes in silence.",
      .expression("camera.netwrked"), do: "Correct it; the message names the nearest."),
    DiagnosticEssay(
      .celUnknownFunction, "There is no such function.", .expression("matchs(camera.vendor, 'a.*')"),
      do: "All of them are listed in docs/functions.md."),
    DiagnosticEssay(
      .celArgumentType, "A function or an operator is given what it does not take.",
      .expression("camera.password.length + 'x' == 'y'"),
      do: "Convert one side: string(x), int(x), version(x)."),
    DiagnosticEssay(
      .celArgumentCount, "Too many or too few arguments.", .expression("days_between(camera.seen) > 3"),
      do: "The signature stands in docs/functions.md."),
    DiagnosticEssay(
      .celResultType, "An expression is of another type than its place wants: a check must be true or false.",
      .expression("camera.password.length"),
      do: "Ask something of it: `camera.password.length >= 8`."),
    DiagnosticEssay(
      .celConditionType, "What stands beside && or ||, or before ?, must be true or false.",
      .expression("camera.vendor && camera.networked"),
      do: "Ask something of it: `camera.vendor != ''`."),
    DiagnosticEssay(
      .celNotIterable, "A macro runs over a list or a map, and this is neither.",
      .expression("camera.vendor.all(v, v == 'x')"), do: "Compare it directly."),
    DiagnosticEssay(
      .celIncomparable, "Two types that are never equal are compared, so that the outcome would be the same for ever.",
      .expression("camera.password.length == 'x'"),
      do: "Compare like with like."),
    DiagnosticEssay(
      .celNotInVocabulary, "An enumerated attribute is compared with a word that it can never be.",
      .expression("camera.password.state == 'chnaged'"),
      do: "Use one of the words that the schema lists; `kiem explain RULE` shows them."),
    DiagnosticEssay(
      .celDateAndTimestamp, "A calendar day and an instant cannot be ordered: when a day begins depends on the zone.",
      .expression("camera.seen < timestamp('2026-01-01T00:00:00Z')"), do: "Compare with date('2026-01-01')."),
    DiagnosticEssay(
      .celVersionAndString, "A version is compared with a string; as text, '10.0' is smaller than '9.80'.",
      .expression("version(camera.firmware) >= '5.7.20'"),
      do: "Write version('5.7.20') on the other side too."),
    DiagnosticEssay(
      .celChainedComparison, "`a < b < c` compares a truth value with c.",
      .expression("1 < camera.password.length < 9"), do: "Write `1 < x && x < 9`."),
    DiagnosticEssay(
      .celMessage, "A protocol-buffer message; there are none here.", .expression("Camera{name: 'x'} == camera"),
      do: "Use a map: {'name': 'x'}."),
    DiagnosticEssay(
      .celMapKey, "A key of a map must be a bool, an int, a uint or a string.",
      .expression("{1.5: 'x'}.exists(k, true)"), do: "Use a string."),
    DiagnosticEssay(
      .celNoMembers, "A field is asked of a value that has none.", .expression("camera.password.length.value == 3"),
      do: "Leave the field out."),
    DiagnosticEssay(
      .celPattern,
      "A pattern is none, or has what would make it slow: patterns are RE2's, matched in linear time, without references back or looking around.",
      .expression("camera.vendor.matches('(a')"), do: "Close the group; write look-arounds as two conditions."),
    DiagnosticEssay(
      .celUnreadableLiteral,
      "A text that a function would have to read as a day, a version or an address is none: it would be an error for every subject.",
      .expression("camera.seen > date('2026-02-30')"), do: "Correct the text."),
  ]
}
