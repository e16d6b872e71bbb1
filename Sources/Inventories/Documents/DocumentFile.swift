import Diagnostics
import Formats
import Tables
import Values

/// A configuration file on its way to being rows of `document`.
struct DocumentFile {
  /// As evidence calls it.
  var path: String
  /// That of the file on disk.
  var digest: String
  var format: String
  /// The day to which it is dated; nil for files, which are what they are on the day they are read.
  var collected: CalendarDate?
  var documents: [Document]
  var suppressions: [DocumentSuppression]
  var recognition = InventoryReport.Recognition.content

  /// One document of it.
  struct Document {
    var index: Int
    var root: ConfigurationNode
    /// Whether a test left its data out.
    var isAbsent = false
  }
}
