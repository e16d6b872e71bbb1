import Diagnostics
import Formats

/// What the decoders of a document found wrong so far. Shared by every reader of one document, so that a mistake in
/// one place keeps nobody from reading on.
public final class DecodingLog {
  public private(set) var diagnostics = DiagnosticList()

  /// Told of every mapping that was read, and of the keys that it may have: what else knows of keys is held against the
  /// decoders by it.
  public var onMapping: ((_ what: String, _ keys: [String]) -> Void)?

  public init() {}

  public func add(_ diagnostic: Diagnostic) { diagnostics.add(diagnostic) }

  /// Reports what is wrong with the kind of a node.
  func expected(_ what: String, found node: YAMLNode, help: [String] = []) {
    add(.wrongKind(expected: what, found: node.kindInWords, at: node.headSpan, help: help))
  }
}

extension DecodingLog {
  /// The items of a sequence, or nil after saying that it is none.
  public func list(_ node: YAMLNode, as what: @autoclosure () -> String) -> [YAMLNode]? {
    guard case .sequence(let items) = node.kind, node.tag == nil else {
      expected(what(), found: node, help: node.scalar == nil ? [] : ["write a list: `[a, b]`, or one `- ` per line"])
      return nil
    }
    return items
  }

  /// The items of a sequence, or a scalar as a list of one.
  public func listOrOne(_ node: YAMLNode, as what: @autoclosure () -> String) -> [YAMLNode]? {
    if let scalar = node.scalar, !scalar.isNull { return [node] }
    return list(node, as: what())
  }

  /// The entries of a mapping whose keys are names of the author's own, or nil after saying that it is none.
  public func entries(_ node: YAMLNode, as what: @autoclosure () -> String) -> [(
    key: Located<String>, value: YAMLNode
  )]? {
    guard case .mapping(let entries) = node.kind, node.tag == nil else {
      expected(what(), found: node)
      return nil
    }
    return entries.compactMap { entry in
      guard let key = entry.key.text else {
        expected("a name", found: entry.key)
        return nil
      }
      return (Located(key, entry.key.span), entry.value)
    }
  }

  /// How many names are compared one by one.
  private static let few = 24

  /// Reports every name that is there a second time.
  public func unique(_ names: some Sequence<Located<String>>, as what: @autoclosure () -> String) {
    let names = names.filter { !$0.value.isEmpty }
    // Few are compared one by one: that is less work than to hash them.
    if names.count <= DecodingLog.few {
      for (place, name) in names.enumerated() {
        guard let first = names[..<place].first(where: { $0.value == name.value }) else { continue }
        add(.duplicateName(name.value, what: what(), at: name.span, first: first.span))
      }
      return
    }
    var seen = Set<String>(minimumCapacity: names.count)
    if names.allSatisfy({ seen.insert($0.value).inserted }) { return }
    var first: [String: Span] = [:]
    for name in names {
      if let before = first[name.value] {
        add(.duplicateName(name.value, what: what(), at: name.span, first: before))
      } else {
        first[name.value] = name.span
      }
    }
  }
}

extension YAMLNode {
  /// Where to point when something is missing from a node or wrong with the whole of it: a mapping's first key or a
  /// sequence's first item, so that the carets do not run over many lines.
  public var headSpan: Span {
    switch kind {
    case .scalar: span
    case .sequence(let items): items.first.map(\.headSpan) ?? span
    case .mapping(let entries): entries.first?.key.span ?? span
    }
  }

  var kindInWords: String {
    if let tag { return "the tag `\(tag)`" }
    switch kind {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar(let scalar):
      if scalar.isNull { return "nothing" }
      if scalar.text.count > 40 { return "a text" }
      return scalar.style == .plain ? "`\(scalar.text)`" : "the text `\(scalar.text)`"
    }
  }
}

extension YAMLScalar {
  /// Whether it is YAML's null: nothing at all, `~` or `null`, without quotes.
  public var isNull: Bool {
    guard style == .plain, mayBeWord else { return false }
    switch text {
    case "", "~", "null", "Null", "NULL": return true
    default: return false
    }
  }

  /// The boolean that a plain scalar is by YAML 1.2's core schema.
  public var plainBool: Bool? {
    guard style == .plain, mayBeWord else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }
}
