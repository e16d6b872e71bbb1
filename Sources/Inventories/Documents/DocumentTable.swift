import Formats
import Schema
import Tables
import Values

/// The table of `document`: a row for each document of each configuration file, by the files' paths.
///
/// It is made without resolution. A path is what it is, in upper and lower case, and two files are never one.
struct DocumentTable {
  private(set) var sources: [InventorySource] = []
  private(set) var reports: [InventoryReport.Source] = []
  private(set) var contents: [DocumentContent] = []
  private var subjects: [String] = []
  private var records: [EntityTable.RecordLocator] = []
  private var paths: [String] = []
  private var formats: [String] = []
  private var indices: [Int] = []
  private var isAbsent: [Bool] = []

  /// - Parameter firstSource: the index that the first of its sources will have in the inventory.
  /// - Complexity: O(files · log files + values)
  init(_ files: [DocumentFile], firstSource: Int) {
    var ordinals: [String: Int] = [:]
    for file in files.sorted(by: { InventoryFiles.precedes($0.path, $1.path) }) {
      let source = firstSource + sources.count
      sources.append(
        InventorySource(
          path: file.path, digest: file.digest, format: file.format, collected: file.collected, coverage: [:],
          entity: DocumentEntity.name, headers: [:]))
      var report = InventoryReport.Source(
        path: file.path, digest: file.digest, format: file.format, entity: DocumentEntity.name,
        recognition: file.recognition, collected: file.collected)
      report.records = file.documents.count
      reports.append(report)
      for document in file.documents {
        let ordinal = ordinals[file.path, default: 0] + 1
        ordinals[file.path] = ordinal
        let subject = ordinal == 1 ? file.path : "\(file.path)#\(ordinal)"
        let content = DocumentContent(
          path: file.path, root: document.root, subject: subject, suppressions: file.suppressions)
        subjects.append(subject)
        records.append(
          EntityTable.RecordLocator(
            source: UInt32(truncatingIfNeeded: source), row: UInt32(truncatingIfNeeded: document.index + 1),
            line: UInt32(truncatingIfNeeded: content.region(of: "").line)))
        paths.append(file.path)
        formats.append(file.format)
        indices.append(document.index)
        isAbsent.append(document.isAbsent)
        contents.append(content)
      }
    }
  }

  /// The rows, with their columns.
  func table() -> EntityTable {
    EntityTable(
      entity: DocumentEntity.name, subjects: subjects, names: subjects, records: records,
      recordsOfRow: records.indices.map { [UInt32($0)] }, orphans: [],
      columns: [
        DocumentEntity.path: column(DocumentEntity.path, paths, value: Value.string),
        DocumentEntity.format: column(DocumentEntity.format, formats, value: Value.string),
        DocumentEntity.index: column(DocumentEntity.index, indices.map(String.init)) { .int(Int64($0) ?? 0) },
        DocumentEntity.data: data(),
      ], links: [:])
  }

  private func column(_ name: String, _ texts: [String], value: (String) -> Value) -> Column {
    var builder = ColumnBuilder(name: "\(DocumentEntity.name).\(name)")
    for (row, text) in texts.enumerated() {
      builder.append(Column.Entry(raw: text, value: value(text), presence: .given), record: UInt32(row))
    }
    return builder.build()
  }

  private func data() -> Column {
    let name = "\(DocumentEntity.name).\(DocumentEntity.data)"
    let entries = contents.indices.map { row in
      isAbsent[row]
        ? Column.Entry(raw: "", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent)
        : Column.Entry(raw: "", value: contents[row].value, presence: .given)
    }
    return Column(name: name, codes: entries.indices.map { UInt32($0) }, entries: entries)
  }
}
