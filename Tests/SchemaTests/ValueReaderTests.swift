import Diagnostics
import Formats
import Schema
import Testing
import Values

@Suite struct `Value reader` {
  let words = VocabularyWords(
    missing: ["unknown", "không rõ", "?", "n/a"], none: ["không có", "none"], yes: ["có", "x", "yes", "true"],
    no: ["không", "no", "false"])

  func read(
    _ raw: RawValue, as type: AttributeType, order: DateOrder? = nil, synonyms: [String: String] = [:],
    missing: [String]? = nil, none: [String]? = nil
  ) -> String {
    let source = Source(path: "schema", text: "")
    let attribute = AttributeDeclaration(
      name: "a", type: type,
      wordSynonyms: synonyms.map { AttributeDeclaration.WordSynonym($0.key, means: $0.value) }, missing: missing,
      none: none, span: Span(source: source, range: 0..<0))
    return shown(ValueReader(words: words, dateOrder: order).read(raw, as: attribute))
  }

  @Test(arguments: [
    (RawValue.null, "missing"),
    (.string(""), "missing"),
    (.string(" \u{A0}\t"), "missing"),
    (.string("Không rõ"), "missing"),
    (.string(" KHÔNG CÓ "), "null"),
    (.string("  Axis   Communications "), "text 'Axis Communications'"),
    (.number("9.80"), "text '9.80'"),
    (.bool(true), "text 'true'"),
    (.list([.string("a")]), "unreadable: a list where one value is expected"),
    (.map([]), "unreadable: an object where one value is expected"),
    (.unreadable("a\u{FFFD}", reason: "invalid UTF-8"), "unreadable: invalid UTF-8"),
  ])
  func `a text keeps its spelling and knows the words for missing and none`(raw: RawValue, expected: String) {
    #expect(read(raw, as: .text) == expected)
  }

  @Test func `a string is kept exactly`() {
    #expect(read(.string(" A  b "), as: .string) == "' A  b '")
  }

  @Test(arguments: [
    ("changed", "'changed'"), (" CHANGED ", "'changed'"), ("Đã đổi", "'changed'"), ("unknown", "missing"),
    ("none", "'none'"), ("chnaged", "unreadable: not one of default, changed, none"),
  ])
  func `an attribute's own values win over missing and none words`(text: String, expected: String) {
    let type = AttributeType.vocabulary(["default", "changed", "none"])
    #expect(read(.string(text), as: type, synonyms: ["đã đổi": "changed"]) == expected)
  }

  @Test(arguments: [
    (RawValue.string("Có"), "true"), (.string("x"), "true"), (.string("không"), "false"),
    (.string("không có"), "null"), (.string("không rõ"), "missing"), (.bool(false), "false"),
    (.number("1"), "unreadable: neither a yes word nor a no word"),
    (.string("maybe"), "unreadable: neither a yes word nor a no word"),
  ])
  func `a bool is what the yes and no words say`(raw: RawValue, expected: String) {
    #expect(read(raw, as: .bool) == expected)
  }

  @Test(arguments: [
    ("12", "int 12"), (" -3 ", "int -3"), ("9223372036854775807", "int 9223372036854775807"),
    ("9223372036854775808", "unreadable: not a whole number"), ("12.0", "unreadable: not a whole number"),
    ("+5", "unreadable: not a whole number"), ("0x10", "unreadable: not a whole number"),
    ("1 000", "unreadable: not a whole number"), ("-", "unreadable: not a whole number"),
  ])
  func `a whole number is digits`(text: String, expected: String) {
    #expect(read(.string(text), as: .int) == expected)
  }

  @Test(arguments: [
    ("1.5", "double 1.5"), ("-2e3", "double -2000.0"), ("inf", "unreadable: not a number"),
    ("nan", "unreadable: not a number"), ("1,5", "unreadable: not a number"), ("1e999", "unreadable: not a number"),
    ("0x1p4", "unreadable: not a number"),
  ])
  func `a number is what JSON calls one`(text: String, expected: String) {
    #expect(read(.string(text), as: .double) == expected)
  }

  @Test(
    arguments: [
      ("2026-01-15", nil, "date 2026-01-15"),
      ("15/01/2026", DateOrder.dmy, "date 2026-01-15"),
      ("2026-01-15", .dmy, "date 2026-01-15"),
      ("01/02/2026", .mdy, "date 2026-01-02"),
      ("15/01/2026", nil, "unreadable: not an ISO date"),
      ("31/02/2026", .dmy, "unreadable: not a date in the order dmy"),
      ("15/01/26", .dmy, "unreadable: not a date in the order dmy"),
      ("2026-01-15 23:30:00", nil, "date 2026-01-15"),
      ("2026-01-15T23:30:00Z", nil, "date 2026-01-16"),
    ] as [(String, DateOrder?, String)])
  func `a day is read by the declared order, in the inventory's zone`(
    text: String, order: DateOrder?, expected: String
  ) {
    #expect(read(.string(text), as: .date, order: order) == expected)
  }

  @Test(arguments: [
    ("2026-01-15T00:00:00Z", "timestamp 2026-01-15T00:00:00Z"),
    ("2026-01-15 07:00", "timestamp 2026-01-15T00:00:00Z"),
    ("2026-01-15", "unreadable: not a day with a time"),
  ])
  func `a time without an offset is the zone's`(text: String, expected: String) {
    #expect(read(.string(text), as: .timestamp) == expected)
  }

  @Test(arguments: [
    (RawValue.string("egov; official_mail"), "['egov', 'official_mail']"),
    (.string("egov|official_mail"), "['egov', 'official_mail']"),
    (.string("egov, official_mail"), "['egov', 'official_mail']"),
    (.string("egov\nofficial_mail;"), "['egov', 'official_mail']"),
    (.string("none"), "['none']"),
    (.string("Không có"), "[]"),
    (.string("?"), "missing"),
    (.string(" ; "), "missing"),
    (.string("egov; ?"), "missing"),
    (.string("egov; games"), "unreadable: in a list: not one of egov, official_mail, none"),
    (.list([.string("egov")]), "['egov']"),
    (.list([]), "[]"),
    (.list([.null]), "missing"),
    (.list([.string("egov"), .string("không có")]), "unreadable: a word for nothing among the values of a list"),
  ])
  func `a list is whole or not known`(raw: RawValue, expected: String) {
    #expect(read(raw, as: .list(.vocabulary(["egov", "official_mail", "none"]))) == expected)
  }

  @Test func `two names in one cell never count as one`() {
    #expect(read(.string("Nguyễn A, Trần B"), as: .list(.text)) == "[text 'Nguyễn A', text 'Trần B']")
    #expect(read(.string("Axis, Inc.; Dahua"), as: .list(.text)) == "[text 'Axis, Inc.', text 'Dahua']")
  }

  @Test func `an attribute's own missing and none words replace the schema's`() {
    #expect(read(.string("không rõ"), as: .text, missing: []) == "text 'không rõ'")
    #expect(read(.string("chưa"), as: .date, none: ["chưa"]) == "null")
    #expect(read(.string("không có"), as: .text, none: ["chưa"]) == "text 'không có'")
  }

  @Test func `a map keeps its keys and nulls`() {
    let raw = RawValue.map([.init("a", .number("1")), .init("b", .null)])
    #expect(read(raw, as: .map(.string, .int)) == "{'a': int 1, 'b': null}")
    #expect(read(.string("a=1"), as: .map(.string, .int)) == "unreadable: not a map<string, int>")
  }

  @Test func `no reason repeats the value`() {
    for type in [AttributeType.int, .date, .bool, .version, .vocabulary(["a"]), .list(.int)] {
      #expect(!read(.string("hunter2 !"), as: type).contains("hunter2"))
    }
  }
}
