import Diagnostics
import Schema

/// Declared adapters whose records nothing tells apart.
struct AdapterWithoutKey: Lint {
  let name = "adapter-without-key"
  let code = DiagnosticCode.adapterWithoutKey
  let summary = "An adapter whose records have no key of their entity."
  let reason = """
    Records are joined with those of other sources by the keys that the schema ranks. Records without any are strays: \
    no rule ever meets them, and what they tell is lost. Map a key, or derive one; records of a streamed entity need \
    what they belong to.
    """
  private static func files(_ columns: String) -> String {
    """
    adapter: sheet
    version: 1.0.0
    recognise: {format: csv, headers: [Maker, Net]}
    records:
      - entity: camera
        columns: {\(columns)}
    """
  }
  let examples = [
    LintExample(files("vendor: Maker"), finds: ["entity"]),
    LintExample(files("vendor: Maker, name: Net")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    context.adapters.flatMap { adapter in adapter.records.compactMap { finding($0, context.schema) } }
  }

  private func finding(_ records: AdapterDeclaration.Records, _ schema: InventorySchema) -> LintFinding? {
    guard case .entity(let name) = records.target, let entity = schema[name.value] else { return nil }
    let members = Set(
      (records.columns.map(\.member) + records.derive.map(\.member) + [records.host].compactMap { $0 })
        .map(\.value))
    switch entity.identity {
    case .keys(let keys):
      // The last parts of a key may be what a manifest says of the whole file: the unit.
      let isKeyed = keys.contains { key in
        key.enumerated().allSatisfy { $1.isEmpty || members.contains($1) || ($0 > 0 && entity.relation($1) != nil) }
      }
      guard !isKeyed else { return nil }
      let known = keys.map { "`" + $0.joined(separator: "` with `") + "`" }.joined(separator: ", ")
      return LintFinding(
        self, "these records have no key of a `\(entity.name)`", at: records.span, help: ["its keys: \(known)"])
    case .row(let row):
      let missing = row.filter { entity.relation($0) != nil && !members.contains($0) }
      guard !missing.isEmpty else { return nil }
      let names = missing.map { "`\($0)`" }.joined(separator: ", ")
      return LintFinding(
        self, "these records do not say what they belong to: \(names)", at: records.span,
        help: ["`host: \(missing[0])` takes it from the manifest or the file's name"])
    }
  }
}
