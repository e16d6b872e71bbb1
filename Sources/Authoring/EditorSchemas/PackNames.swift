import Policies
import Schema

/// What the loaded policies and their schema name: an editor completes by it, and calls anything else a mistake.
public struct PackNames: Sendable {
  /// In the order of the library.
  let policies: [Policy]
  let schema: InventorySchema?
  /// The schema and the catalogs, each once, in the order of their first use.
  let tables: [String]
  /// The catalogs, each once.
  let catalogs: [CatalogDeclaration]

  public init(_ loaded: [LoadedPolicy]) {
    policies = loaded.map(\.policy)
    schema = loaded.first?.schema
    var seen: Set<String> = []
    var known: Set<String> = []
    catalogs = loaded.flatMap(\.catalogs).filter { known.insert($0.name).inserted }
    tables = loaded.flatMap { [$0.schema.name] + $0.catalogs.map(\.name) }.filter { seen.insert($0).inserted }
  }

  /// The names of a kind, each once; empty where nothing is known or any name will do.
  func known(_ kind: NameKind) -> [String] {
    let all: [String] =
      switch kind {
      case .id, .identifier, .dotted, .free: []
      case .policy: policies.map(\.id)
      case .qualifiedRule: policies.flatMap { policy in policy.rules.map { "\(policy.id)/\($0.id)" } }
      case .rule: policies.flatMap { $0.rules.map(\.id) }
      case .clause: policies.flatMap { $0.advisory.clauses.map(\.id) }
      case .parameter: policies.flatMap { $0.parameters.map(\.name) }
      case .entity: schema?.entities.map(\.name) ?? []
      case .member: schema?.entities.flatMap { $0.attributes.map(\.name) + $0.toOneRelations.map(\.name) } ?? []
      case .section: schema?.sections ?? []
      case .table: tables
      case .type: AttributeType.simpleNames + AttributeType.simpleNames.map { "list<\($0)>" }
      }
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// What a name means, for people.
  func doc(_ kind: NameKind, _ name: String) -> String? {
    switch kind {
    case .policy: policies.first { $0.id == name }?.title.text(.en)
    case .rule: policies.lazy.compactMap { $0.rule(name) }.first?.title.text(.en)
    case .parameter: policies.lazy.compactMap { $0.parameter(name) }.first?.doc.text(.en)
    case .entity: schema?[name]?.doc.text(.en)
    default: nil
    }
  }
}
