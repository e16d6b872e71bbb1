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
    #expect(try problems(fact: facts, check: "unit.twins").isEmpty)
    let costly = try problems(fact: facts, check: over("u", over("v", "u.id == v.id || unit.twins")))
    #expect(costly.map { $0.prefix(13) } == ["9:78 KIEM3022"])
  }

  @Test func `a fact that costs too much is told of once, not again where it is read`() throws {
    let facts = ("all_differ", over("a", over("b", over("c", over("d", "a.id != d.id")))))
    let found = try problems(fact: facts, check: over("u", "unit.all_differ"))
    #expect(found.map { $0.prefix(13) } == ["7:23 KIEM3022"])
  }

  private func over(_ variable: String, _ body: String) -> String { "unit.units.all(\(variable), \(body))" }

  /// What compiling a policy with one rule finds, after its documents were read without a complaint.
  private func problems(fact: (name: String, text: String)? = nil, check: String) throws -> [String] {
    let schema = """
      schema: inventory
      version: 1.0.0
      entities:
        unit:
          identity: {keys: [[id]]}
          attributes: {id: text}
          relations: {units: {many: unit, via: parent, closed_by: [unit]}, parent: {one: unit}}
      """
    let policy = """
      policy: limits
      version: 1.0.0
      title: {en: Limits}
      advisory: {issuer: X, text: advisory.txt, clauses: [{id: A, force: mandatory, quote: q}]}
      uses: [inventory]
      \(fact.map { "facts:\n  unit: {\($0.name): \"\($0.text)\"}\n" } ?? "")rules:
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
