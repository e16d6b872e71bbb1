import Values

/// An operating system as agents name it, in the words that catalogs of support use: `Microsoft Windows 11 Pro`, build
/// 22631, is `Windows 11`, `23H2`, `Pro`.
///
/// Only what follows from the words is said. A caption of another shape stays as it stands, and no catalog knows it.
struct OperatingSystemWords {
  private let name: Cell?
  private let version: Cell?
  private let edition: Cell?
  private let build: Cell?

  /// - Parameters:
  ///   - caption: the whole name, with or without edition.
  ///   - version: the release (`24H2`, `12.5`, `22.04.3 LTS (Jammy Jellyfish)`), or the number Windows has inside
  ///     (`10.0.22631`).
  ///   - build: the build number, where it stands alone.
  init(caption: Cell?, version: Cell?, build: Cell? = nil) {
    self.build = build?.given
    let words = caption.map { Self.words($0.text) } ?? []
    if let caption, let windows = Self.windows(words) {
      name = caption.converted(to: windows.name)
      edition = windows.edition.map { caption.converted(to: $0) }
      let isClient = windows.name == "Windows 10" || windows.name == "Windows 11"
      self.version = isClient ? Self.release(version, build) : version
    } else if let caption, let family = Self.families.first(where: { Text(caption.text).folded.hasPrefix($0.prefix) }) {
      name = caption.converted(to: family.name)
      edition = nil
      self.version = version?.map { Self.number($0, parts: family.parts) }
    } else {
      (name, edition) = (caption, nil)
      self.version = version
    }
  }

  /// Gives a row of `device` its `os` members.
  func fill(_ row: inout AdaptedRow) {
    row["os.name"] = name
    row["os.version"] = version
    row["os.edition"] = edition
    row["os.build"] = build
  }

  // MARK: Windows

  private static func words(_ caption: String) -> [Substring] {
    caption.replacing("®", with: " ").replacing("™", with: " ").replacing("(R)", with: " ")
      .split { $0.isWhitespace || $0 == "\u{A0}" }
  }

  private static func windows(_ words: [Substring]) -> (name: String, edition: String?)? {
    var words = words[...]
    if words.first?.lowercased() == "microsoft" { words = words.dropFirst() }
    guard words.popFirst()?.lowercased() == "windows", let first = words.popFirst() else { return nil }
    var name = "Windows \(first)"
    if first.lowercased() == "server", let year = words.popFirst() { name = "Windows Server \(year)" }
    if words.isEmpty { return (name, nil) }
    let rest = words.joined(separator: " ")
    return (name, editions[rest.lowercased()] ?? rest)
  }

  /// Editions under the name that the tables of support give their branch.
  private static let editions = [
    "professional": "Pro", "home single language": "Home", "home n": "Home", "pro n": "Pro", "famille": "Home",
    "famille unilingue": "Home", "professionnel": "Pro", "entreprise": "Enterprise", "enterprise n": "Enterprise",
  ]

  /// The release of a Windows 10 or 11: itself, or that of its build.
  private static func release(_ version: Cell?, _ build: Cell?) -> Cell? {
    for cell in [build, version].compactMap({ $0?.given }) {
      let parts = cell.text.split(separator: ".")
      for part in parts.reversed() {
        if let number = Int(part), let release = releases[number] { return cell.converted(to: release) }
      }
    }
    return version
  }

  /// By build, from Microsoft's release history.
  static let releases = [
    10240: "1507", 10586: "1511", 14393: "1607", 15063: "1703", 16299: "1709", 17134: "1803", 17763: "1809",
    18362: "1903", 18363: "1909", 19041: "2004", 19042: "20H2", 19043: "21H1", 19044: "21H2", 19045: "22H2",
    22000: "21H2", 22621: "22H2", 22631: "23H2", 26100: "24H2", 26200: "25H2",
  ]

  // MARK: Others

  private static let families: [(prefix: String, name: String, parts: Int)] = [
    ("debian", "Debian", 1), ("ubuntu", "Ubuntu", 2), ("macos", "macOS", 1), ("mac os x", "macOS", 1),
    ("os x", "macOS", 1), ("android", "Android", 1),
  ]

  /// The first few parts of a version number, `macOS 10.x` and what has no number excepted.
  private static func number(_ text: String, parts: Int) -> String? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let pieces = number.split(separator: ".")
    guard let first = pieces.first, first != "10" || parts == 2 else { return nil }
    return pieces.prefix(parts).joined(separator: ".")
  }
}
