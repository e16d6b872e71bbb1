import Formats
import Values

/// OSV: one vulnerability, a list of them, or one on each line.
///
/// Each pair of events becomes a row: from `introduced` up to `fixed`, or with `last_affected`. Commits (`GIT`) cannot
/// be compared with versions. A package of one release of a distribution ("Debian:12") is `conditional`: another
/// release numbers its own fixes.
struct OSVAdapter: Adapter {
  let name = "osv"
  let title = "OSV (one, a list, one on each line)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    let sample = document.root.map { $0.has("vulns") ? Array($0.items("vulns").prefix(3)) : document.sample }
    for item in sample ?? document.sample where item.has("id", "modified") && !item.has("sourceIdentifier") {
      if item.items("affected").first?.has("package") == true { return .certain("`affected` with `package`") }
      if item.has("schema_version", "affected") { return .certain("`schema_version` and `affected`") }
    }
    return nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let items: [JSONPlace]
    if let root = document.root {
      items = root.isArray ? root.items() : root.has("vulns") ? root.items("vulns") : [root]
    } else {
      items = document.objects
    }
    output.collected = items.compactMap { ReferenceDays.calendar($0["modified"]) }.max()
    for item in items {
      if item["withdrawn"]?.given != nil {
        output.ignore("withdrawn vulnerabilities")
        continue
      }
      for affected in item.items("affected") { add(affected, of: item, into: &output) }
    }
  }

  /// A stretch of versions between two events.
  private struct Stretch {
    var site: JSONPlace
    var introduced: Cell?
    var fixed: Cell?
    var last: Cell?
    var isCommits = false
  }

  private func add(_ affected: JSONPlace, of item: JSONPlace, into output: inout AdaptedRecords) {
    let ecosystem = affected["package.ecosystem"]?.text ?? ""
    let package = OSVPackage(affected)
    let id = Self.identity(item)
    let versions = affected.at("versions").flatMap { $0.items().isEmpty ? nil : $0.cell }
    var stretches: [Stretch] = []
    for range in affected.items("ranges") { stretches += Self.stretches(range) }
    // The list holds for the package, however many ranges repeat it.
    if stretches.isEmpty || versions != nil { stretches.append(Stretch(site: affected)) }
    for stretch in stretches {
      let isList = stretch.introduced == nil && stretch.fixed == nil && stretch.last == nil
      output.addReference("vulnerabilities", at: stretch.site) { row in
        row["id"] = id
        row["purl"] = package.url
        row["product"] = package.words
        row["introduced"] = stretch.introduced
        row["fixed"] = stretch.fixed
        row["last_affected"] = stretch.last
        if isList { row["versions"] = versions }
        if let scheme = stretch.isCommits ? "git" : package.scheme { row["scheme"] = .constant(scheme) }
        if ecosystem.contains(":") { row["conditional"] = .constant("true") }
        row["published"] = item["published"]?.map(ReferenceDays.day)
        row["source"] = .constant("osv")
      }
    }
  }

  /// The CVE by which other catalogs know it, else its own id.
  private static func identity(_ item: JSONPlace) -> Cell? {
    item.items("aliases").first { $0.cell.text.hasPrefix("CVE-") }?.cell ?? item["id"]
  }

  private static func stretches(_ range: JSONPlace) -> [Stretch] {
    let isCommits = range["type"]?.text == "GIT"
    var stretches: [Stretch] = []
    var open: Stretch?
    for event in range.items("events") {
      if let introduced = event["introduced"]?.given {
        if let open { stretches.append(open) }
        open = Stretch(site: event, introduced: introduced, isCommits: isCommits)
      } else if let fixed = event["fixed"]?.given {
        var ended = open ?? Stretch(site: event, isCommits: isCommits)
        ended.fixed = fixed
        stretches.append(ended)
        open = nil
      } else if let last = event["last_affected"]?.given {
        var ended = open ?? Stretch(site: event, isCommits: isCommits)
        ended.last = last
        stretches.append(ended)
        open = nil
      }
    }
    return stretches + [open].compactMap { $0 }
  }
}

/// A package as OSV names it: by package URL, else by ecosystem and name.
struct OSVPackage {
  /// The package URL, made of ecosystem and name where the file gives none.
  let url: Cell?
  /// `ecosystem:name`, where no package URL can be made.
  let words: Cell?
  /// How the ecosystem orders versions, where it is not by numbers.
  let scheme: String?

  init(_ affected: JSONPlace) {
    let ecosystem = affected["package.ecosystem"]?.text.split(separator: ":").first.map(String.init) ?? ""
    let name = affected["package.name"]?.given
    let prefix = Self.prefixes.first { $0.ecosystem == ecosystem }
    scheme = prefix?.scheme
    if let purl = affected["package.purl"]?.given {
      url = purl
      words = nil
    } else if let name, let prefix {
      let path = ecosystem == "Maven" ? name.text.replacing(":", with: "/") : name.text
      url = name.converted(to: prefix.url + (ecosystem == "PyPI" ? path.lowercased().replacing("_", with: "-") : path))
      words = nil
    } else {
      url = nil
      words = name?.map { ecosystem.isEmpty ? $0 : "\(ecosystem):\($0)" }
    }
  }

  private static let prefixes: [(ecosystem: String, url: String, scheme: String?)] = [
    ("AlmaLinux", "pkg:rpm/almalinux/", "rpm"), ("Debian", "pkg:deb/debian/", "deb"), ("Go", "pkg:golang/", "semver"),
    ("Maven", "pkg:maven/", nil), ("NuGet", "pkg:nuget/", nil), ("Packagist", "pkg:composer/", nil),
    ("PyPI", "pkg:pypi/", nil), ("Red Hat", "pkg:rpm/redhat/", "rpm"), ("Rocky Linux", "pkg:rpm/rocky-linux/", "rpm"),
    ("RubyGems", "pkg:gem/", nil), ("Ubuntu", "pkg:deb/ubuntu/", "deb"), ("crates.io", "pkg:cargo/", "semver"),
    ("npm", "pkg:npm/", "semver"), ("openSUSE", "pkg:rpm/opensuse/", "rpm"), ("SUSE", "pkg:rpm/suse/", "rpm"),
  ]
}
