/// Random configuration files, and random conditions about what they hold: keys that are there or not, values of every
/// type where another one is expected, templates, keys that stand twice, files that break off.
struct RandomDocuments {
  var random: RandomSource
  private static let keys = ["a", "b", "c", "front door"]
  private var variables: [(name: String, isKey: Bool)] = []
  private var counter = 0

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  // MARK: Files

  /// A file in the flow style of YAML, so that any value may stand anywhere; seldom one that breaks off.
  mutating func file(_ index: Int) -> (path: String, text: String) {
    let path = random.pick(["x/\(index).yaml", "\(index).yml", "x/y/\(index).json.yaml"])
    if random.chance(4) { return (path, random.pick(["", "# nothing\n", "~\n", "5\n", "[1, 2]\n", "'{{ x }}'\n"])) }
    let text = random.pick(Self.keys.indices.map { 1 + $0 })
    var lines = (0..<text).map { _ in "\(key()): \(value(3))" }
    if random.chance(12) { lines.append("\(key()): [1, {") }
    if random.chance(10) { lines.insert("# kiem:ignore rule-0 until=2030-01-01 reason=\"why\"", at: 0) }
    return (path, lines.joined(separator: "\n") + "\n")
  }

  private mutating func key() -> String { random.pick(Self.keys) }

  private mutating func value(_ depth: Int) -> String {
    guard depth > 0, random.chance(60) else { return scalar() }
    if random.chance(50) {
      return "[" + (0..<random.below(4)).map { _ in value(depth - 1) }.joined(separator: ", ") + "]"
    }
    return "{" + (0..<random.below(4)).map { _ in "\(key()): \(value(depth - 1))" }.joined(separator: ", ") + "}"
  }

  private mutating func scalar() -> String {
    random.pick(["1", "2", "80", "1.5", "true", "false", "~", "x", "'y'", "'${A}'", "'{{ b }}'", "!vault z", "''"])
  }

  // MARK: Conditions

  mutating func condition(_ depth: Int = 3) -> String {
    variables = []
    return bool(depth)
  }

  private mutating func bool(_ depth: Int) -> String {
    guard depth > 0 else { return atom() }
    switch random.below(12) {
    case 0, 1: return "(\(bool(depth - 1)) && \(bool(depth - 1)))"
    case 2, 3: return "(\(bool(depth - 1)) || \(bool(depth - 1)))"
    case 4: return "!(\(bool(depth - 1)))"
    case 5: return "(\(bool(depth - 1)) ? \(bool(depth - 1)) : \(bool(depth - 1)))"
    case 6, 7, 8, 9: return quantifier(depth - 1)
    default: return atom()
    }
  }

  private mutating func quantifier(_ depth: Int) -> String {
    let range = path()
    counter += 1
    let name = "v\(counter)"
    let count = variables.count
    defer { variables.removeLast(variables.count - count) }
    let macro = random.pick(["all", "exists", "exists_one"])
    switch random.below(6) {
    case 0:
      variables += [("k\(counter)", true), (name, false)]
      return "\(range).\(macro)(k\(counter), \(name), \(bool(depth)))"
    case 1:
      variables.append((name, false))
      return "\(range).filter(\(name), \(bool(min(depth, 1)))).\(macro)(\(name), \(bool(min(depth, 1))))"
    case 2:
      variables.append((name, false))
      return
        "size(\(range).filter(\(name), \(bool(min(depth, 1))))) \(random.pick(["==", ">", "!="])) \(random.below(3))"
    case 3:
      variables.append((name, true))
      return "\(range).map(\(name), \(range)[\(name)]).\(macro)(\(name), \(bool(min(depth, 1))))"
    default:
      variables.append((name, random.chance(50)))
      return "\(range).\(macro)(\(name), \(bool(depth)))"
    }
  }

  private mutating func path() -> String {
    var text = "document.data"
    if !variables.isEmpty, random.chance(60) { text = random.pick(variables).name }
    for _ in 0..<random.below(3) {
      switch random.below(8) {
      case 0: text += "[\(random.below(3))]"
      case 1: text += "['front door']"
      case 2 where !variables.isEmpty: text += "[\(random.pick(variables).name)]"
      default: text += "." + random.pick(["a", "b", "c"])
      }
    }
    return text
  }

  private mutating func atom() -> String {
    let path = path()
    let name = random.pick(["a", "b", "c"])
    switch random.below(11) {
    case 0: return "has(\(path).\(name))"
    case 1: return "'\(key())' in \(path)"
    case 2: return "\(path).?\(name).orValue(1) == \(literal())"
    case 3: return "\(path).?\(name).?b.hasValue()"
    case 4: return "size(\(path)) > \(random.below(3))"
    case 5: return "\(literal()) in \(path)"
    case 6: return "\(path).startsWith('x')"
    case 7: return "\(path) > \(random.below(3))"
    case 8: return "\(path) == \(self.path())"
    case 9: return "document.path.endsWith('.yml')"
    default: return "\(path) \(random.pick(["==", "!="])) \(literal())"
    }
  }

  private mutating func literal() -> String { random.pick(["1", "80", "'x'", "true", "null", "1.5", "[1]", "''"]) }
}
