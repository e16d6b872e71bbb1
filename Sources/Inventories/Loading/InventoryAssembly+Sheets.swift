import Diagnostics
import Formats
import Schema
import Tables

extension InventoryAssembly {
  /// Lets adapters read those tables of a workbook or a database that they are sure of, as they would be of a file, and
  /// takes them from its parts: a router's rules beside a list of cameras.
  ///
  /// - Parameter entry: what the manifest says of the file, without the sections of what was read.
  mutating func takeSheets(
    _ parts: [FilePart], _ document: InventoryDocument, _ table: ReadFile, _ entry: inout ManifestSource?,
    _ manifest: FolderManifest?
  ) -> [FilePart] {
    guard parts.count > 1, let format = table.format, format.hasTables else { return parts }
    let tables = document.tables
    return parts.filter { part in
      guard let own = tables.first(where: { $0.part?.name == part.partName }) else { return true }
      let focused = document.focused(on: own)
      guard case .one(let adapter, let recognition) = AdapterChoice.choose(adapters, for: focused),
        recognition.certainty == .certain
      else { return true }
      var its = entry
      if let claims = entry?.coverage, !claims.isEmpty {
        // Only what it holds tells which of the claims are about it.
        var probe = AdaptedRecords(focused, schema: schema)
        adapter.adapt(focused, into: &probe)
        let entities = Set(probe.parts.map(\.entity.name))
        let own = claims.filter { claim in
          schema.entity(ofSection: claim.section.value).map { entities.contains($0.name) } ?? false
        }
        its?.coverage = own
        entry?.coverage.removeAll { claim in own.contains { $0.section.value == claim.section.value } }
      }
      adapt(focused, table, with: adapter, recognition, its, manifest)
      return false
    }
  }
}
