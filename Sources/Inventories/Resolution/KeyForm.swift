import Schema

/// How the values of an attribute compare as keys and as names of a subject, told by the attribute's name and type.
///
/// Sources spell one thing in many ways: an address with colons, hyphens or dots, a computer by its short name in a
/// register and by its full one in an agent's report.
enum KeyForm: Sendable, Hashable {
  /// Texts of people: rooms.
  case words
  /// Names of accounts, of which `default` may be one.
  case login
  /// Serial numbers, asset tags and the like.
  case exact
  /// An address of a network interface.
  case hardwareAddress
  /// A computer's short name: the first label.
  case host
  /// A computer's name with its domain.
  case domain

  init(_ attribute: AttributeDeclaration) {
    switch attribute.path.last {
    case "mac": self = .hardwareAddress
    case "hostname": self = .host
    case "fqdn": self = .domain
    case "uid": self = .login
    default: self = (attribute.type.element ?? attribute.type) == .string ? .exact : .words
    }
  }
}

/// The name of a computer as networks write it.
struct HostText {
  /// Folded, without a trailing dot, a Windows domain before it or the `$` of a machine account behind it.
  let whole: String
  /// The first label; all of it where the name is no domain name.
  let short: String

  /// Domains that every small network has: a name below one of them is no more telling than its first label.
  private static let localDomains: Set<String> = [
    "local", "lan", "home", "localdomain", "internal", "intranet", "workgroup", "mshome", "arpa", "private",
  ]

  init(_ folded: String) {
    var name = folded[...]
    if let slash = name.lastIndex(of: "\\") { name = name[name.index(after: slash)...] }
    while let last = name.last, last == "." || last == "$" { name = name.dropLast() }
    whole = String(name)
    short = Self.isDomainName(name) ? String(name.prefix { $0 != "." }) : whole
  }

  /// The name with a domain that tells one network from another; nil for a short name or one below `.local`.
  var domain: String? {
    guard short != whole else { return nil }
    let labels = whole.split(separator: ".", omittingEmptySubsequences: false)
    if labels.count == 2, let last = labels.last, Self.localDomains.contains(String(last)) { return nil }
    return whole
  }

  /// Labels of letters, digits, hyphens and underscores, not all of them numbers as in an address.
  private static func isDomainName(_ name: Substring) -> Bool {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.count <= 32 else { return false }
    var hasLetter = false
    for label in labels {
      guard !label.isEmpty else { return false }
      for scalar in label.unicodeScalars {
        if scalar.properties.isAlphabetic { hasLetter = true; continue }
        guard ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_" else { return false }
      }
    }
    return hasLetter
  }
}
