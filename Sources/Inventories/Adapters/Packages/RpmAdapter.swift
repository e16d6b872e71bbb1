import Diagnostics
import Formats
import Values

/// rpm: the lines of `rpm -qa` (with `--last` too), the blocks of `rpm -qai`, and lines of a format (`--qf`) with name,
/// version, release, architecture, time and vendor between tabs, bars or the like.
///
/// It lists what rpm installed for the machine: not flatpaks, snaps, or what was unpacked by hand.
struct RpmAdapter: Adapter {
  let name = "rpm"
  let title = "rpm (-qa, -qai)"

  private static let architectures: Set<String> = [
    "noarch", "x86_64", "i386", "i486", "i586", "i686", "aarch64", "armv7hl", "ppc64le", "s390x", "riscv64", "(none)",
  ]

  private enum Form {
    case blocks, lines
    case cells(PackageLines)
  }

  func recognise(_ document: InventoryDocument) -> Recognition? {
    switch form(document) {
    case .blocks: .certain("blocks of `rpm -qai`")
    case .lines: .certain("lines of name-version-release.architecture")
    case .cells(let lines):
      lines.hasHead
        ? .likely("columns of a name, a version and a release")
        : .certain("lines of a name, a version and an architecture of rpm")
    case nil: nil
    }
  }

  private func form(_ document: InventoryDocument) -> Form? {
    guard document.format == nil || document.format == .csv else { return nil }
    let first = (1...5).map { document.line($0) }.filter { !$0.trimmed.isEmpty }
    guard let line = first.first else { return nil }
    if line.hasPrefix("Name   "), line.contains(" : ") || line.contains(": ") {
      // `pacman -Qi` begins alike, and knows no releases.
      return (1...12).contains { document.line($0).hasPrefix("Release ") } ? .blocks : nil
    }
    // rpm prints warnings between its lines.
    if first.count(where: { Self.parts($0.trimmed) != nil }) * 2 > first.count { return .lines }
    guard let lines = PackageLines(first, Self.words), lines.has(.architecture) || lines.has(.release) else {
      return nil
    }
    // Debian has some of the same architectures, and no releases.
    let isOurs = lines.has(.release) || first.contains { $0.contains("noarch") || $0.contains("x86_64") }
    return isOurs ? .cells(lines) : nil
  }

  private static let words = PackageLines.Words(
    architectures: architectures, isStatus: { _ in false },
    isRelease: { text in
      text.first?.isNumber ?? false
        && (text.allSatisfy { $0.isNumber }
          || ["el", "fc", "amzn", "mga", "suse", "lp", "oe", "azl", "cm", "an"].contains { text.contains(".\($0)") })
    }, hasReleases: true)

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let host = output.host()
    let day = { (time: Int64) in document.day(ofUnixTime: time) }
    switch form(document) {
    case .blocks, nil: for block in document.packageBlocks { add(block, host, into: &output, day) }
    case .lines: for row in InventoryTable(Self.lines(document)).rows { add(row, host, into: &output, day) }
    case .cells(let lines): for row in InventoryTable(lines.read(document)).rows { add(row, host, into: &output, day) }
    }
    output.consulted("Architecture", "Release", "Epoch", "Summary", "Description", "Group", "Size", "License")
  }

  private func add(
    _ package: some RecordSite, _ host: Cell, into output: inout AdaptedRecords, _ day: (Int64) -> CalendarDate?
  ) {
    // Keys that sign packages stand in the database too.
    let name = package["Name"] ?? package[PackageLines.Column.name.rawValue]
    if name?.text == "gpg-pubkey" { return output.ignore("keys that sign packages", at: package) }
    let installed = package[PackageLines.Column.time.rawValue]?.map { text in
      Int64(text).flatMap { day($0) }.map { "\($0)" }
    }
    output.add("software", at: package) { row in
      row["device"] = host
      row["name"] = name
      row["package_id"] = name
      row["version"] = package["Version"]
      row["publisher"] = package["Vendor"]
      row["install_date"] = package["Install Date"]?.map(Self.day) ?? installed
      row["source"] = .constant("rpm_packages")
      row["package_manager"] = .constant("rpm")
      row["scope"] = .constant("machine")
      row["state"] = .constant("installed")
    }
  }

  /// The day of `Wed 16 Oct 2019 09:21:42 AM PDT`; other locales' words stay as they stand.
  private static func day(_ text: String) -> String? {
    let words = text.split(separator: " ").map(String.init)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard let place = words.firstIndex(where: months.contains), let month = months.firstIndex(of: words[place]),
      let year = words.compactMap({ $0.count == 4 ? Int($0) : nil }).first
    else { return nil }
    let near = [place - 1, place + 1].filter(words.indices.contains).compactMap { Int(words[$0]) }.first { $0 <= 31 }
    guard let day = near else { return nil }
    return CalendarDate(year: year, month: month + 1, day: day).map { "\($0)" }
  }

  // MARK: Lines

  /// `zoom-6.3.11.7212-1.x86_64`; `rpm -qa --last` writes the time of installation behind it.
  private static func parts(_ line: String) -> [String]? {
    guard line.hasByte(UInt8(ascii: ".")), line.hasByte(UInt8(ascii: "-")) else { return nil }
    guard let space = line.utf8.firstIndex(of: UInt8(ascii: " ")) else { return name(line) }
    let time = String(line[line.utf8.index(after: space)...])
    let isTime = time.hasByte(UInt8(ascii: ":")) && time.split(separator: " ").count >= 5
    return isTime ? name(String(line[..<space])).map { $0 + [time] } : nil
  }

  private static func name(_ line: String) -> [String]? {
    guard let dot = line.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let architecture = String(line[line.utf8.index(after: dot)...])
    let rest = line[..<dot]
    guard architectures.contains(architecture), !line.contains(where: \.isWhitespace),
      let second = rest.lastIndex(of: "-"), second != rest.startIndex
    else {
      return nil
    }
    guard let first = rest[..<second].lastIndex(of: "-"), first != rest.startIndex else { return nil }
    return [
      String(rest[..<first]), String(rest[rest.index(after: first)..<second]),
      String(rest[rest.index(after: second)...]),
      architecture,
    ]
  }

  private static let columns = ["Name", "Version", "Release", "Architecture", "Install Date"]

  private static func lines(_ document: InventoryDocument) -> RecordFile {
    var table = TextTable(document.text ?? document.source, columns: columns)
    for (index, line) in document.lines.enumerated() where !line.trimmed.isEmpty {
      if let parts = parts(line.trimmed) {
        table.append(parts, line: index + 1)
      } else if line.hasPrefix("gpg-pubkey-") {
        table.append(["gpg-pubkey"], line: index + 1)
      } else {
        table.append([line], line: index + 1, problem: "not name-version-release.architecture")
      }
    }
    return table.file
  }
}
