import Diagnostics
import Evidence
import Inventories
import Planning
import Policies
import Reports
import Schema
import Tables
import Values

/// Makes an overview of what became of an inventory's files, for people.
struct OverviewBuilder {
  let loaded: LoadedInventory
  let policies: [CompiledPolicy]
  let asOf: CalendarDate
  /// nil where nothing was read.
  let inventory: Inventory?
  let redaction: InventoryRedaction?
  let trace: ResolutionTrace
  /// The files, by their real paths, that the profile names as lists of waivers or attestations.
  let profiled: Set<String>
  private(set) var overview: InventoryOverview

  init(_ loaded: LoadedInventory, asOf: CalendarDate, policies: [CompiledPolicy], profiled: Set<String> = []) {
    self.loaded = loaded
    self.profiled = profiled
    self.policies = policies
    self.asOf = asOf
    let trace = loaded.trace ?? ResolutionTrace()
    self.trace = trace
    inventory = trace.inventory
    redaction = trace.inventory.map { InventoryRedaction($0) }
    let report = loaded.report
    overview = InventoryOverview(asOf: asOf, zone: report.zone, zoneOrigin: report.zoneOrigin.rawValue)
  }

  /// Fills in everything but what policies miss.
  mutating func describe() {
    overview.files = files()
    overview.skipped = loaded.report.skipped.map { InventoryOverview.Skipped(path: $0.path, reason: $0.reason) }
    overview.entities = entities()
    overview.merges = merges()
    overview.conflicts = conflicts()
    overview.sharedKeys = loaded.diagnostics.all.filter { $0.code == .sharedKey }.map { diagnostic in
      let places = ([diagnostic.primary] + diagnostic.secondary).compactMap { $0?.span }.map { span in
        "\(FileName.of(span.source.path)):\(span.line)"
      }
      return Redaction.withoutCredentials("\(diagnostic.message): \(places.joined(separator: ", "))")
    }
    overview.relations = relations()
    overview.proposal = proposal()
  }

  mutating func add(_ gaps: InventoryOverview.PolicyGaps) { overview.policies.append(gaps) }

  mutating func set(_ row: InventoryOverview.RowStory) { overview.row = row }

  // MARK: Files

  private func files() -> [InventoryOverview.File] {
    var unreadable: [Int: [InventoryOverview.Unreadable]] = [:]
    var damaged: [Int: [InventoryOverview.Place]] = [:]
    for entity in inventory?.schema.entities.map(\.name) ?? [] {
      for found in trace.unreadable(in: entity) {
        guard let place = place(found.record, entity) else { continue }
        unreadable[place.source, default: []].append(
          InventoryOverview.Unreadable(
            place: place.place, member: found.member,
            raw: shown(found.raw, of: found.member, record: found.record, entity, isReadable: false),
            reason: found.reason))
      }
      for record in trace.damaged(in: entity) {
        if let place = place(record, entity) { damaged[place.source, default: []].append(place.place) }
      }
    }
    var told: Set<String> = []
    var files = loaded.report.sources.enumerated().map { index, source in
      var file = InventoryOverview.File(
        path: source.path, entity: source.entity, format: source.format, recognition: source.recognition.rawValue,
        because: because(source))
      file.part = source.part?.name
      file.tool = source.tool?.adapter
      file.isGuess = isGuess(source)
      file.collected = source.collected
      file.isDeclared = source.isDeclared
      file.records = source.records
      file.headerLine = source.headerLine
      file.isHeaderCertain = source.isHeaderCertain
      file.isHidden = source.isHidden
      file.hiddenRows = source.hiddenRows
      file.encoding = source.encoding
      file.encodingOrigin = source.encodingOrigin
      file.ignored = [InventoryReport.LeftOutRow.Kind.title, .total, .blank].compactMap { kind in
        let count = source.leftOut.count { $0.kind == kind }
        return count == 0 ? nil : InventoryOverview.Ignored(reason: kind.rawValue, count: count)
      }
      file.damaged = damaged[index] ?? []
      file.mapped = source.mapped.map { InventoryOverview.Column(header: $0.header, member: $0.member) }
      file.unmapped = source.dropped.map {
        InventoryOverview.Unmapped(
          header: Redaction.withoutCredentials($0.header), reason: $0.reason, suggestion: $0.suggestion)
      }
      file.unreadable = unreadable[index] ?? []
      file.coverage = source.coverage.sorted { $0.key < $1.key }.map { section, level in
        let weakened = loaded.report.downgrades.first { $0.path == source.path && $0.section == section }
        return InventoryOverview.Claim(
          section: section, level: level,
          weakened: weakened.map { InventoryOverview.Claim.Weakened(from: $0.from, reason: $0.reason) })
      }
      file.staleFor = staleFor(index)
      // What holds for the whole file stands at its first source.
      if told.insert(source.path).inserted, let adapted = adapted(source.path) { note(adapted, &file) }
      return file
    }
    for adapted in loaded.report.adapted where told.insert(adapted.path).inserted {
      var file = InventoryOverview.File(
        path: adapted.path, entity: adapted.references > 0 ? "reference" : "-", format: "",
        recognition: InventoryReport.Recognition.content.rawValue, because: adapted.because)
      file.tool = adapted.adapter
      file.records = adapted.references
      file.isGuess = adapted.isLikely
      note(adapted, &file)
      files.append(file)
    }
    return files + registers()
  }

  func adapted(_ path: String) -> InventoryReport.Adapted? { loaded.report.adapted.first { $0.path == path } }

  private func note(_ adapted: InventoryReport.Adapted, _ file: inout InventoryOverview.File) {
    file.host = adapted.host.map { InventoryOverview.Host(name: $0.name, origin: $0.origin.rawValue) }
    file.ignored += adapted.ignored.sorted { $0.key < $1.key }.map {
      InventoryOverview.Ignored(reason: $0.key, count: $0.value)
    }
    file.unmapped += adapted.unmapped.map {
      InventoryOverview.Unmapped(header: Redaction.withoutCredentials($0), reason: "", suggestion: nil)
    }
    file.losses = adapted.losses
  }

  /// Why a source was taken for what it is.
  func because(_ source: InventoryReport.Source) -> String {
    switch source.recognition {
    case .given: return "it was given"
    case .absent: return "the manifest names it, and it is not there"
    case .name: return "rows of another source name it, and nothing else describes it"
    case .manifest: return source.tool?.recognised ?? "the manifest lists it"
    case .content:
      if let tool = source.tool { return tool.recognised }
      if source.entity == DocumentEntity.name { return "a configuration file" }
      let columns = source.mapped.count + source.dropped.count
      return "\(source.mapped.count) of its \(columns) columns are those of `\(source.entity)`"
    }
  }

  func isGuess(_ source: InventoryReport.Source) -> Bool {
    guard source.recognition == .content else { return false }
    if !source.isHeaderCertain { return true }
    guard source.tool != nil, let adapted = adapted(source.path) else { return !source.dropped.isEmpty }
    return adapted.isLikely || adapted.host.map { $0.origin != .manifest } ?? false
  }

  private func staleFor(_ index: Int) -> [String] {
    guard let inventory, index < inventory.sources.count else { return [] }
    return policies.filter { freshness(of: $0).isStale(inventory.sources[index]) }.map(\.policy.id)
  }

  func freshness(of policy: CompiledPolicy) -> Freshness {
    let limits = policy.policy.freshness.map { ($0.section.value, $0.days) }
    return Freshness(limits: Dictionary(limits, uniquingKeysWith: { first, _ in first }), asOf: asOf)
  }

  // MARK: Places and values

  /// Where a record begins, and in which source.
  func place(_ record: Int, _ entity: String) -> (source: Int, place: InventoryOverview.Place)? {
    guard let inventory, let locator = inventory.record(at: UInt32(clamping: record), entity: entity) else {
      return nil
    }
    return (Int(locator.source), place(locator, inventory))
  }

  func place(_ locator: EntityTable.RecordLocator, _ inventory: Inventory) -> InventoryOverview.Place {
    let source = Int(locator.source) < inventory.sources.count ? inventory.sources[Int(locator.source)] : nil
    return InventoryOverview.Place(
      path: source?.path ?? "", part: source?.part?.name, line: Int(locator.line), row: Int(locator.row))
  }

  /// What a record says, as it may be shown.
  func shown(
    _ raw: String, of member: String, record: Int, _ entity: String, isReadable: Bool = true
  ) -> String {
    guard let row = trace.row(of: record, entity: entity), row >= 0 else { return Redaction.mark }
    return redaction?.value(raw, of: member, row: row, entity: entity, isReadable: isReadable) ?? Redaction.mark
  }
}

/// The last part of a path.
enum FileName {
  static func of(_ path: String) -> Substring { path.split(separator: "/").last ?? path[...] }
}

extension InventorySource.Part {
  /// What the sheet or table is called.
  var name: String {
    switch self {
    case .sheet(let name), .table(let name): name
    }
  }
}
