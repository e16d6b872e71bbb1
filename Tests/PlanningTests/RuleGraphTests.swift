import Planning
import Testing

/// Equal conditions are one node, however they are spelt.
struct RuleGraphTests {
  /// Two conditions about one entity, and whether they are the same node.
  private static let pairs: [(a: String, b: String, areSame: Bool)] = [
    ("device.ram > 4", "device.ram > 4", true),
    ("device.ram > 4", "device.ram > 5", false),
    ("device.managed && device.ram > 4", "device.ram > 4 && device.managed", true),
    ("device.managed || device.ram > 4", "device.ram>4  ||  (device.managed)", true),
    ("device.managed && device.ram > 4", "device.managed || device.ram > 4", false),
    ("!!device.managed", "device.managed", true),
    ("device.managed && device.managed", "device.managed", true),
    ("device.software.exists(s, s.name == 'Zoom')", "device.software.exists(x, x.name == 'Zoom')", true),
    ("device.software.exists(s, s.name == 'Zoom')", "device.software.exists(software, software.name == 'Zoom')", true),
    ("device.software.exists(s, s.name == 'Zoom')", "device.software.all(s, s.name == 'Zoom')", false),
    ("device.software.exists(s, s.rank > device.ram)", "device.software.exists(x, x.rank > device.ram)", true),
    // Of the device that the list was found on it is known that it is there; of the one that a row names it may not be.
    ("device.software.exists(s, s.rank > device.ram)", "device.software.exists(s, s.rank > s.device.ram)", false),
    ("device.purposes.exists(p, p == 'mail')", "device.purposes.exists(q, q == 'mail')", true),
    ("device.purposes.exists(p, p == 'mail')", "device.purposes.exists(device, device == 'mail')", true),
    (
      "device.purposes.all(p, device.purposes.exists(q, q == p))",
      "device.purposes.all(a, device.purposes.exists(b, b == a))",
      true
    ),
    (
      "device.purposes.all(p, device.purposes.exists(q, q == p))",
      "device.purposes.all(a, device.purposes.exists(b, b == b))",
      false
    ),
    ("cel.bind(r, device.ram, r > 1)", "cel.bind(s, device.ram, s > 1)", true),
    (".device.ram > 4", "device.ram > 4", true),
    ("size(device.software) > 0", "device.software.size() >= 1", true),
    ("size(device.software) > 0", "0 < size(device.software)", true),
    ("!(size(device.software) > 0)", "size(device.software) < 1", true),
    ("size(device.software) == 0", "!(size(device.software) != 0)", true),
    ("size(device.software) == 0", "size(device.software) < 1", false),
    ("device.software.exists_one(i, s, s.rank > 1)", "device.software.exists_one(s, s.rank > 1)", true),
    ("device.ram > params.least", "device.ram > params.least", true),
  ]

  @Test(arguments: pairs)
  func `equal conditions are one node`(a: String, b: String, areSame: Bool) throws {
    let parameters = "parameters: {least: {type: int, default: 4, doc: {en: least}}}"
    let policy = try Sample.compiled([("device", a), ("device", b)], parameters: parameters)
    let nodes = policy.rules.compactMap { $0.check?.node }
    #expect((nodes[0] == nodes[1]) == areSame, "\(policy.graph.canonicalForm)")
  }

  @Test func `a fact is the node of its body`() throws {
    let policy = try Sample.compiled(
      [("device", "device.big"), ("device", "device.ram > 4"), ("software", "software.device.big")],
      facts: "facts: {device: {big: device.ram > 4}}")
    #expect(policy.rules[0].check?.node == policy.rules[1].check?.node)
    #expect(
      policy.graph.canonicalForm == """
        n0 device predicate {device.ram} device.ram > 4
        n1 software follow device n0
        """)
  }

  @Test func `facts that name each other often stay small`() throws {
    let facts = (1..<12).map { "f\($0): device.f\($0 - 1) && !device.f\($0 - 1)" }
    let numbers = (1..<12).map { "g\($0): device.g\($0 - 1) + device.g\($0 - 1)" }
    let policy = try Sample.compiled(
      [("device", "device.f11"), ("device", "device.g11 > 3")],
      facts: "facts: {device: {f0: device.managed, g0: device.ram, \((facts + numbers).joined(separator: ", "))}}")
    #expect(policy.graph.nodes.count < 40)
  }

  @Test func `a graph has a canonical form`() throws {
    let policy = try Sample.compile(
      """
      parameters: {scope: {type: list<text>, default: [mail], doc: {en: scope}}}
      facts:
        device:
          official: device.purposes.exists(p, p in params.scope)
        software:
          live: software.state != 'removed'
      rules:
        - id: zoom-removed
          clause: C1
          subject: device
          severity: high
          when: device.official && has(device.unit)
          check: |
            !device.software.exists(s, s.name == 'Zoom' && s.live)
              && device.software.during(date('2026-01-01'), date('2026-01-31')).filter(s, s.live).all(s, s.rank > 1)
              && (size(device.software) < 100 || device.backup.managed)
        - id: software-listed
          clause: C1
          subject: software
          severity: high
          check: "software.live && (software.device.unit.size > 3 || software.device.software.size() > software.rank)"
      """
    ).0
    #expect(
      policy?.graph.canonicalForm == """
        n0 device predicate {device.purposes} device.purposes.exists($1, $1 in params.scope)
        n1 device predicate {device.unit} has(device.unit)
        n2 device and n0 n1
        n3 software predicate {software.name} software.name == 'Zoom'
        n4 software predicate {software.state} software.state != 'removed'
        n5 software and n3 n4
        n6 device exists software n5
        n7 device not n6
        n8 software predicate {software.rank} software.rank > 1
        n9 device all software during 2026-01-01 2026-01-31 where n4 n8
        n10 device and n7 n9
        n11 device at least 100 software
        n12 device not n11
        n13 device predicate {device.backup.managed} device.backup.managed
        n14 device or n12 n13
        n15 device and n10 n14
        n16 software predicate {software.device.unit.size} software.device.unit.size > 3
        n17 software predicate {software.device.*, software.rank} software.device.software.size() > software.rank
        n18 software or n16 n17
        n19 software and n4 n18
        """)
  }
}
