/// What may stand at a place of a document.
///
/// One table of shapes (`DocumentMapping`) serves everybody: by it the formatter orders keys and finds the expressions,
/// and editors complete and check. That the decoders know the same keys is held by a test.
public indirect enum ValueShape: Sendable {
  /// A scalar, taken as it is written: `9.80` is not 9.8.
  case text
  /// A text for people: one for all languages, or one for each.
  case prose
  /// Of CEL.
  case expression
  case flag
  /// `2026-01-15`.
  case day
  case number(ClosedRange<Int>)
  /// One of a closed list of words.
  case word([String])
  /// A name that means something elsewhere, or one of the author's own.
  case name(NameKind)
  case list(ValueShape)
  /// A list, or one item without brackets.
  case oneOrMore(ValueShape)
  case mapping(DocumentMapping)
  /// A mapping from names to values of one shape.
  case table(NameKind, ValueShape)
  case either([ValueShape])
  /// The rows of a test, by entity.
  case rows
  /// A profile's settings of parameters, by policy.
  case settings
  case anything
}

/// What a name in a document means.
public enum NameKind: Sendable, Hashable {
  /// A new one, for files and references: letters, digits, `.`, `_` and `-`.
  case id
  /// A new one that expressions write.
  case identifier
  /// A new one with dots: `password.state`.
  case dotted
  /// Anything: a header, a question.
  case free
  case policy
  /// `policy/rule`.
  case qualifiedRule
  /// A rule whose policy is plain from the context.
  case rule
  case clause
  case parameter
  case entity
  /// An attribute or to-one relation of some entity.
  case member
  /// What a source may cover: `camera`, `account.camera`.
  case section
  /// A schema or a catalog.
  case table
  /// `text`, `list<text>`.
  case type
}

extension ValueShape {
  /// What stands under a key; of a list the items are what the list is said to be.
  func child(_ key: String) -> ValueShape {
    switch self {
    case .mapping(let mapping): return mapping.key(key)?.shape ?? .anything
    case .table(_, let value): return value
    case .list(let item), .oneOrMore(let item): return item.child(key)
    case .prose: return .text
    case .either(let shapes):
      for shape in shapes { if shape.holdsKeys { return shape.child(key) } }
      return .anything
    default: return .anything
    }
  }

  /// The keys of a mapping in their order. Those that are not listed stand behind them, in the order in which they were.
  var order: [String] {
    switch self {
    case .mapping(let mapping): return mapping.keys.map(\.name)
    case .list(let item), .oneOrMore(let item): return item.order
    case .prose: return ["vi", "en"]
    case .either(let shapes): return shapes.first(where: \.holdsKeys)?.order ?? []
    default: return []
    }
  }

  var isExpression: Bool { if case .expression = self { true } else { false } }

  private var holdsKeys: Bool {
    switch self {
    case .mapping, .table, .prose: true
    case .list(let item), .oneOrMore(let item): item.holdsKeys
    default: false
    }
  }
}
