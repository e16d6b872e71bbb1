import Diagnostics
import Formats
import Schema
import Tables
import Values

/// A file of the inventory with waivers or attestations. Nobody here makes anything of it: whoever holds the policies
/// does, and only where the manifest, or a profile, puts it in force. Whoever is audited might have laid it there.
public struct InventoryRegister: Sendable {
  public var kind: RegisterKind
  /// As evidence calls the file.
  public var path: String
  public var source: Source
  /// That of the file on disk.
  public var digest: String
  /// How many rows its sheets have.
  public var rows: Int
  /// The sheets, by name, where the file has several tables.
  public var parts: [String]
  /// What such a sheet needs and these do not have.
  public var missing: [RegisterColumn]
  /// Headers that say nothing in such a sheet.
  public var unused: [String]
  /// Where the manifest puts it in force; nil: it does not.
  public var namedAt: Span?
  /// The file's path as its folder's manifest would give it.
  public var manifestPath: String
  public var dateOrder: DateOrder?
  public var zone: Zone
  public var encoding: TextEncoding?

  /// As an input of the run.
  var input: InventorySource {
    InventorySource(path: path, digest: digest, format: "", collected: nil, coverage: [:], entity: "", headers: [:])
  }
}

extension LoadedInventory {
  /// Registers that lie in the inventory and that nobody has put in force, each with the lines that would.
  ///
  /// - Parameter named: the files, by their real paths, that a profile names.
  public func unnamedRegisters(besides named: Set<String>) -> [Diagnostic] {
    registers.filter { register in
      guard register.namedAt == nil else { return false }
      return !(paths[register.path].flatMap { FilePaths.real($0) }.map { named.contains($0) } ?? false)
    }.map(InventoryDiagnostics.registerClaimed)
  }

  /// The registers that the manifest puts in force: part of what names the run.
  public var registerSources: [InventorySource] { registers.filter { $0.namedAt != nil }.map(\.input) }
}

extension InventoryAssembly {
  /// Notes a file that the manifest says is a register.
  mutating func addRegister(
    _ table: ReadFile, _ kind: RegisterKind, _ entry: ManifestSource, of manifest: FolderManifest
  ) {
    let document = document(of: table, table.format, entry, manifest)
    let heads = document.tables.map { RegisterHeaders($0.columns, as: kind) }
    let rows = document.tables.reduce(0) { $0 + $1.file.records.count }
    var register = register(table, kind, heads, rows: rows, [], manifest, entry)
    register.namedAt = entry.span
    registers.append(register)
  }

  /// Takes the tables of a file that are registers out of its parts, and notes them.
  mutating func takeRegisters(
    _ parts: [FilePart], _ table: ReadFile, _ entry: ManifestSource?, _ manifest: FolderManifest?
  ) -> [FilePart] {
    var others: [FilePart] = []
    var found: [RegisterKind: [(part: FilePart, headers: RegisterHeaders)]] = [:]
    for part in parts {
      let isTable = part.file.format == .csv || part.file.format == .xlsx
      if isTable, part.entity == nil, let headers = RegisterHeaders(part.file.columns) {
        found[headers.kind, default: []].append((part, headers))
      } else {
        others.append(part)
      }
    }
    for kind in RegisterKind.allCases {
      guard let own = found[kind] else { continue }
      for (part, _) in own { diagnostics.add(contentsOf: part.file.diagnostics.all) }
      let rows = own.reduce(0) { $0 + $1.part.file.records.count { !Self.isEmpty($0) } }
      registers.append(
        register(table, kind, own.map(\.headers), rows: rows, own.compactMap(\.part.partName), manifest, entry))
    }
    return others
  }

  private func register(
    _ table: ReadFile, _ kind: RegisterKind, _ heads: [RegisterHeaders], rows: Int, _ parts: [String],
    _ manifest: FolderManifest?, _ entry: ManifestSource?
  ) -> InventoryRegister {
    let convention = convention(of: manifest?.manifest, entry)
    let missing = heads.first?.missing ?? []
    return InventoryRegister(
      kind: kind, path: table.file.relative, source: table.source, digest: table.digest, rows: rows, parts: parts,
      missing: missing, unused: heads.flatMap(\.unused), namedAt: nil,
      manifestPath: manifestPath(table.file.relative, manifest), dateOrder: convention.order, zone: convention.zone,
      encoding: entry?.encoding)
  }

  private static func isEmpty(_ record: Record) -> Bool {
    record.fields.allSatisfy { field in Text(field.value.spelling).isEmpty || field.value == .null }
  }
}

extension InventoryDiagnostics {
  /// A register that lies there: what is decided must be put in force by somebody who may.
  static func registerClaimed(_ register: InventoryRegister) -> Diagnostic {
    let rows = register.rows == 1 ? "1 row" : "\(register.rows) rows"
    var help = [
      "nothing in it counts until it is put in force: by the profile that it stands beside, "
        + "`\(register.kind.rawValue): [\(AdapterDiagnostics.scalar(FilePaths.name(of: register.path)))]`",
      "or in `sources` of `inventory.yaml`: "
        + AdapterDiagnostics.line([("path", register.manifestPath), ("register", register.kind.rawValue)]),
    ]
    if !register.missing.isEmpty {
      let names = register.missing.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      help.append("and even then it lacks what one needs: \(names)")
    }
    return Diagnostic(
      .registerClaimed, .warning, "\(Diagnostic.quote(path: register.path)) has \(rows) of \(register.kind.rawValue)",
      help: help)
  }
}
