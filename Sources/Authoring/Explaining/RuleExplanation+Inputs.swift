import CEL
import Planning
import Policies
import Schema
import Values

extension RuleExplanation {
  /// The nodes of a kind that the rule reads, by name.
  private func nodes(_ kind: PolicyGraph.Kind) -> [PolicyGraph.Node] {
    graph.nodes.filter { $0.kind == kind }.sorted { $0.name < $1.name }
  }

  private func split(_ name: String) -> (entity: EntityType, member: String)? {
    guard let dot = name.firstIndex(of: "."), let entity = compiled.schema[String(name[..<dot])] else { return nil }
    return (entity, String(name[name.index(after: dot)...]))
  }

  // MARK: What leaves it undecided

  func undecided(_ rule: CompiledRule) -> [String] {
    var lines: [String] = []
    let attributes = nodes(.attribute).map(\.name)
    if !attributes.isEmpty {
      lines.append(
        word(
          "một giá trị quyết định còn thiếu, không đọc được, quá cũ hoặc mâu thuẫn: \(attributes.joined(separator: ", "))",
          "a value that would decide is missing, unreadable, too old or contradictory: \(attributes.joined(separator: ", "))"
        ))
    }
    for node in nodes(.relation) {
      guard let (entity, name) = split(node.name), let many = entity.relation(name)?.many else { continue }
      let sections = many.closedBy.joined(separator: ", ")
      lines.append(
        word(
          "không thấy gì trong \(node.name), mà nguồn đầy đủ của \(sections) không bao quát \(entity.name) đó",
          "nothing was seen in \(node.name), and no complete source of \(sections) covers that \(entity.name)"))
    }
    for node in nodes(.catalog) {
      lines.append(
        word(
          "danh mục \(node.name) không có dòng nào ứng với nó, hoặc có nhiều dòng khác nhau",
          "the catalog \(node.name) has no row for it, or several that differ"))
    }
    for reason in reasons(rule) {
      lines.append(word("quy tắc tự nói: \(reason)", "the rule says so itself: \(reason)"))
    }
    if lines.isEmpty, rule.check == nil {
      lines.append(
        word("chưa có xác nhận còn hiệu lực: notchecked", "there is no attestation in force: then it is notchecked"))
    }
    return lines
  }

  /// What `undecided('...')` says in the rule and in the facts it reads.
  private func reasons(_ rule: CompiledRule) -> [String] {
    var found: [String] = []
    let facts = nodes(.fact).compactMap { node -> CheckedExpression? in
      split(node.name).flatMap { compiled.facts[FactKey(entity: $0.entity.name, name: $0.member)] }
    }
    for checked in [rule.when?.expression, rule.check?.expression].compactMap({ $0 }) + facts {
      checked.root.forEach { node in
        guard case .call("undecided", nil, let arguments) = node.kind,
          case .literal(let text)? = arguments.first?.kind
        else { return }
        let reason = ValueLiteral.text(of: text, limit: 200)
        if !found.contains(reason) { found.append(reason) }
      }
    }
    return found
  }

  // MARK: What it rests on

  func facts() -> [String] {
    nodes(.fact).flatMap { node -> [String] in
      guard let (entity, name) = split(node.name),
        let checked = compiled.facts[FactKey(entity: entity.name, name: name)]
      else { return [] }
      let wording = wording(checked)
      if checked.type == .bool {
        let lines = wording.outline(checked.root)
        return ["\(node.name)"]
          + lines.map { String(repeating: "  ", count: $0.depth + 1) + ($0.depth == 0 ? "" : "- ") + $0.text }
      }
      return [node.name, "  " + wording.noun(checked.root)]
    }
  }

  func inputs() -> [String] {
    var lines: [String] = []
    for node in nodes(.attribute) {
      guard let (entity, name) = split(node.name), let attribute = entity.attribute(name) else { continue }
      let words = attribute.vocabulary.map { ": " + $0.joined(separator: ", ") } ?? ""
      let headers = attribute.synonyms.prefix(4).joined(separator: ", ")
      let also = headers.isEmpty ? "" : word("; cột: \(headers)", "; columns: \(headers)")
      let doc = attribute.doc.text(language)
      lines.append("\(node.name)  \(attribute.type)\(words)\(also)" + (doc.isEmpty ? "" : " — \(doc)"))
    }
    for node in nodes(.relation) {
      guard let (entity, name) = split(node.name), let relation = entity.relation(name) else { continue }
      guard let many = relation.many else {
        lines.append("\(node.name)  " + word("một \(relation.entity)", "one \(relation.entity)"))
        continue
      }
      let limits = many.closedBy.map { section in
        let days = compiled.policy.freshness.first { $0.section.value == section }?.days
        return section + (days.map { word(" (không quá \($0) ngày)", " (not older than \($0) days)") } ?? "")
      }
      lines.append(
        "\(node.name)  "
          + word(
            "nhiều \(relation.entity); đủ khi có nguồn đầy đủ của ",
            "many \(relation.entity); closed by complete sources of ")
          + limits.joined(separator: ", "))
    }
    return lines
  }

  func parameters() -> [String] {
    nodes(.parameter).compactMap { node in
      guard let declaration = compiled.policy.parameter(node.name) else { return nil }
      let value = ValueLiteral.text(of: compiled.parameters[node.name] ?? declaration.default, limit: 200)
      let standard = ValueLiteral.text(of: declaration.default, limit: 200)
      let other = value == standard ? "" : word(" (mặc định \(standard))", " (default \(standard))")
      let doc = declaration.doc.text(language)
      return "\(node.name) = \(value)\(other)" + (doc.isEmpty ? "" : " — \(doc)")
    }
  }

  func catalogs() -> [String] {
    nodes(.catalog).compactMap { node in
      guard let catalog = compiled.catalogs.first(where: { $0.name == node.name }) else { return nil }
      let rows = word("\(catalog.rows.count) dòng", catalog.rows.count == 1 ? "1 row" : "\(catalog.rows.count) rows")
      var parts = [rows]
      if let day = catalog.asOf {
        let age = Int64(day.days(to: compiled.asOf))
        parts.append(
          age >= 0
            ? word("ngày \(day), \(age) ngày tuổi", "of \(day), \(age) days old") : word("ngày \(day)", "of \(day)"))
      } else {
        parts.append(word("không ghi ngày", "undated"))
      }
      let leads = catalog.rows.count(where: \.isUnchecked)
      if leads > 0 { parts.append(word("\(leads) dòng chưa kiểm chứng", "\(leads) unchecked")) }
      if let origin = catalog.origin { parts.append(origin) }
      return "\(node.name)  \(parts.joined(separator: "; "))"
    }
  }
}
