import Diagnostics

/// The parts of a workbook's archive and how they refer to each other (Open Packaging Conventions).
struct XLSXPackage {
  /// What the workbook itself says.
  struct Book {
    var sheets: [Sheet] = []
    /// Whether days count from 1904.
    var is1904 = false
    /// The paths of the parts with shared texts and with styles.
    var strings: String?
    var styles: String?
    var isWhole = true
  }

  struct Sheet {
    var name: String
    var isHidden: Bool
    /// The part with its cells; nil for a sheet that is a chart.
    var path: String?
  }

  private struct Relationship {
    var id: String
    /// The last part of its type: `worksheet`.
    var type: String
    var target: String
  }

  let archive: ZIPArchive
  /// Parts by their names in lower case: names of parts have no letter case.
  private var parts: [String: String] = [:]

  init(_ archive: ZIPArchive) {
    self.archive = archive
    for member in archive.members where !member.isFolder { parts[member.name.lowercased()] = member.name }
  }

  /// A part, ready to be read; nil, with a diagnostic, if it cannot be.
  func open(_ path: String, _ found: inout LimitedDiagnostics) -> XMLPullReader? {
    guard let name = parts[path.lowercased()], let member = archive[name] else {
      found.add(XLSXDiagnostics.noPart(archive.source, path))
      return nil
    }
    do throws(ExpansionError) {
      return XMLPullReader(try archive.stream(member), of: archive.source)
    } catch {
      found.add(archive.diagnostic(error, member))
      return nil
    }
  }

  /// The workbook; nil if there is none.
  func workbook(_ found: inout LimitedDiagnostics) -> Book? {
    var path = "xl/workbook.xml"
    let root = relationships(of: "", &found)
    if let target = root?.first(where: { $0.type == "officeDocument" })?.target { path = target }
    guard var reader = open(path, &found) else { return nil }
    let relationships = relationships(of: path, &found)
    let targets = Dictionary((relationships ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var book = Book()
    book.strings = relationships?.first { $0.type == "sharedStrings" }?.target
    book.styles = relationships?.first { $0.type == "styles" }?.target
    while let event = reader.next() {
      guard event == .startElement else { continue }
      if reader.isNamed("workbookPr") {
        book.is1904 = XLSXPackage.isTrue(reader.attribute("date1904")?.text)
      } else if reader.isNamed("sheet") {
        let attributes = reader.attributes()
        func value(_ name: String) -> String { attributes.first { $0.name.local == name }?.value.text ?? "" }
        let state = value("state")
        let target = targets[value("id")]
        if target == nil { book.isWhole = false }
        book.sheets.append(
          Sheet(
            name: value("name"), isHidden: state == "hidden" || state == "veryHidden",
            path: target?.type == "worksheet" ? target?.target : nil))
        if target == nil { found.add(XLSXDiagnostics.noSheetPart(archive.source, value("name"))) }
      }
    }
    note(reader, &found)
    if !reader.isWhole || relationships == nil { book.isWhole = false }
    return book
  }

  /// Adds what was wrong with a part that was read.
  func note(_ reader: XMLPullReader, _ found: inout LimitedDiagnostics) {
    for diagnostic in reader.diagnostics.all { found.add(diagnostic) }
    if let error = reader.feedError { found.add(ExpansionDiagnostics.diagnostic(error, archive.source)) }
  }

  /// What a part refers to; nil if it says nothing about that.
  private func relationships(of path: String, _ found: inout LimitedDiagnostics) -> [Relationship]? {
    let folder = path.contains("/") ? FilePaths.folder(of: path) + "/" : ""
    let list = "\(folder)_rels/\(path.isEmpty ? "" : FilePaths.name(of: path)).rels"
    guard parts[list.lowercased()] != nil, var reader = open(list, &found) else { return nil }
    var result: [Relationship] = []
    while let event = reader.next(), result.count < 100_000 {
      guard event == .startElement, reader.isNamed("Relationship") else { continue }
      guard reader.attribute("TargetMode")?.text != "External", let id = reader.attribute("Id")?.text,
        let type = reader.attribute("Type")?.text, let target = reader.attribute("Target")?.text
      else { continue }
      let last = type.split(separator: "/").last.map(String.init) ?? ""
      result.append(Relationship(id: id, type: last, target: Self.resolve(target, in: folder)))
    }
    note(reader, &found)
    return reader.isWhole ? result : nil
  }

  /// A target as a part's name: relative to the folder of the part that names it, or absolute.
  private static func resolve(_ target: String, in folder: String) -> String {
    let whole = target.hasPrefix("/") ? target : folder + target
    var steps: [Substring] = []
    for step in whole.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" || text == "on" }
}
