import Formats
import Inventories
import Reports
import Schema

extension OverviewBuilder {
  /// The lists of waivers and attestations among the files, each with what puts it in force, if anything does.
  func registers() -> [InventoryOverview.File] {
    loaded.registers.map { register in
      var file = InventoryOverview.File(
        path: register.path, entity: register.kind.rawValue, format: "",
        recognition: register.namedAt == nil
          ? InventoryReport.Recognition.content.rawValue : InventoryReport.Recognition.manifest.rawValue,
        because: because(register))
      file.part = register.parts.count == 1 ? register.parts[0] : nil
      file.records = register.rows
      file.isGuess = register.namedAt == nil && !isProfiled(register)
      file.unmapped = register.unused.map {
        InventoryOverview.Unmapped(
          header: Redaction.withoutCredentials($0), reason: "no column of \(register.kind.rawValue)", suggestion: nil)
      }
      if !register.missing.isEmpty {
        let names = register.missing.map(\.rawValue).joined(separator: ", ")
        file.losses = ["no row can count: there is no column for \(names)"]
      }
      return file
    }
  }

  /// Whether the profile names the file.
  func isProfiled(_ register: InventoryRegister) -> Bool {
    loaded.paths[register.path].flatMap { FilePaths.real($0) }.map { profiled.contains($0) } ?? false
  }

  func because(_ register: InventoryRegister) -> String {
    let columns = "its columns are those of \(register.kind.rawValue)"
    if register.namedAt != nil { return "the manifest puts its \(register.kind.rawValue) in force" }
    return isProfiled(register)
      ? "\(columns), and the profile puts them in force"
      : "\(columns); none of them counts until the profile or the manifest names it"
  }
}
