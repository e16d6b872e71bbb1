import Planning
import Testing

/// What a plan reads, and in which order it goes over the entities.
struct PlanTests {
  @Test func `a scan comes after the scans whose results it reads`() throws {
    let policy = try Sample.compiled([
      ("software", "software.device.software.exists(s, s.rank > 2) && software.rank > 1"),
      ("unit", "unit.devices.all(d, d.software.exists(s, s.rank > 2) || d.managed)"),
    ])
    #expect(
      policy.plan.description == """
        scan device (stage 0): n5
        scan software (stage 0): n0 n3
        scan device (stage 1): n1 n6
        scan software (stage 2): n2 n4
        scan unit (stage 2): n7
        """, "\(policy.graph.canonicalForm)")
    var stages: [Int: Int] = [:]
    for scan in policy.plan.scans {
      for node in scan.nodes {
        for argument in policy.graph.arguments(of: node) {
          #expect(try #require(stages[argument.index]) <= scan.stage)
          #expect(argument < node)
        }
        stages[node.index] = scan.stage
      }
    }
    #expect(stages.count == policy.graph.nodes.count)
  }

  /// A condition about a device, and the columns that a run reads for it.
  private static let columns: [(check: String, columns: String)] = [
    ("device.ram > 4", "device.ram"),
    ("has(device.unit)", "device.unit*"),
    ("device.unit.size > 1", "device.unit* unit.size"),
    ("size(device.software) > 1", "software.device*"),
    ("device.software.exists(s, s.rank > device.ram)", "device.ram software.device* software.rank"),
    (
      "device.software.during(date('2026-01-01'), date('2026-01-31')).exists(s, s.rank > 1)",
      "software.device* software.rank software.seen"
    ),
    // Row by row, or by the row of another entity: the same columns, found by type.
    ("device.software.map(s, s.name).exists(n, n == 'Zoom')", "software.device* software.name"),
    (
      "device.software.during(date('2026-01-01'), run.as_of).map(s, s.name).size() > 1",
      "software.device* software.name software.seen"
    ),
    ("device.unit.devices.exists(d, d.ram > device.ram)", "device.ram device.unit*"),
    ("device.backup.unit.?size.orValue(1) > 1", "device.backup* device.unit* unit.size"),
    ("device.backup.big", "device.backup* device.ram"),
    ("device.backup.double > 2", "device.backup* device.ram"),
    (
      "dyn(device).ram > 1",
      "device.backup* device.host device.managed device.os.build device.purposes device.ram device.unit* software.device*"
    ),
    ("params.least > 3 && run.as_of > date('2026-01-01')", ""),
  ]

  @Test(arguments: columns)
  func `a plan lists the columns that a run reads`(check: String, columns: String) throws {
    let policy = try Sample.compiled(
      [("device", check)], facts: "facts: {device: {big: device.ram > 4, double: device.ram * 2}}",
      parameters: "parameters: {least: {type: int, default: 4, doc: {en: least}}}")
    let read = policy.plan.columns.map { "\($0.entity).\($0.name)" + ($0.isLink ? "*" : "") }
    #expect(read.joined(separator: " ") == columns)
  }

  /// A condition about a device, and how the predicates of it are decided.
  private static let leaves: [(check: String, leaves: String)] = [
    ("device.ram > 4 && device.managed", "{device.ram} {device.managed}"),
    ("device.ram > 4 == device.managed", "{device.managed, device.ram}"),
    ("device.?backup.?ram.orValue(2) > 1", "{device.backup, device.backup.ram}"),
    ("device.backup.constant", "{}"),
    ("(device.backup.constant ? 1 : 2) == 1", "{device.backup}"),
    ("device == null", "{}"),
    ("device.backup == null", "{device.backup}"),
    ("device.backup == device.backup.backup", "{device.backup.*, device.backup.backup.*}"),
    ("device.software.exists(s, device == null || s.device == null)", "{software.^device} {software.device}"),
    ("device.purposes.exists(device, device == 'mail')", "{device.purposes}"),
    ("size(device.software) > device.ram", "row by row"),
    ("device.unit.devices.size() > device.ram", "{device.ram, device.unit.*}"),
    ("(size(device.software) > 1) == device.managed", "{device.managed}"),
    ("device.software.filter(s, s.rank > 1).filter(s, s.rank > 2).exists(s, s.rank > 3)", "row by row"),
    ("device.backup.software.exists(s, s.rank > device.ram)", "{device.backup.*, device.ram}"),
    ("device.software.exists(params, params.rank > 1)", "{software.rank}"),
  ]

  @Test(arguments: leaves)
  func `a predicate is decided by what it reads`(check: String, leaves: String) throws {
    let policy = try Sample.compiled([("device", check)], facts: "facts: {device: {constant: 1 < 2}}")
    let found = policy.graph.nodes.compactMap { node -> String? in
      guard case .predicate(let predicate) = node.operation else { return nil }
      return predicate.leaves.map { "{" + $0.map(\.description).joined(separator: ", ") + "}" } ?? "row by row"
    }
    #expect(found.joined(separator: " ") == leaves, "\(policy.graph.canonicalForm)")
  }
}
