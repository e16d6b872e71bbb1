import Testing

@testable import Evaluation

/// Whatever the children come to, in every mixture, closed or open: aggregates in columns are the interpreter's.
struct AggregateLawTests {
  /// A letter for each truth, and a condition that comes to it.
  private static let letters = ["t", "f", "u", "e"]

  private static func truth(_ name: String) -> String {
    "(\(name) == 't' ? true : \(name) == 'f' ? false : \(name) == 'u' ? undecided('') : 1 / 0 > 0)"
  }

  /// Every mixture of at most so many of some kinds.
  private static func mixtures<T>(of kinds: [T], atMost limit: Int) -> [[T]] {
    guard limit > 0 else { return [[]] }
    return mixtures(of: kinds, atMost: limit, from: 0)
  }

  private static func mixtures<T>(of kinds: [T], atMost limit: Int, from first: Int) -> [[T]] {
    var result: [[T]] = [[]]
    guard limit > 0 else { return result }
    for index in first..<kinds.count {
      result += mixtures(of: kinds, atMost: limit - 1, from: index).map { [kinds[index]] + $0 }
    }
    return result
  }

  private static let quantifiers = [
    "exists(d, B)", "all(d, B)", "exists_one(d, B)", "filter(d, F).exists(d, B)", "filter(d, F).all(d, B)",
    "filter(d, F).exists_one(d, B)", "filter(d, F).size() > 0", "filter(d, F).size() == 2", "size() > 1", "size() == 1",
    "size() <= 1", "size() != 2",
  ]

  private static func conditions(_ range: String, _ entity: String, _ body: String, _ filter: String) -> [(
    entity: String, text: String
  )] {
    quantifiers.map { quantifier in
      let text = quantifier.replacing("B", with: truth("d.\(body)")).replacing("F", with: truth("d.\(filter)"))
      return (entity, "\(range).\(text)")
    }
  }

  @Test func `filters and quantifiers over every mixture`() throws {
    let kinds = Self.letters.flatMap { a in Self.letters.map { (a, $0) } }
    let threes = Self.mixtures(of: Self.letters, atMost: 3).filter { $0.count == 3 }.map { $0.map { ("t", $0) } }
    var software = "software | device | publisher | name\n"
    var devices = "device | host\n"
    var closed = ""
    for (index, mixture) in (Self.mixtures(of: kinds, atMost: 2) + threes).enumerated() {
      for coverage in ["closed", "open"] {
        let device = "\(coverage)\(index)"
        devices += "\(device) |\n"
        for (position, child) in mixture.enumerated() {
          software += "\(device)-\(position) | \(device) | \(child.0) | \(child.1)\n"
        }
        if coverage == "closed" { closed += " \(device)" }
      }
    }
    let coverage = ["machine", "user"].map { "complete software.\($0) of device:\(closed)\n" }.joined()
    let inventory = try Site.inventory(devices + software + coverage)
    let policy = try World.policy(Self.conditions("device.software", "device", "name", "publisher"))
    #expect(
      policy.graph.nodes.allSatisfy { if case .predicate(let p) = $0.operation { p.leaves != nil } else { true } })
    World.agree(policy, over: inventory, 0)
  }

  @Test func `intervals and quantifiers over every mixture`() throws {
    let kinds = ["2024-09-20", "2024-08-01", "?"].flatMap { day in Self.letters.map { (day, $0) } }
    var software = "software | device | seen | name | publisher\n"
    var devices = "device | host\n"
    var closed = ""
    for (index, mixture) in Self.mixtures(of: kinds, atMost: 2).enumerated() {
      for coverage in ["closed", "open"] {
        let device = "\(coverage)\(index)"
        devices += "\(device) |\n"
        for (position, child) in mixture.enumerated() {
          software += "\(device)-\(position) | \(device) | \(child.0) | \(child.1) | t\n"
        }
        if coverage == "closed" { closed += " \(device)" }
      }
    }
    let coverage = ["machine", "user"].map { "complete software.\($0) of device:\(closed)\n" }.joined()
    let inventory = try Site.inventory(devices + software + coverage)
    let range = "device.software.during(date('2024-09-01'), date('2024-09-30'))"
    World.agree(try World.policy(Self.conditions(range, "device", "name", "publisher")), over: inventory, 0)
  }
}
