import Planning
import Policies
import Testing
import Values

/// What each pass notes about a graph, beside the graph.
struct PlanPassTests {
  private static let parameters = """
    parameters:
      strict: {type: bool, default: false, doc: {en: a}}
      least: {type: int, default: 4, doc: {en: b}}
    """

  /// The notes of the passes up to one, and the graph they speak of.
  private func notes(
    _ checks: [String], until last: String, tailoring: Tailoring = Tailoring(asOf: Sample.day("2026-01-01"))
  ) throws -> (graph: String, notes: String) {
    let policy = try Sample.compiled(
      checks.map { ("device", $0) }, tailoring: tailoring, parameters: Self.parameters)
    var notes = PlanNotes(policy.graph)
    for pass in PlanPassCatalog.all {
      pass.run(on: policy, &notes)
      if pass.name == last { break }
    }
    return (policy.graph.canonicalForm, notes.text(policy.graph))
  }

  @Test func `conditions on parameters alone are decided before any row`() throws {
    let (graph, notes) = try notes(
      [
        "params.strict && device.managed", "params.strict || device.ram > 2",
        "params.least > 3 ? device.managed : device.ram > 2",
      ],
      until: ConstantFolding.name)
    #expect(
      graph == """
        n0 device predicate {} params.strict
        n1 device predicate {device.managed} device.managed
        n2 device and n0 n1
        n3 device predicate {device.ram} device.ram > 2
        n4 device or n0 n3
        n5 device predicate {} params.least > 3
        n6 device if n5 n1 n3
        """)
    #expect(
      notes == """
        n0 = false
        n2 = false
        n4 as n3
        n5 = true
        n6 as n1
        """)
  }

  @Test func `what is undecided for every row is not folded`() throws {
    let (_, notes) = try notes(
      ["undecided('no rule for it') || device.managed"], until: ConstantFolding.name)
    #expect(notes == "")
  }

  @Test func `conditions that became alike are one`() throws {
    let (_, notes) = try notes(
      ["device.managed && device.ram > 2", "(device.managed && params.least > 3) && device.ram > 2"],
      until: CommonSubexpressions.name)
    #expect(
      notes == """
        n3 = true
        n4 as n0
        n5 as n2
        """)
  }

  @Test func `what no rule needs is not read`() throws {
    let (_, notes) = try notes(
      ["params.strict && device.managed", "device.ram > 2"], until: ColumnPruning.name)
    #expect(
      notes == """
        n0 = false, not needed
        n1 not needed
        n2 = false
        """)
  }

  @Test func `the side that reads less comes first`() throws {
    let (_, notes) = try notes(
      ["device.software.exists(s, s.rank > 1) && device.managed", "device.managed || device.ram > 2"],
      until: PredicateOrder.name)
    #expect(notes.hasSuffix("first"), "\(notes)")
    #expect(notes.split(separator: "\n").count == 1, "\(notes)")
  }

  @Test func `every pass has a name of its own`() {
    let names = PlanPassCatalog.all.map { $0.name }
    #expect(Set(names).count == names.count)
  }
}
