import Diagnostics

/// JSON, with comments or without, as configuration.
struct JSONConfiguration {
  let templates: TemplateSyntax
  let limits: ConfigurationLimits
  private var nodes = 0

  init(templates: TemplateSyntax, limits: ConfigurationLimits) {
    self.templates = templates
    self.limits = limits
  }

  static func read(
    _ source: Source, isStrict: Bool, limits: ConfigurationLimits, templates: TemplateSyntax
  ) -> ConfigurationParts {
    let result = JSONReader.readRelaxed(source, limits: JSONLimits(depth: limits.depth))
    var parts = ConfigurationParts()
    parts.diagnostics = result.diagnostics.all
    parts.comments = result.comments
    var reading = JSONConfiguration(templates: templates, limits: limits)
    if let root = result.root {
      parts.roots = [reading.node(root)]
      if reading.nodes > limits.nodes {
        parts.diagnostics.append(ConfigurationDiagnostics.tooLarge(root.span, limit: limits.nodes))
      }
    }
    guard isStrict else { return parts }
    if let first = result.comments.first {
      let span = Span(source: source, range: first.lowerBound..<min(first.lowerBound + 2, first.upperBound))
      parts.diagnostics.append(JSONDiagnostics.notStrict(span, "a comment"))
    }
    if let first = result.trailingCommas.first {
      parts.diagnostics.append(
        JSONDiagnostics.notStrict(Span(source: source, range: first), "a comma before a bracket"))
    }
    return parts
  }

  /// XML as a tree, below the name of its outermost element.
  static func xml(
    _ source: Source, limits: ConfigurationLimits, templates: TemplateSyntax
  ) -> ConfigurationParts {
    let result = XMLReader.read(source, limits: XMLLimits(depth: limits.depth, nodes: limits.nodes))
    var parts = ConfigurationParts()
    parts.diagnostics = result.diagnostics.all
    parts.source = result.source
    parts.comments = result.comments
    guard let root = result.root else { return parts }
    var reading = JSONConfiguration(templates: templates, limits: limits)
    let value = reading.node(JSONNode(root))
    let entry = ConfigurationNode.Entry(key: root.name.local, keyPlace: root.span, value: value)
    parts.roots = [ConfigurationNode(.map([entry]), at: root.span, isOpen: !result.isWhole)]
    return parts
  }

  private mutating func node(_ node: JSONNode) -> ConfigurationNode {
    nodes += 1
    guard nodes <= limits.nodes else {
      return ConfigurationNode(.unreadable(reason: "it is beyond the size limit"), at: node.span)
    }
    switch node.kind {
    case .null: return ConfigurationNode(.null, at: node.span)
    case .bool(let value): return ConfigurationNode(.bool(value), at: node.span)
    case .number(let text): return ConfigurationNode(Self.number(text), at: node.span)
    case .string(let text):
      return ConfigurationNode(templates.isTemplate(text) ? .template(text) : .string(text), at: node.span)
    case .unreadable(_, let reason): return ConfigurationNode(.unreadable(reason: reason), at: node.span)
    case .array(let items):
      return ConfigurationNode(.list(items.map { self.node($0) }), at: node.span, isOpen: !node.isWhole)
    case .object(let members):
      var map = ConfigurationMap(at: node.span)
      map.isOpen = !node.isWhole
      for member in members {
        if templates.isTemplate(member.name) { map.isOpen = true }
        map.add(member.name, at: member.nameSpan, self.node(member.value))
      }
      return map.node
    }
  }

  /// A number as written: whole if it is written so and fits 64 bits.
  static func number(_ text: String) -> ConfigurationNode.Kind {
    if let value = Int64(text) { return .int(value) }
    if let value = Double(text) { return .double(value) }
    return .unreadable(reason: "it is not a number")
  }
}
