import Schema
import Values

/// What a policy is made of, as a picture shows it: its clauses, the rules that decide them, and what those read.
///
///     policy ─ clause ─ rule ┬ when  ─ fact ─────── attribute
///                            ├ check ─ condition ┬─ attribute, relation
///                            │                   └─ parameter, catalog
///                            └ asks  ─ question to a person
///
/// Whatever two rules share is one node: a fact is itself by name, a condition by its canonical text, as the rule graph
/// has it. Ids are made of what a node is, never of its position, so that they outlive edits elsewhere.
public struct PolicyGraph: Sendable {
  /// What a node is.
  public enum Kind: String, Sendable, CaseIterable {
    case policy, clause, rule, logic, condition, fact, question, relation, attribute, parameter, catalog, day

    /// Whether it is read and reads nothing itself.
    public var isInput: Bool {
      switch self {
      case .relation, .attribute, .parameter, .catalog, .day, .question: true
      case .policy, .clause, .rule, .logic, .condition, .fact: false
      }
    }
  }

  /// A thing in the picture.
  public struct Node: Sendable {
    /// `rule:zoom-removed`, `attribute:camera.password.state`, `condition:` and twelve digits of its text's digest.
    public var id: String
    public var kind: Kind
    /// Its name, or the text of a condition.
    public var name: String
    /// What else there is to say, for people: a title, a type, a value, the expression of a fact.
    public var detail = LocalizedText()
    /// The whole of it where the picture may cut: a quote, an expression.
    public var note = LocalizedText()
    /// Of a rule.
    public var severity: Severity?
    /// Of a rule: the entity that it is about.
    public var subject: String?
    /// Of a rule and a clause: what a run came to, where one is shown.
    public var outcome: Outcome?
  }

  /// Why one node leads to another.
  public enum Role: String, Sendable, CaseIterable {
    /// From a policy to its clauses, from those to their rules.
    case part
    /// A rule's condition of application, and what it checks.
    case when, check
    /// A rule's question to a person.
    case asks
    /// From an operation to what it is of.
    case of
    /// From a condition or a fact to what it reads.
    case reads
  }

  /// An arrow.
  public struct Edge: Hashable, Sendable {
    /// Positions in `nodes`.
    public var from: Int
    public var to: Int
    public var role: Role
  }

  /// A node of the rule graph, which is what the conditions mean.
  public struct Operation: Sendable {
    public var id: String
    public var home: String
    /// As the graph's canonical form writes it.
    public var text: String
    public var arguments: [String]
  }

  /// What a run came to.
  public struct Outcome: Sendable {
    public var verdict: Verdict
    public var isWaived: Bool
    /// How often each verdict was given, those that were not left out, in the order of `Verdict`.
    public var counts: [(verdict: Verdict, count: Int)]

    public init(verdict: Verdict, isWaived: Bool, counts: [(verdict: Verdict, count: Int)]) {
      self.verdict = verdict
      self.isWaived = isWaived
      self.counts = counts
    }
  }

  /// The policy's id and version.
  public var policy: String
  public var version: String
  /// Number and issuer of the advisory, as far as it has them.
  public var advisory: String
  /// The day for which the policy was compiled.
  public var asOf: CalendarDate
  /// What a part of the policy is shown of: `clause B1.default_password`; nil for the whole.
  public var part: String?
  /// What the verdicts shown are of; nil where none are.
  public var run: String?
  /// In the order of the document, each before what it leads to first.
  public var nodes: [Node] = []
  public var edges: [Edge] = []
  /// The rule graph's nodes that the rules shown need, arguments before their uses.
  public var operations: [Operation] = []
  /// SHA-256 of the whole rule graph's canonical form, as a run carries it.
  public var ruleGraphDigest: String

  /// - Complexity: O(nodes)
  public func node(_ id: String) -> Node? { nodes.first { $0.id == id } }
}
