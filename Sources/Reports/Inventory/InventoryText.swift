import Diagnostics
import Schema
import Values

/// An inventory's overview for a terminal.
public struct InventoryText {
  private let overview: InventoryOverview
  private let words: any InventoryWords
  private var page: TextPage
  /// How many items of one kind are listed before the rest is counted; nil lists all.
  private let limit: Int?

  public init(
    _ overview: InventoryOverview, language: Language, usesColour: Bool = false, width: Int = 100, limit: Int? = 10
  ) {
    self.overview = overview
    words = language == .vi ? VietnameseInventoryWords() : EnglishInventoryWords()
    page = TextPage(width: width, usesColour: usesColour)
    self.limit = limit
  }

  /// The page, in UTF-8.
  public mutating func bytes() -> [UInt8] {
    let title = words.title(asOf: overview.asOf.description, zone: overview.zone, chosenBy: overview.zoneOrigin)
    page.line(page.paint("kiem inventory", .strong) + "  " + title)
    if let row = overview.row {
      show(row)
      return page.take()
    }
    files()
    subjects()
    merges()
    conflicts()
    sharedKeys()
    relations()
    for policy in overview.policies { gaps(policy) }
    proposal()
    return page.take()
  }

  private mutating func heading(_ text: String) {
    page.line()
    page.line("  " + page.paint(text, .strong))
  }

  /// The first items of a list; the others are counted on a line of their own.
  private mutating func listing<Item>(_ items: [Item], indent: Int = 4, _ body: (inout InventoryText, Item) -> Void) {
    let shown = items.prefix(limit ?? items.count)
    for item in shown { body(&self, item) }
    let rest = items.count - shown.count
    if rest > 0 { page.line(TextLayout.spaces(indent) + page.paint(words.more(rest), .faint)) }
  }

  /// Items on one paragraph, the first of them; `a, b and 7 more`.
  private func joined(_ items: [String], separator: String = ", ") -> String {
    let shown = items.prefix(limit ?? items.count)
    let text = shown.joined(separator: separator)
    let rest = items.count - shown.count
    return rest > 0 ? "\(text)\(separator)\(words.more(rest))" : text
  }

  // MARK: Files

  private mutating func files() {
    page.line()
    guard !overview.files.isEmpty else {
      page.line("  " + page.paint(words.files, .strong))
      page.line("    " + words.noFiles)
      return notRead()
    }
    let names = overview.files.map { file in file.part.map { "\(file.path)[\($0)]" } ?? file.path }
    let name = min(max(names.map(width).max() ?? 0, 12), 30)
    let entity = min(max(overview.files.map { width($0.entity) }.max() ?? 0, 5), 12)
    let tools = overview.files.map { file -> String in
      let format = [file.tool, file.format].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
      // What the content told stands below, in words.
      return file.recognition == "content" ? format : "\(format), \(words.recognition(file.recognition))"
    }
    let tool = min(max(tools.map(width).max() ?? 0, 7), 28)
    let margin = 4 + name + 2
    let columns =
      TextLayout.left(words.holds, entity + 2) + TextLayout.left(words.readAs, tool + 2)
      + TextLayout.right(words.rows, 7) + "  " + TextLayout.left(words.collected, 12)
    let start = "  " + page.paint(words.files, .strong) + TextLayout.spaces(margin - 2 - width(words.files))
    page.line(start + page.paint(columns + words.proves, .faint))
    // Of a repository's configuration files there are thousands, and one is like the other.
    var documents = 0
    for (index, file) in overview.files.enumerated() {
      if file.entity == DocumentEntity.name {
        documents += 1
        if documents > limit ?? documents { continue }
      }
      if width(names[index]) > name { page.line("    " + names[index]) }
      let first = width(names[index]) > name ? "" : names[index]
      let start =
        TextLayout.left("    " + first, margin) + TextLayout.left(file.entity, entity + 2)
        + TextLayout.left(tools[index], tool + 2) + TextLayout.right(String(file.records), 7) + "  "
        + TextLayout.left(file.collected?.description ?? words.undated, 12)
      let lines = proofs(file, width: page.width - width(start))
      for (index, line) in lines.enumerated() {
        page.line((index == 0 ? start : TextLayout.spaces(width(start))) + line)
      }
      details(file)
    }
    let rest = documents - (limit ?? documents)
    if rest > 0 { page.line("    " + page.paint(words.more(rest), .faint)) }
    notRead()
  }

  private mutating func notRead() {
    guard !overview.skipped.isEmpty else { return }
    heading(words.notRead)
    listing(overview.skipped) { text, skipped in
      text.page.paragraph("\(skipped.path): \(skipped.reason)", indent: 8, lead: "    ", isHeading: true)
    }
  }

  private func width(_ text: String) -> Int { TerminalText.width(TerminalText.visible(text)) }

  private func proofs(_ file: InventoryOverview.File, width: Int) -> [String] {
    let lines = Coverage.allCases.compactMap { level -> String? in
      let sections = file.coverage.filter { $0.level == level }.map(\.section)
      return sections.isEmpty
        ? nil
        : "\(sections.joined(separator: ", ")): \(words.level(level))"
          .replacing(", \(file.entity).", with: ", .")
    }
    return lines.isEmpty ? [""] : lines.flatMap { TextLayout.wrap($0, width: max(width, 20)) }
  }

  /// What is remarkable about a file, each on a paragraph below its row.
  private mutating func details(_ file: InventoryOverview.File) {
    func note(_ text: String, _ style: TextPage.Style?) {
      page.paragraph(text, indent: 10, lead: "        ", style: style, isHeading: true)
    }
    if file.isGuess {
      note(words.guessed(file.because), .doubtful)
    } else if file.recognition == "content", file.entity != DocumentEntity.name {
      note(words.why(file.because), .faint)
    }
    if let encoding = file.encoding, encoding != "utf-8" { note(words.encoding(encoding, file.encodingOrigin), .faint) }
    let isTitled = file.ignored.contains { $0.reason == "title" }
    if let line = file.headerLine, line != 1 || isTitled || !file.isHeaderCertain {
      let isDoubtful = !file.isHeaderCertain || line == 0
      note(words.header(line, isCertain: file.isHeaderCertain), isDoubtful ? .doubtful : .faint)
    }
    if file.isHidden { note(words.hiddenSheet, .doubtful) }
    if !file.hiddenRows.isEmpty {
      note("\(words.hiddenRows(file.hiddenRows.count)) \(joined(file.hiddenRows.map { ":\($0)" }))", .doubtful)
    }
    if let host = file.host { note(words.host(host), host.origin == "manifest" ? nil : .doubtful) }
    if !file.unmapped.isEmpty {
      note("\(words.unmapped(file.unmapped.count)) \(unmapped(file))", file.tool == nil ? nil : .faint)
    }
    if !file.unreadable.isEmpty {
      let values = file.unreadable.map { value in
        ":\(value.place.line > 0 ? value.place.line : value.place.row) \(value.member) \"\(value.raw)\" (\(value.reason))"
      }
      note("\(words.unreadable(values.count)) \(joined(values, separator: "; "))", .doubtful)
    }
    if !file.damaged.isEmpty {
      let places = file.damaged.map { ":\($0.line > 0 ? $0.line : $0.row)" }
      note("\(words.damaged(places.count)) \(joined(places))", .doubtful)
    }
    if !file.ignored.isEmpty {
      let total = file.ignored.reduce(0) { $0 + $1.count }
      note(
        "\(words.ignored(total)) \(joined(file.ignored.map { words.ignored($0, isAlone: file.ignored.count == 1) }, separator: "; "))",
        nil)
    }
    for reason in file.losses { note(words.lost(reason), .doubtful) }
    for claim in file.coverage {
      guard let weakened = claim.weakened else { continue }
      note(words.weakened(claim.section, from: weakened.from, reason: weakened.reason), .doubtful)
    }
    if !file.staleFor.isEmpty { note(words.staleFor(file.staleFor), .doubtful) }
  }

  /// The columns that were not used, those with a suggestion first, the others by reason.
  private func unmapped(_ file: InventoryOverview.File) -> String {
    var items = file.unmapped.compactMap { column in
      column.suggestion.map { "\"\(column.header)\" (\(words.didYouMean($0)))" }
    }
    items = items.isEmpty ? [] : [joined(items)]
    var byReason: [(reason: String, headers: [String])] = []
    for column in file.unmapped where column.suggestion == nil {
      if let known = byReason.firstIndex(where: { $0.reason == column.reason }) {
        byReason[known].headers.append("\"\(column.header)\"")
      } else {
        byReason.append((column.reason, ["\"\(column.header)\""]))
      }
    }
    items += byReason.map { $0.reason.isEmpty ? joined($0.headers) : "\(joined($0.headers)) (\($0.reason))" }
    return items.joined(separator: "; ")
  }

  // MARK: Subjects

  private mutating func subjects() {
    guard !overview.entities.isEmpty else { return }
    let name = max(overview.entities.map { width($0.entity) }.max() ?? 0, 12)
    let headings = [
      words.all, words.registered, words.unregistered, words.namedOnly, words.records, words.repeated,
    ]
    page.line()
    let columns = headings.map { TextLayout.right($0, max(width($0), 5) + 2) }.joined()
    let start = "  " + page.paint(words.subjects, .strong)
    page.line(start + TextLayout.spaces(4 + name - 2 - width(words.subjects)) + page.paint(columns, .faint))
    for entity in overview.entities {
      let numbers: [String] = [
        String(entity.subjects), entity.registered.map { String($0) } ?? "·",
        entity.registered == nil ? "·" : String(entity.unregistered.count), String(entity.namedOnly.count),
        String(entity.records), String(entity.duplicates),
      ]
      let cells = zip(numbers, headings).map { number, heading in
        TextLayout.right(number == "0" ? "·" : number, max(width(heading), 5) + 2)
      }
      page.line(TextLayout.left("    " + entity.entity, 4 + name) + cells.joined())
      for (label, ids) in [(words.unregistered, entity.unregistered), (words.namedOnly, entity.namedOnly)]
      where !ids.isEmpty {
        page.paragraph("\(label): \(joined(ids))", indent: 10, lead: "        ", style: .doubtful, isHeading: true)
      }
    }
  }

  private func called(_ name: String, _ subject: String) -> String {
    name.isEmpty || name == subject || subject.hasPrefix(name + "#") ? subject : "\(name) [\(subject)]"
  }

  private mutating func merges() {
    guard !overview.merges.isEmpty else { return }
    heading(words.merged(overview.merges.count))
    listing(overview.merges) { text, merge in
      text.page.line("    \(merge.entity) \(text.called(merge.name, merge.subject))")
      text.show(merge.joins)
    }
  }

  /// Records with the key that ties each to the others, those of one key together.
  private mutating func show(_ joins: [InventoryOverview.Join]) {
    var groups: [(key: String, places: [String])] = []
    for join in joins {
      let key = join.members.isEmpty ? words.byOthers : words.by(join.members, join.key)
      if let known = groups.firstIndex(where: { $0.key.lowercased() == key.lowercased() }) {
        groups[known].places.append(join.place.text)
      } else {
        groups.append((key, [join.place.text]))
      }
    }
    for group in groups {
      page.paragraph("\(joined(group.places)) · \(group.key)", indent: 10, lead: "        ", isHeading: true)
    }
  }

  private mutating func conflicts() {
    guard !overview.conflicts.isEmpty else { return }
    heading(words.conflicts(overview.conflicts.count))
    listing(overview.conflicts) { text, conflict in
      let who = text.called(conflict.name, conflict.subject)
      text.page.line("    \(conflict.entity) \(who)  \(conflict.member)")
      let shown = conflict.values.map { "\"\($0.raw)\"" }
      let widest = min(shown.map(text.width).max() ?? 0, 48)
      for (value, raw) in zip(conflict.values, shown) {
        let day = value.collected?.description ?? text.words.undated
        let origin = "\(value.place.text), \(day)\(value.isDeclared ? ", \(text.words.declared)" : "")"
        if text.width(raw) > widest {
          text.page.paragraph(raw, indent: 8)
          text.page.line(TextLayout.spaces(10) + origin)
        } else {
          text.page.line(TextLayout.spaces(8) + TextLayout.left(raw, widest) + "  " + origin)
        }
      }
    }
  }

  private mutating func sharedKeys() {
    guard !overview.sharedKeys.isEmpty else { return }
    heading(words.sharedKeys(overview.sharedKeys.count))
    listing(overview.sharedKeys) { text, key in
      text.page.paragraph(key, indent: 6, lead: "    ", isHeading: true)
    }
  }

  // MARK: What is proven and what is missing

  private mutating func relations() {
    guard !overview.relations.isEmpty else { return }
    let name = max(overview.relations.map { width($0.name) }.max() ?? 0, width(words.completeLists))
    page.line()
    let columns = TextLayout.right(words.wholeFor, 7) + TextLayout.right(words.of, 7) + "  " + words.notFor
    let start = "  " + page.paint(words.completeLists, .strong)
    page.line(start + TextLayout.spaces(4 + name - 2 - width(words.completeLists)) + page.paint(columns, .faint))
    for relation in overview.relations {
      let whole = relation.total - relation.open.count
      let line =
        TextLayout.left("    " + relation.name, 4 + name) + TextLayout.right(String(whole), 7)
        + TextLayout.right(String(relation.total), 7)
      var rest = relation.isOverTime && whole > 0 ? "(\(words.overTime))" : ""
      if relation.total > 0, whole == 0 {
        rest = words.forNone
      } else if !relation.open.isEmpty {
        let open = relation.open.prefix(5).joined(separator: ", ") + (relation.open.count > 5 ? ", …" : "")
        rest = rest.isEmpty ? open : "\(open) \(rest)"
      }
      let lines = TextLayout.wrap(rest, width: page.width - width(line) - 2)
      for (index, part) in lines.enumerated() {
        page.line((index == 0 ? line : TextLayout.spaces(width(line))) + "  " + part)
      }
    }
  }

  private mutating func gaps(_ policy: InventoryOverview.PolicyGaps) {
    heading(words.missing("\(policy.id) \(policy.version)"))
    if policy.gaps.isEmpty, policy.stale.isEmpty, policy.withoutSubject.isEmpty {
      page.line("    " + page.paint(words.nothingMissing, .good))
    }
    var byFile: [(first: InventoryOverview.Stale, sections: [String])] = []
    for stale in policy.stale {
      let known = byFile.firstIndex { ($0.first.path, $0.first.limit) == (stale.path, stale.limit) }
      if let known { byFile[known].sections.append(stale.section) } else { byFile.append((stale, [stale.section])) }
    }
    listing(byFile) { text, stale in
      let line = text.words.stale(stale.first, sections: stale.sections)
      text.page.paragraph(line, indent: 6, lead: "    ", style: .doubtful, isHeading: true)
    }
    listing(policy.gaps) { text, gap in
      let what = gap.attribute.isEmpty ? text.words.reason(gap) : "\(gap.attribute) \(text.words.reason(gap))"
      text.page.paragraph(what, indent: 6, lead: "    ", isHeading: true)
      text.show(gap.rules)
    }
    if !policy.withoutSubject.isEmpty {
      page.paragraph(
        words.withoutSubject(policy.withoutSubject), indent: 6, lead: "    ", style: .doubtful, isHeading: true)
    }
  }

  /// Rules with the number of subjects that they leave open, those of one number together.
  private mutating func show(_ rules: [InventoryOverview.RuleCount]) {
    var groups: [(first: InventoryOverview.RuleCount, rules: [String])] = []
    for rule in rules {
      let known = groups.firstIndex {
        ($0.first.entity, $0.first.unknown, $0.first.total) == (rule.entity, rule.unknown, rule.total)
      }
      if let known { groups[known].rules.append(rule.rule) } else { groups.append((rule, [rule.rule])) }
    }
    for group in groups {
      page.paragraph(words.rules(group.rules, group.first), indent: 10, lead: "        ", isHeading: true)
    }
  }

  private mutating func proposal() {
    guard !overview.proposal.isEmpty else { return }
    heading(words.proposal)
    page.line()
    for line in overview.proposal.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      page.line(TerminalText.visible(String(line)))
    }
  }

  // MARK: One row

  private mutating func show(_ row: InventoryOverview.RowStory) {
    heading(words.row(row.asked))
    if let absence = row.absence { page.paragraph(absence, indent: 4) }
    for entry in row.entries {
      page.paragraph("\(entry.place.text)  \(words.recognition(entry.recognition)): \(entry.because)", indent: 4)
      if entry.isDamaged { page.line("    " + page.paint(words.isDamaged, .doubtful)) }
      let members = entry.cells.map { width($0.member) }.max() ?? 0
      for cell in entry.cells {
        var text = cell.value
        if let unknown = cell.unknown { text = text.isEmpty ? "? \(unknown)" : "\(text)  ? \(unknown)" }
        if let inferred = cell.inferred { text += "  (\(words.inferred(inferred)))" }
        if let header = cell.header, !cell.raw.isEmpty, cell.raw != cell.value {
          text += "  ← \(header): \"\(cell.raw)\""
        }
        page.paragraph(text, indent: 8 + members, lead: "      " + cell.member)
      }
      if entry.entity == "reference" {
        page.line("    " + page.paint("→ \(entry.subject)", .strong))
        continue
      }
      let keys = entry.keys.map { "\($0.members.joined(separator: "+")) \($0.key)" }
      page.paragraph(keys.isEmpty ? words.noKeys : words.keys(keys), indent: 6, lead: "    ", isHeading: true)
      page.line("    " + page.paint("→ \(words.belongs(entry.entity, called(entry.name, entry.subject)))", .strong))
      if let place = entry.isDuplicateOf { page.line("      " + words.repeats(place.text)) }
      if entry.others.isEmpty { page.line("      " + words.alone) } else { show(entry.others) }
    }
  }
}
