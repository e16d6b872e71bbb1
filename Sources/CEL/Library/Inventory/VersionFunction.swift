import Values

/// `version`: text that orders as versions do.
enum VersionFunction {
  static let version = FunctionDeclaration(
    "version",
    """
    Reads a version under a scheme: `generic` (the default), `semver`, `deb`, `rpm`, `hikvision`, `dahua`, `axis` or \
    `zoom`. \
    A version stays what it is. Text that is no version is unknown (`value-unreadable`), not an error.
    """,
    [
      .of("version_to_version", .version) { (version: Version) -> Value in .version(version) },
      .of("string_to_version", .version) { (text: String) -> Value in read(text, .generic) },
      .of("string_to_version_scheme", .version) { (text: String, scheme: String) -> Value in
        withScheme(scheme) { read(text, $0) }
      },
      .of("version_to_version_scheme", .version) { (version: Version, scheme: String) -> Value in
        withScheme(scheme) { version.scheme == $0 ? .version(version) : read(version.text, $0) }
      },
    ])

  private static func read(_ text: String, _ scheme: Version.Scheme) -> Value {
    if let version = Version(text, scheme: scheme) { return .version(version) }
    return .unknown(Unknown(.valueUnreadable, "", detail: ValueText.excerpt(text)))
  }

  private static func withScheme(_ name: String, _ body: (Version.Scheme) -> Value) -> Value {
    if let scheme = Version.Scheme(rawValue: name) { return body(scheme) }
    let names = Version.Scheme.allCases.map(\.rawValue).joined(separator: ", ")
    return .failed("no such version scheme: `\(ValueText.excerpt(name))`, there are \(names)")
  }
}
