import Diagnostics

/// YAML as configuration programs write it: merge keys are merged, tags of their own make a value a template, and what
/// is only odd is a warning.
struct YAMLConfiguration {
  let source: Source
  let limits: ConfigurationLimits
  let templates: TemplateSyntax
  private(set) var diagnostics: [Diagnostic] = []
  /// Entries that merging has written so far.
  private var merged = 0
  private var refusedMerge = false

  init(source: Source, limits: ConfigurationLimits, templates: TemplateSyntax) {
    self.source = source
    self.limits = limits
    self.templates = templates
  }

  static func read(
    _ source: Source, limits: ConfigurationLimits, templates: TemplateSyntax
  ) -> ConfigurationParts {
    let yaml = YAMLLimits(bytes: limits.bytes, depth: limits.depth, nodes: limits.nodes)
    let (documents, found) = YAMLReader.read(source, limits: yaml, keepsMergeKeys: true)
    var parts = ConfigurationParts()
    parts.isStream = true
    var reading = YAMLConfiguration(source: source, limits: limits, templates: templates)
    parts.roots = documents.map { Self.settings(reading.node($0)) }
    for var diagnostic in found.all {
      switch diagnostic.code {
      // Programs differ in what they make of these; the values in question are unreadable.
      case .yamlDuplicateKey, .yamlTag: diagnostic.severity = .warning
      case .yamlKey:
        diagnostic.severity = .warning
        parts.hasOddKeys = true
      default: break
      }
      parts.diagnostics.append(diagnostic)
    }
    parts.diagnostics += reading.diagnostics
    // Nothing but comments is an empty document, as every reader takes it.
    if parts.roots.isEmpty, !parts.hasErrors {
      parts.roots = [Self.settings(ConfigurationNode(.null, at: Span(source: source, range: 0..<0)))]
    }
    parts.comments = YAMLComments.ranges(in: source, documents: documents)
    return parts
  }

  /// A document in which nothing is written has no settings: an empty mapping, as in every other format. A `null` that
  /// somebody wrote stays one.
  private static func settings(_ root: ConfigurationNode) -> ConfigurationNode {
    guard case .null = root.kind, root.place.range.isEmpty else { return root }
    return ConfigurationNode(.map([]), at: root.place)
  }

  private mutating func node(_ node: YAMLNode) -> ConfigurationNode {
    if let tag = node.tag, let span = node.tagSpan {
      // `!secret name`, `!include file`, `!Ref Resource`, `!vault |`: only its program knows what it makes of it.
      return ConfigurationNode(.template(source.isConfidential ? tag : span.text), at: node.span)
    }
    switch node.kind {
    case .sequence(let items):
      return ConfigurationNode(.list(items.map { self.node($0) }), at: node.span)
    case .mapping(let entries): return mapping(entries, at: node.span)
    case .scalar(let scalar): return ConfigurationNode(kind(of: scalar, node), at: node.span)
    }
  }

  private func kind(of scalar: YAMLScalar, _ node: YAMLNode) -> ConfigurationNode.Kind {
    if node.tagSpan != nil, scalar.coreTag == nil || !scalar.fitsTag {
      return .unreadable(reason: "its tag is not one of YAML's core schema, or does not fit it")
    }
    switch scalar.resolved {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .double(let value): return .double(value)
    case .string(let text):
      return templates.isTemplate(text) ? .template(text) : .string(text)
    }
  }

  private mutating func mapping(_ entries: [YAMLNode.Entry], at span: Span) -> ConfigurationNode {
    var map = ConfigurationMap(at: span)
    var merges: [YAMLNode] = []
    for entry in entries {
      guard let key = entry.key.scalar else {
        // A list or a mapping as a key: nobody can ask for it.
        map.isOpen = true
        continue
      }
      if key.style == .plain, key.text == "<<" {
        merges.append(entry.value)
        continue
      }
      if templates.isTemplate(key.text) || entry.key.tag != nil { map.isOpen = true }
      map.add(key.text, at: entry.key.span, node(entry.value))
    }
    for merge in merges { self.merge(merge, into: &map) }
    return map.node
  }

  /// Adds what a merge key names behind the mapping's own entries; of several the first to have a key gives its value.
  private mutating func merge(_ node: YAMLNode, into map: inout ConfigurationMap) {
    guard node.tag == nil else {
      map.isOpen = true
      return
    }
    switch node.kind {
    case .mapping(let entries):
      merged += entries.count
      guard merged <= limits.nodes else {
        if !refusedMerge { diagnostics.append(ConfigurationDiagnostics.tooLarge(node.span, limit: limits.nodes)) }
        refusedMerge = true
        map.isOpen = true
        return
      }
      let source = mapping(entries, at: node.span)
      if source.isOpen { map.isOpen = true }
      guard case .map(let added) = source.kind else { return }
      for entry in added { map.addMissing(entry) }
    case .sequence(let items):
      for item in items { merge(item, into: &map) }
    case .scalar(let scalar):
      if case .null = scalar.resolved { return }
      map.isOpen = true
      if templates.isTemplate(scalar.text) { return }
      diagnostics.append(ConfigurationDiagnostics.mergeOfNoMapping(node.span))
    }
  }
}
