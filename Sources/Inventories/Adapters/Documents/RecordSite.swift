/// A place in a document that a row is made of: an item of a JSON list, a row of a table, an element of XML.
protocol RecordSite {
  /// The number of the record in its table, from 1; nil lets the rows of one entity be counted.
  var row: Int? { get }
  /// The line on which it begins, from 1.
  var line: Int { get }
  /// JSON pointer from the document's root, in formats that have one; else empty.
  var pointer: String { get }
  /// Why it cannot be trusted as a whole.
  var problem: String? { get }
  /// The sheet or table it stands in.
  var part: DocumentPart? { get }
  /// Everything that stands there by name, to tell what nobody used.
  var headers: [String] { get }
  /// What stands under a header.
  subscript(header: String) -> Cell? { get }
}

/// A sheet of a workbook or a table of a database.
struct DocumentPart: Sendable, Hashable {
  enum Kind: Sendable { case sheet, table }

  var kind: Kind
  var name: String

  static func sheet(_ name: String) -> DocumentPart { DocumentPart(kind: .sheet, name: name) }
  static func table(_ name: String) -> DocumentPart { DocumentPart(kind: .table, name: name) }
}
