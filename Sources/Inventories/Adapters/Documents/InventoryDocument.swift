import Diagnostics
import Formats
import Schema
import Values

/// One thing to recognise: a file of an inventory, or a member of an archive.
///
/// Its parsed forms are made when they are first asked for, and once (`InventoryDocument+Forms`). A form that the
/// content does not have is nil or empty, at no cost; what is wrong in a form that it has is kept for the report, and
/// what broke off is a loss, so that nothing it holds is taken for whole.
final class InventoryDocument {
  /// What a manifest says about a document beside its rows.
  struct Context {
    /// The device (or camera) that it is about, where it names none.
    var device: String?
    /// The unit of rows that name none.
    var unit: String?
    /// The day of collection, if the manifest gives it.
    var collected: CalendarDate?
    /// The zone in which times without one are written, and instants become days.
    var zone: Zone = .vietnam
    var dateOrder: DateOrder?
    /// How a CSV file is to be read.
    var csv = CSVOptions()
    /// Headers that mean a member of an entity, besides those that the adapter knows.
    var columns: [ManifestSource.ColumnMapping] = []
    /// The only entity that the manifest wants of it.
    var entity: String?
  }

  /// The bytes as they stand in the file; confidential.
  let source: Source
  /// What evidence calls it: relative to the root that the user gave.
  let path: String
  /// The digest of the file on disk.
  let digest: String
  /// The format that its content or the manifest tells; nil for text, XML and whatever has no records by itself.
  let format: RecordFormat?
  let context: Context
  /// What was read of the source before, if it is YAML.
  let yaml: ReadYAML?
  /// What was wrong in the forms that were asked for.
  private(set) var diagnostics = DiagnosticList()
  /// Why a form that was asked for is not whole.
  private(set) var losses: [String] = []
  /// Forms, each made once.
  var forms = Forms()

  init(
    _ source: Source, path: String? = nil, digest: String? = nil, format: RecordFormat? = nil,
    context: Context = Context(), yaml: ReadYAML? = nil
  ) {
    self.source = source
    self.yaml = yaml
    self.digest = digest ?? source.digest
    self.path = path ?? source.path
    self.format = format ?? RecordReader.recognise(path: source.path, bytes: source.bytes)
    self.context = context
  }

  /// What its rows' places call the format.
  var formatName: String {
    if let format { return format.rawValue }
    if let xmlName { return xmlName.local == "plist" ? "plist" : "xml" }
    if source.bytes.starts(with: "bplist".utf8) { return "plist" }
    return isRegistry ? "reg" : "text"
  }

  /// The file's name: `status`, `facter.test.local.json`.
  var name: String { FilePaths.name(of: path) }

  /// The name without its last suffix: `facter.test.local`. Tools that write a file for each host name it so.
  var stem: String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The folders above it inside the inventory, the innermost first.
  var folders: [String] { path.split(separator: "/").dropLast().reversed().map(String.init) }

  /// The day of an instant in the document's zone.
  func day(ofUnixTime seconds: Int64) -> CalendarDate? {
    guard let instant = Timestamp(checking: seconds) else { return nil }
    let local = seconds.addingReportingOverflow(Int64(context.zone.offset(at: instant)))
    guard !local.overflow else { return nil }
    return CalendarDate(dayNumber: Int((Double(local.partialValue) / 86_400).rounded(.down)))
  }

  /// The day that a cell says, in ISO form or in the order that the document writes dates in; nil if it says none.
  func day(_ cell: Cell?, order: DateOrder? = nil) -> CalendarDate? {
    guard let cell, case .string(let text) = cell.value else { return nil }
    return CalendarDate(parsing: Text(text).display, order: order ?? context.dateOrder)
      ?? Timestamp(Text(text).display).flatMap { day(ofUnixTime: $0.seconds) }
  }

  func note(_ found: DiagnosticList, loss: String?) {
    diagnostics.add(contentsOf: found.all)
    if let loss, !losses.contains(loss) { losses.append(loss) }
  }
}
