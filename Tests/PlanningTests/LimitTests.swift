import Diagnostics
import Planning
import Policies
import Schema
import Testing
import Values

@Suite struct LimitTests {
  @Test func `an expression that nests too deep is told of at its rule`() throws {
    let nested = String(repeating: "(", count: 300) + "true" + String(repeating: ")", count: 300)
    let found = try problems(check: nested)
    #expect(found == ["7:328 KIEM3021 this expression nests more than 250 levels deep"])
  }

  @Test func `an expression that is too long is told of at its rule`() throws {
    let long = "unit.id == 'a'" + String(repeating: " || unit.id == 'b'", count: 6000)
    let found = try problems(check: long)
    #expect(
      found == [
        "7:78 KIEM3020 this expression has \(long.utf8.count) bytes, more than the 100000 that one may have"
      ])
  }

  @Test func `an expression that may cost too much is told of at its rule`() throws {
    #expect(try problems(check: over("a", over("b", over("c", "a.id == b.id && b.id == c.id")))).isEmpty)
    let costly = over("a", over("b", over("c", over("d", "a.id != d.id"))))
    let found = try problems(check: costly)
    #expect(
      found == [
        """
        7:78 KIEM3022 this expression may take about 603030302 steps for each subject, more than the 50000000 that one \
        may take
        """
      ])
  }

  @Test func `what a fact costs counts where it is read`() throws {
    let facts = ("twins", over("a", over("b", "a.id != b.id")))
    #expect(try problems(facts: [facts], check: "unit.twins").isEmpty)
    let costly = try problems(facts: [facts], check: over("u", over("v", "u.id == v.id || unit.twins")))
    #expect(costly.map { $0.prefix(14) } == ["10:78 KIEM3022"])
  }

  @Test func `a fact that costs too much is told of once, not again where it is read`() throws {
    let facts = ("all_differ", over("a", over("b", over("c", over("d", "a.id != d.id")))))
    let found = try problems(facts: [facts], check: over("u", "unit.all_differ"))
    #expect(found.map { $0.prefix(14) } == ["8:18 KIEM3022 "])
  }

  // MARK: Facts made of facts

  @Test func `facts may be written in any order`() throws {
    let facts = [("a", "unit.b && unit.d"), ("b", "!unit.c"), ("c", "unit.id == 'x'"), ("d", "unit.c || unit.b")]
    #expect(try problems(facts: facts, check: "unit.a").isEmpty)
    #expect(try problems(facts: facts.reversed(), check: "unit.a").isEmpty)
  }

  @Test func `facts that need each other are told of once, with the circle`() throws {
    let found = try problems(
      facts: [("a", "unit.b"), ("b", "unit.c || unit.id == 'x'"), ("c", "unit.b"), ("d", "unit.d")],
      check: "unit.a && unit.d")
    #expect(
      found == [
        "9:5 KIEM5001 facts that need each other can have no value",
        "11:5 KIEM5001 facts that need each other can have no value",
      ])
  }

  @Test func `what is wrong with a fact is told of at the fact alone, and once`() throws {
    let found = try problems(
      facts: [("a", "unit.b + unit.c"), ("b", "unit.nosuch"), ("c", "unit.d"), ("d", "1 +")], check: "unit.a && unit.b")
    #expect(found.map { $0.prefix(14) } == ["11:11 KIEM3004", "9:14 KIEM3102 "])
  }

  @Test(arguments: [(20_000, ""), (30, String(repeating: "!", count: 200))])
  func `a long chain of facts is refused, not followed`(length: Int, marks: String) throws {
    let chain = (0..<length).map { ("f\($0)", "\(marks)unit.f\($0 + 1)") } + [("f\(length)", "unit.id == 'x'")]
    let found = try problems(facts: chain, check: "unit.f0")
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.contains("with the facts that it reads, more than the limit of 500") })
  }

  @Test func `a chain of facts below the limit compiles`() throws {
    let chain = (0..<200).map { ("f\($0)", "unit.f\($0 + 1)") } + [("f200", "unit.id == 'x'")]
    #expect(try problems(facts: chain, check: "unit.f0").isEmpty)
  }

  private func over(_ variable: String, _ body: String) -> String { "unit.units.all(\(variable), \(body))" }

  /// What compiling a policy with one rule finds, after its documents were read without a complaint.
  private func problems(facts: [(name: String, text: String)] = [], check: String) throws -> [String] {
    let schema = """
      schema: inventory
      version: 1.0.0
      entities:
        unit:
          identity: {keys: [[id]]}
          attributes: {id: text}
          relations: {units: {many: unit, via: parent, closed_by: [unit]}, parent: {one: unit}}
      """
    let lines = facts.map { "    \($0.name): \"\($0.text)\"\n" }
    let block = facts.isEmpty ? "" : "facts:\n  unit:\n" + lines.joined()
    let policy = """
      policy: limits
      version: 1.0.0
      title: {en: Limits}
      advisory: {issuer: X, text: advisory.txt, clauses: [{id: A, force: mandatory, quote: q}]}
      uses: [inventory]
      \(block)rules:
        - {id: r, clause: A, subject: unit, severity: low, title: {en: R}, check: "\(check)"}
      """
    let (schemas, schemaProblems) = DocumentDecoder.decode(Source(path: "schema.yaml", text: schema))
    let (policies, policyProblems) = DocumentDecoder.decode(Source(path: "policy.yaml", text: policy))
    #expect((schemaProblems.all + policyProblems.all).map(\.message).isEmpty)
    guard case .schema(let inventory)? = schemas.first, case .policy(let rules)? = policies.first else { return [] }
    let (_, found) = PolicyCompiler.compile(
      rules, schema: inventory, catalogs: [],
      tailoring: Tailoring(asOf: try #require(CalendarDate(year: 2026, month: 1, day: 15))))
    return found.map { "\($0.primary.map { "\($0.span.start)" } ?? "-") \($0.code) \($0.message)" }
  }
}
