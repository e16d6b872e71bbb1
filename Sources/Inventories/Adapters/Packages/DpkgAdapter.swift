import Diagnostics
import Formats

/// dpkg: the file `/var/lib/dpkg/status`, the list that `dpkg -l` prints, and `dpkg-query -W` with tabs, bars or the like
/// between package, version, architecture and status.
///
/// Without a status `dpkg-query -W` prints a name and a version, also of what was removed and left its configuration: the
/// state of such packages is not known. It says what came by packages, not what came by snap, flatpak or hand, so it proves nothing by what it does not list.
struct DpkgAdapter: Adapter {
  let name = "dpkg"
  let title = "dpkg (status file, dpkg -l, dpkg-query)"

  private enum Form {
    case status, list, pairs
    case query(PackageLines)
  }

  func recognise(_ document: InventoryDocument) -> Recognition? {
    switch form(document) {
    case .status: .certain("paragraphs with `Package` and `Status`")
    case .list: .certain("the head of `dpkg -l`")
    case .query: .likely("lines of a package, a version and what only dpkg says of it")
    case .pairs: .likely("lines of a package and a version, as `dpkg-query -W` prints them")
    case nil: nil
    }
  }

  private func form(_ document: InventoryDocument) -> Form? {
    guard document.format == nil || document.format == .csv else { return nil }
    if document.line(1).hasPrefix("Desired=") { return .list }
    // In other languages the head is another; its ruler is the same in all.
    if (2...6).contains(where: { document.line($0).hasPrefix("+++-===") }) { return .list }
    let first = (1...3).map { document.line($0) }
    if first[0].hasPrefix("Package: "), first[1].hasPrefix("Status: ") || first[2].hasPrefix("Status: ") {
      return .status
    }
    if first.allSatisfy({ Self.isPair($0) }) { return .pairs }
    guard let lines = PackageLines((1...5).map { document.line($0) }, Self.words),
      lines.has(.status) || lines.has(.architecture), !lines.has(.release)
    else { return nil }
    if lines.hasHead { return first[0].lowercased().contains("package") ? .query(lines) : nil }
    return .query(lines)
  }

  private static let words = PackageLines.Words(
    architectures: architectures, isStatus: { isState($0) || isStatus($0) }, isRelease: { _ in false })

  /// A name and a version that can be a package's, which is what `dpkg-query -W` prints without a format.
  private static func isPair(_ line: String) -> Bool {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard cells.count == 2, let first = cells[0].utf8.first, cells[1].utf8.contains(where: isDigit) else {
      return false
    }
    let isName =
      cells[0].utf8.count > 1
      && cells[0].utf8.allSatisfy { byte in
        isDigit(byte) || (0x61...0x7A).contains(byte) || "+-.:".utf8.contains(byte)
      }
    return isName && (isDigit(first) || (0x61...0x7A).contains(first))
      && !cells[1].utf8.contains(0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let text = document.text else { return output.loss("it is no text") }
    switch form(document) {
    case .status, nil: for package in document.stanzas { add(package, into: &output) }
    case .list:
      let list = Self.list(text, document.lines)
      if !list.file.isWhole { output.loss("the list has no ruler under its head") }
      for package in list.rows { add(package, into: &output) }
    case .query(let lines): for package in InventoryTable(lines.read(document)).rows { add(package, into: &output) }
    case .pairs: for package in Self.pairs(text, document.lines).rows { add(package, into: &output) }
    }
    output.consulted("Architecture", "Description", "Depends", "Priority", "Section", "Installed-Size", "Conffiles")
  }

  private func add(_ package: some RecordSite, into output: inout AdaptedRecords) {
    let status = package["Status"]?.text ?? ""
    if status.hasSuffix("not-installed") || status.hasPrefix("un") {
      output.ignore("packages that dpkg knows by name only", at: package)
      return
    }
    let host = output.host()
    output.add("software", at: package) { row in
      row["device"] = host
      row["name"] = package["Package"]?.map(Self.withoutArchitecture)
      row["package_id"] = row["name"]
      row["version"] = package["Version"]
      row["publisher"] = package["Maintainer"] ?? package[PackageLines.Column.vendor.rawValue]
      row["state"] = package["Status"]?.map(Self.state)
      row["source"] = .constant("deb_packages")
      row["package_manager"] = .constant("dpkg")
      row["scope"] = .constant("machine")
    }
  }

  // MARK: Words

  private static let architectures: Set<String> = [
    "all", "amd64", "arm64", "armel", "armhf", "i386", "mips64el", "mipsel", "ppc64el", "riscv64", "s390x",
  ]

  private static let states = [
    "installed": "installed", "config-files": "residual", "half-installed": "broken", "unpacked": "broken",
    "half-configured": "broken", "triggers-awaited": "installed", "triggers-pending": "installed",
  ]

  private static func isState(_ text: String) -> Bool { states[text] != nil || text == "not-installed" }

  /// `install ok installed`, or the letters of `${db:Status-Abbrev}`.
  private static func isStatus(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    if words.count == 3 { return isState(String(words[2])) }
    return words.count == 1 && (2...3).contains(text.count) && "uihrp".contains(text.prefix(1))
      && "ncHUFWti".contains(text.dropFirst().prefix(1)) && text.dropFirst(2).allSatisfy { "RX".contains($0) }
  }

  /// A multi-arch package of `dpkg -l`: `libc6:amd64`.
  private static func withoutArchitecture(_ name: String) -> String? {
    name.lastIndex(of: ":").map { String(name[..<$0]) }
  }

  /// The third word of a status (`install ok installed`), the only word of dpkg-query's, or the second and third letter
  /// of a list's.
  static func state(_ status: String) -> String? {
    let words = status.split(separator: " ")
    if words.count == 3, words[1] != "ok" { return "broken" }
    if let word = words.last, words.count != 2, let state = states[String(word)] { return state }
    let letters = Array(status)
    guard words.count == 1, (2...3).contains(letters.count) else { return nil }
    if letters.count == 3 { return "broken" }
    switch letters[1] {
    case "i", "t", "W": return "installed"
    case "c": return "residual"
    case "U", "F", "H": return "broken"
    default: return nil
    }
  }

  // MARK: Text forms

  private static func pairs(_ text: Source, _ lines: [String]) -> InventoryTable {
    var table = TextTable(text, columns: ["Package", "Version"])
    for (index, line) in lines.enumerated() where !line.isEmpty {
      table.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init), line: index + 1)
    }
    return InventoryTable(table.file)
  }

  /// No cell but the last holds a space. One that fills its column may have been cut off by the terminal's width.
  private static func list(_ text: Source, _ lines: [String]) -> InventoryTable {
    var table = TextTable(text, columns: ["Status", "Package", "Version", "Architecture", "Description"])
    guard let ruler = lines.firstIndex(where: { $0.hasPrefix("+++-") }) else {
      table.isWhole = false
      return InventoryTable(table.file)
    }
    let widths = lines[ruler].split(separator: "-").map(\.count)
    for (index, line) in lines.enumerated().dropFirst(ruler + 1) where !line.allSatisfy(\.isWhitespace) {
      let texts = line.split(maxSplits: 4, whereSeparator: \.isWhitespace).map(String.init)
      let cells = texts.enumerated().map { column, cell -> RawValue in
        let isFull = (1...2).contains(column) && column < widths.count && cell.count >= widths[column]
        return isFull ? .unreadable(cell, reason: "it fills its column and may be cut off") : .string(cell)
      }
      table.append(cells, line: index + 1, problem: texts.count < 4 ? "\(texts.count) of 4 cells" : nil)
    }
    return InventoryTable(table.file)
  }
}
