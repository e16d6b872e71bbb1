/// Random well-typed conditions over `RandomInventory.schema`, as CEL text.
struct RandomExpressions {
  var random: RandomSource
  /// The facts that conditions may name, by entity: only those made before, so that none needs itself.
  private(set) var facts: [String: [String]] = [:]
  private var variables: [(name: String, entity: String)] = []
  private var counter = 0

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  /// A condition about one entity.
  mutating func condition(about entity: String, depth: Int = 4) -> String {
    variables = [(entity, entity)]
    return bool(depth)
  }

  /// A condition that later ones may name as a fact.
  mutating func fact(about entity: String) -> (name: String, text: String) {
    let text = condition(about: entity, depth: 2)
    let name = "fact\(facts[entity, default: []].count)"
    facts[entity, default: []].append(name)
    return (name, text)
  }

  private mutating func bool(_ depth: Int) -> String {
    guard depth > 0 else { return atom() }
    switch random.below(12) {
    case 0, 1: return "(\(bool(depth - 1)) && \(bool(depth - 1)))"
    case 2, 3: return "(\(bool(depth - 1)) || \(bool(depth - 1)))"
    case 4: return "!(\(bool(depth - 1)))"
    case 5: return "(\(bool(depth - 1)) ? \(bool(depth - 1)) : \(bool(depth - 1)))"
    case 6, 7, 8: return relation(depth - 1)
    case 9: return "(\(bool(depth - 1))) == (\(bool(depth - 1)))"
    default: return atom()
    }
  }

  /// Something over a to-many relation: an aggregate, or what no aggregate can be.
  private mutating func relation(_ depth: Int) -> String {
    let candidates = variables.filter { $0.entity != "software" }
    guard let base = candidates.isEmpty ? nil : random.pick(candidates) else { return atom() }
    var (range, element) =
      base.entity == "unit" ? ("\(base.name).devices", "device") : ("\(base.name).software", "software")
    if base.entity == "device" {
      switch random.below(6) {
      case 0: (range, element) = ("\(base.name).clients", "device")
      case 1: (range, element) = ("\(base.name).unit.devices", "device")
      case 2: range = "\(base.name).software.during(date('2024-09-01'), date('2024-10-0\(1 + random.below(9))'))"
      case 3: range = "\(base.name).backup.software"
      default: break
      }
    }
    counter += 1
    let variable = "v\(counter)"
    variables.append((variable, element))
    defer { variables.removeLast() }
    let body = bool(min(depth, 2))
    let other = "w\(counter)"
    let comparison = random.pick([">", ">=", "==", "!=", "<", "<="])
    switch random.below(16) {
    case 0, 1: return "\(range).exists_one(\(variable), \(body))"
    case 2: return "size(\(range).filter(\(variable), \(body))) \(comparison) \(random.below(3))"
    case 3: return "\(range).map(\(variable), \(body)).exists(b, b)"
    case 4: return "\(range).size() \(comparison) \(random.below(4))"
    case 5: return "\(random.below(4)) \(comparison) size(\(range))"
    case 6: return "\(range).filter(\(variable), \(body)).exists(\(other), \(own(other, element)))"
    case 7: return "\(range).filter(\(variable), \(body)).all(\(other), \(own(other, element)))"
    case 8: return "\(range).exists(\(other), \(variable), \(body))"
    case 9: return "\(range).all(\(other), \(variable), \(body) || \(other) > 1)"
    case 10, 11, 12: return "\(range).all(\(variable), \(body))"
    default: return "\(range).exists(\(variable), \(body))"
    }
  }

  /// An atom about one variable alone.
  private mutating func own(_ name: String, _ entity: String) -> String {
    let outer = variables
    defer { variables = outer }
    variables = [(name, entity)]
    return atom()
  }

  private mutating func atom() -> String {
    let variable = random.pick(variables)
    let own = facts[variable.entity] ?? []
    if !own.isEmpty, random.chance(15) {
      if random.chance(20) { return "has(\(variable.name).\(random.pick(own)))" }
      return "\(variable.name).\(random.pick(own))"
    }
    let x = variable.name
    switch variable.entity {
    case "unit":
      return random.pick([
        "\(x).id == 'zoom'", "\(x).size > \(random.below(5))", "has(\(x).size)", "given(\(x).id)",
        "10 / \(x).size > 3", "size(\(x).devices) > 2", "size(\(x).devices) > \(x).size", "\(x) != null",
        "\(x).?size.orValue(7) > 2",
      ])
    case "device":
      return random.pick([
        "\(x).host == 'ZOOM'", "\(x).ram > \(random.below(5))", "\(x).load * 2.0 < 3.5", "\(x).managed",
        "\(x).purposes.exists(p, p == 'teams')", "\(x).os.build >= version('1.2.9')", "has(\(x).os.build)",
        "given(\(x).os.patched)", "\(x).unit == null", "has(\(x).backup)", "given(\(x).unit)", "\(x).unit.size > 1",
        "\(x).backup.managed", "\(x).backup.unit.id == 'teams'", "\(x).unit.id in ['zoom', 'teams']",
        "\(x).ram + \(x).unit.size > 4", "days_between(\(x).os.patched, date('2024-10-01')) > 10",
        "mentions(\(x).host, 'phòng ngủ')", "(given(\(x).ram) ? \(x).ram : 3) > 2",
        "\(x).backup == null || \(x).managed",
        "\(x).?backup.?ram.orValue(2) > 1", "\(x).?os.?build.hasValue()", "has(\(x).os)", "has(\(x).backup.software)",
        "\(x).backup.backup == \(x)", "\(x).backup.unit == \(x).unit",
        "\(x).backup.software.exists(q, q.rank > \(x).ram)",
        "\(x).backup == \(x).backup.backup", "has(\(x).backup.unit.size)", "\(x).unit.devices.size() > \(x).ram",
        "given(\(x).backup.backup)", "cel.bind(r, \(x).ram, r > 1 && r < 4)", "dyn(\(x)).ram > 1",
        "\(x).purposes.exists(\(x), \(x) == 'zoom')", "run.as_of > \(x).os.patched", "1 < 2", "\(x) == null",
        "5 / \(x).ram > 1", "\(x).software.size() > 1", "undecided('why')", "\(x).host.startsWith('Z')",
      ])
    default:
      return random.pick([
        "\(x).name == 'zoom'", "\(x).name.matches('(?i)zoom')", "\(x).publisher == 'Zoom'", "\(x).state == 'installed'",
        "\(x).state in ['installed', 'broken']", "\(x).version < version('2')", "\(x).rank == 2",
        "10 % \(x).rank == 1", "has(\(x).version)", "given(\(x).name)", "\(x).device.managed",
        "\(x).device.unit.size > 0", "\(x).rank > \(x).device.ram", "\(x).seen >= date('2024-09-20')",
        "\(x).device.host == \(x).name", "\(x).device == null", "\(x).device.software.size() > 2",
        "\(x).device.backup == \(x).device", "has(\(x).device)", "\(x).?device.?unit.?size.orValue(0) > 1",
        "\(x).name + \(x).publisher == 'zoomZoom'",
      ])
    }
  }
}
