/// A piece of a policy for the documentation of a lint, and for its test.
///
/// It is written as documents separated by `---`; the first key of each says what it is. What a policy needs besides is
/// added by `files`, so that an example shows nothing but its point.
public struct LintExample: Sendable {
  public var text: String
  /// The text at which each finding points, in order; empty where nothing is to be found.
  public var finds: [String]

  public init(_ text: String, finds: [String] = []) {
    self.text = text
    self.finds = finds
  }

  /// The example's files by path, made whole. The policy is `x/policy.yaml`, a profile `x/profile.yaml`.
  public var files: [String: String] {
    var files: [String: String] = [
      "shared/schema/inventory.yaml": Self.schema, "x/advisory.txt": "Change the default password.",
    ]
    for document in text.components("\n---\n") {
      let keys = document.split(separator: "\n").filter { $0.first.map { $0.isLetter } ?? false }
        .compactMap { $0.split(separator: ":").first.map(String.init) }
      switch keys.first {
      case "tests": files["x/tests.yaml"] = document + "\n"
      case "catalog": files["shared/catalogs/vendors.yaml"] = document + "\n"
      case "adapter": files["shared/adapters/sheet.yaml"] = document + "\n"
      case "waivers": files["x/profile.yaml"] = "profile: p\nwaivers: [w]\n---\n" + document + "\n"
      default:
        let added = Self.policy.filter { part in !keys.contains(part.key) }.map(\.text)
        files["x/policy.yaml"] = (added + [document]).joined(separator: "\n") + "\n"
      }
    }
    if files["x/policy.yaml"] == nil {
      files["x/policy.yaml"] = Self.policy.map(\.text).joined(separator: "\n") + "\n"
    }
    return files
  }

  private static let policy: [(key: String, text: String)] = [
    ("policy", "policy: x"), ("version", "version: 1.0.0"), ("title", "title: {vi: Thử, en: A trial}"),
    (
      "advisory",
      """
      advisory:
        issuer: the office
        text: advisory.txt
        clauses:
          - {id: A, force: mandatory, quote: Change the default password., title: {vi: Đổi, en: Change}}
      """
    ),
    ("uses", "uses: [inventory]"),
    (
      "rules",
      """
      rules:
        - id: named
          clause: A
          subject: camera
          severity: low
          title: {vi: Có tên, en: It has a name}
          check: camera.name != ''
          remediation: {vi: Đặt tên, en: Name it}
      """
    ),
  ]

  /// The schema of all examples, and of the tests that make policies up.
  public static let schema = """
    schema: inventory
    version: 1.0.0
    entities:
      camera:
        identity: {keys: [[name]]}
        attributes:
          name: text
          status: {type: enum, none: [], values: [active, gone]}
          vendor: text
          oem_of: text
          firmware: text
          login: {type: text, sensitive: secret}
          password.state: {type: enum, values: [default, changed]}
          password.length: int
          networked: bool
          seen: date
        relations:
          accounts: {many: account, closed_by: [account.camera]}
      account:
        identity: {keys: [[camera, uid]]}
        attributes: {uid: text, is_disabled: bool, changed: bool}
        relations: {camera: {one: camera}}
    """
}

extension String {
  /// The parts between a separator.
  func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
