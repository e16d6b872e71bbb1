import Formats
import Values

/// CISA's catalog of known exploited vulnerabilities, as CSV and as JSON.
///
/// It names a vendor and a product in words and no versions at all, so that a row alone proves no installation
/// vulnerable: it says that a vulnerability which another catalog describes is being exploited.
struct KEVAdapter: Adapter {
  let name = "kev"
  let title = "CISA KEV (CSV, JSON)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if document.head?.has("cveID", "vendorProject", "dateAdded") == true {
      return .certain("the columns `cveID`, `vendorProject`, `dateAdded`")
    }
    guard let first = document.root?.items("vulnerabilities").first, first.has("cveID", "dateAdded") else { return nil }
    return .certain("`vulnerabilities` with `cveID` and `dateAdded`")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    if let root = document.root {
      let items = root.items("vulnerabilities")
      output.collected = ReferenceDays.calendar(root["dateReleased"]) ?? newest(items, document)
      for item in items { add(item, into: &output) }
    } else if let table = document.table {
      output.collected = newest(table.rows, document)
      for row in table.rows where !row.isBlank { add(row, into: &output) }
    }
  }

  /// A file that lists what was added on a day is no older than that day.
  private func newest(_ rows: some Sequence<some RecordSite>, _ document: InventoryDocument) -> CalendarDate? {
    var newest: CalendarDate?
    for row in rows {
      guard let day = document.day(row["dateAdded"]) else { continue }
      newest = max(newest ?? day, day)
    }
    return newest
  }

  private func add(_ site: some RecordSite, into output: inout AdaptedRecords) {
    let vendor = site["vendorProject"]?.given
    let product = site["product"]?.given
    output.addReference("vulnerabilities", at: site) { row in
      row["id"] = site["cveID"]
      if let vendor, let product { row["product"] = product.converted(to: "\(vendor.text):\(product.text)") }
      row["exploited"] = .constant("true")
      row["published"] = site["dateAdded"]
      row["source"] = .constant("kev")
    }
  }
}

/// Days in the instants that catalogs write.
enum ReferenceDays {
  /// The day of `2024-11-21T04:57:58.800`, as written: catalogs date by UTC, and the day is enough.
  static func day(_ text: String) -> String? {
    guard text.utf8.count >= 10, CalendarDate(parsing: String(text.prefix(10)), order: .ymd) != nil else { return nil }
    return String(text.prefix(10))
  }

  /// The same as a day; nil where the cell tells none.
  static func calendar(_ cell: Cell?) -> CalendarDate? {
    (cell?.text).flatMap(day).flatMap { CalendarDate(parsing: $0, order: .ymd) }
  }
}
