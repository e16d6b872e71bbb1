import Diagnostics

/// How INI files differ in what their lines mean.
enum INIDialect: Sendable {
  case plain
  /// Keys and sections may stand several times, and each time counts: systemd, git, WireGuard.
  case repeating
  /// Python's: indented lines continue a value, and `:` parts a key from it as well.
  case python
  /// Ansible's inventories: a host and its variables on each line.
  case ansible
}

/// What a configuration file is read as.
struct ConfigurationRecognition: Sendable {
  var format: ConfigurationFormat
  var ini = INIDialect.plain
  /// Whether `$NAME` is filled in.
  var hasDollarNames = false

  /// What a name says.
  enum Name: Sendable {
    case known(ConfigurationRecognition)
    /// Content must tell.
    case open
    /// It names no configuration file.
    case other
  }

  /// What the name of a file says about it.
  static func name(_ path: String) -> Name {
    var name = (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
    // `nginx.yaml.j2`, `settings.ini.example`: what comes of it is named by what stands before.
    while let dot = name.lastIndex(of: "."), dot != name.startIndex, outer.contains(String(name[dot...].dropFirst())) {
      name = String(name[..<dot])
    }
    if name == ".env" || name.hasPrefix(".env.") || name == ".envrc" || name.hasSuffix(".env") {
      return .known(ConfigurationRecognition(format: .env, hasDollarNames: true))
    }
    if let known = names[name] { return .known(known) }
    guard let dot = name.lastIndex(of: ".") else { return .open }
    if dot == name.startIndex { return dotFiles.contains(name) ? .open : .other }
    let suffix = String(name[dot...].dropFirst())
    if suffix == "yaml" || suffix == "yml" {
      let isCompose = name.contains("compose")
      return .known(ConfigurationRecognition(format: .yaml, hasDollarNames: isCompose))
    }
    if suffix == "json" {
      let isRelaxed =
        name.hasPrefix("tsconfig") || name.hasPrefix("jsconfig") || name == "devcontainer.json"
        || path.split(separator: "/").dropLast().last.map { $0 == ".vscode" || $0 == ".devcontainer" } == true
      return .known(ConfigurationRecognition(format: isRelaxed ? .jsonc : .json))
    }
    if let known = suffixes[suffix] { return .known(known) }
    return openSuffixes.contains(suffix) ? .open : .other
  }

  /// Names that a template or an example adds to that of what comes of it.
  private static let outer: Set<String> = [
    "j2", "jinja", "jinja2", "tpl", "tmpl", "gotmpl", "tftpl", "erb", "ejs", "hbs", "mustache", "template",
    "example", "sample", "dist",
  ]

  private static let python = ConfigurationRecognition(format: .ini, ini: .python)
  private static let repeating = ConfigurationRecognition(format: .ini, ini: .repeating)
  private static let plain = ConfigurationRecognition(format: .ini)
  private static let toml = ConfigurationRecognition(format: .toml)
  private static let jsonc = ConfigurationRecognition(format: .jsonc)

  private static let names: [String: ConfigurationRecognition] = [
    "setup.cfg": python, "tox.ini": python, "mypy.ini": python, "pytest.ini": python, "alembic.ini": python,
    "ansible.cfg": python, ".flake8": python, ".pylintrc": python, "pylintrc": python, ".coveragerc": python,
    ".gitconfig": repeating, ".gitmodules": repeating, ".editorconfig": plain, ".npmrc": plain, "my.cnf": plain,
    "php.ini": plain, "pipfile": toml, "cargo.lock": toml, "poetry.lock": toml, "uv.lock": toml, "pdm.lock": toml,
    ".eslintrc": jsonc, ".babelrc": jsonc, ".swcrc": jsonc, ".jshintrc": jsonc, ".hintrc": jsonc,
    ".yamllint": ConfigurationRecognition(format: .yaml), ".clang-format": ConfigurationRecognition(format: .yaml),
    ".prettierrc": ConfigurationRecognition(format: .yaml),
  ]

  private static let suffixes: [String: ConfigurationRecognition] = [
    "jsonc": jsonc, "code-workspace": jsonc, "toml": toml, "ini": plain,
    "properties": ConfigurationRecognition(format: .properties),
    "xml": ConfigurationRecognition(format: .xml), "csproj": ConfigurationRecognition(format: .xml),
    "vbproj": ConfigurationRecognition(format: .xml), "fsproj": ConfigurationRecognition(format: .xml),
    "props": ConfigurationRecognition(format: .xml), "targets": ConfigurationRecognition(format: .xml),
    "nuspec": ConfigurationRecognition(format: .xml),
    "service": repeating, "socket": repeating, "timer": repeating, "desktop": plain,
  ]

  /// Suffixes that say nothing alone.
  private static let openSuffixes: Set<String> = [
    "conf", "cnf", "cfg", "config", "plist", "inventory", "network", "netdev", "link", "mount", "target", "slice",
  ]

  /// Headers that systemd and WireGuard have, whose keys may stand several times.
  private static let repeatingHeaders: Set<String> = [
    "[Interface]", "[Unit]", "[Match]", "[NetDev]", "[Service]", "[Network]", "[Mount]",
  ]

  /// Names with nothing but a dot in front that may be configuration.
  private static let dotFiles: Set<String> = [".dockercfg", ".condarc", ".wgetrc", ".hgrc", ".pypirc", ".s3cfg"]
}

extension ConfigurationRecognition {
  /// What the content of a file says that its name leaves open; nil unless it can be nothing else.
  ///
  /// - Complexity: O(bytes)
  static func content(_ source: Source) -> ConfigurationRecognition? {
    let bytes = source.bytes
    let start = TextEncoding.marked(bytes)?.mark ?? 0
    guard let first = bytes[start...].firstIndex(where: { $0 > 0x20 }) else { return nil }
    let head = bytes[first...]
    if head.starts(with: "#!".utf8) { return nil }
    if head.starts(with: "<?xml".utf8) { return ConfigurationRecognition(format: .xml) }
    if head.starts(with: "---\n".utf8) || head.starts(with: "---\r\n".utf8) || head.starts(with: "%YAML".utf8) {
      return ConfigurationRecognition(format: .yaml)
    }
    if bytes[first] == UInt8(ascii: "{") || head.starts(with: "[{".utf8) || head.starts(with: "[\"".utf8) {
      let result = JSONReader.readRelaxed(source)
      return result.diagnostics.hasErrors ? nil : ConfigurationRecognition(format: .jsonc)
    }
    if bytes[first] == UInt8(ascii: "<") { return xml(source) }
    return settings(source)
  }

  /// `web.config` has no declaration; only a whole tree is proof.
  private static func xml(_ source: Source) -> ConfigurationRecognition? {
    let result = XMLReader.read(source)
    return result.isWhole && result.root != nil && !result.diagnostics.hasErrors
      ? ConfigurationRecognition(format: .xml) : nil
  }

  /// Lines of `key = value`, under headers or without them, and nothing else.
  private static func settings(_ source: Source) -> ConfigurationRecognition? {
    var hasHeader = false
    var keys = 0
    var recognition = plain
    var isFirst = true
    for line in SettingLines(source).trimmedLines {
      let text = source.bytes[line]
      guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { continue }
      if first == UInt8(ascii: "[") {
        guard text.last == UInt8(ascii: "]") else { return nil }
        // A host that stands above all groups belongs to none.
        if isAnsible(text) { recognition.ini = .ansible }
        if repeatingHeaders.contains(String(decoding: text, as: UTF8.self)) { recognition.ini = .repeating }
        hasHeader = hasHeader || isFirst || recognition.ini == .ansible
      } else if text.contains(UInt8(ascii: "=")) {
        if isHost(text) {
          recognition.ini = .ansible
          hasHeader = true
        }
        let key = text.prefix { $0 != UInt8(ascii: "=") && $0 > 0x20 }
        let isName = key.allSatisfy {
          (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || "_.-/:@*".utf8.contains($0)
        }
        guard isName, !key.isEmpty else { return nil }
        keys += 1
      } else if !hasHeader {
        return nil
      }
      isFirst = false
    }
    return hasHeader || keys > 0 ? recognition : nil
  }

  /// A header that only Ansible has.
  static func isAnsible(_ header: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: header, as: UTF8.self)
    return text.hasSuffix(":vars]") || text.hasSuffix(":children]")
  }

  /// A host with variables: `camera-1 ansible_host=192.0.2.1`.
  static func isHost(_ line: ArraySlice<UInt8>) -> Bool {
    String(decoding: line, as: UTF8.self).split(separator: " ").dropFirst().contains { $0.hasPrefix("ansible_") }
  }
}
