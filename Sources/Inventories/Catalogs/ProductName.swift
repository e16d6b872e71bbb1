import Values

/// The name of a product by which vulnerabilities are looked up: `cpe:vendor:product` or `pkg:type/namespace/name`,
/// folded, whatever version, qualifiers or edition the text tells besides.
struct ProductName: Hashable, Sendable {
  let key: String

  /// Reads `cpe:2.3:a:zoom:meetings:...`, `cpe:/a:zoom:meetings`, `pkg:npm/%40scope/name@1.0`, and `zoom:meetings`, the
  /// vendor and product of a CPE alone.
  /// - Returns: nil where the text names no product, or any (`*`).
  init?(_ text: String) {
    let folded = Text(text).folded
    if folded.hasPrefix("pkg:") {
      guard let name = Self.package(folded.dropFirst(4)) else { return nil }
      key = name
      return
    }
    let cpe = CPEName(folded)
    let parts = cpe.map { [$0.vendor, $0.product] } ?? CPEName.components(folded[...])
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0 != "*" && $0 != "-" }) else { return nil }
    let names = parts.map { $0.hasByte(UInt8(ascii: " ")) ? $0.replacing(" ", with: "_") : $0 }
    key = "cpe:" + names.joined(separator: ":")
  }

  /// Type, namespace and name of a package URL.
  private static func package(_ package: Substring) -> String? {
    let bare = package.prefix { $0 != "?" && $0 != "#" }
    // A namespace may begin with an unescaped `@`; a version never holds a slash.
    let slash = bare.lastIndex(of: "/") ?? bare.startIndex
    let version = bare[slash...].lastIndex { $0 == "@" }
    let named = version.map { $0 > bare.index(slash, offsetBy: 1, limitedBy: bare.endIndex) ?? slash } ?? false
    let name = named ? bare[..<(version ?? bare.endIndex)] : bare
    let parts = name.split(separator: "/").map { $0.replacing("%40", with: "@").replacing("%3a", with: ":") }
    guard parts.count >= 2 else { return nil }
    return "pkg:" + parts.joined(separator: "/")
  }
}

/// A CPE 2.3 formatted string or a 2.2 URI, its components without escapes.
struct CPEName: Sendable {
  /// From the part (`a`, `o`, `h`) on; eleven of them in a whole 2.3 name.
  let components: [String]

  init?(_ text: String) {
    let parts: [String]
    if text.hasPrefix("cpe:2.3:") {
      parts = Self.components(text.dropFirst(8))
    } else if text.hasPrefix("cpe:/") {
      parts = Self.components(text.dropFirst(5))
    } else {
      return nil
    }
    guard parts.count >= 3, parts.count <= 11 else { return nil }
    components = parts
  }

  var part: String { components[0] }
  var vendor: String { components[1] }
  var product: String { components[2] }
  /// nil for any.
  var version: String? { bound(3) }
  var update: String? { bound(4) }

  /// Whether it speaks of one edition, language or target system only.
  var isRestricted: Bool { (5..<11).contains { bound($0) != nil } }

  private func bound(_ index: Int) -> String? {
    guard components.indices.contains(index), !["*", "-", ""].contains(components[index]) else { return nil }
    return components[index]
  }

  /// Splits at colons that no backslash precedes, and takes the backslashes out.
  static func components(_ text: Substring) -> [String] {
    var parts: [String] = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        parts[parts.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == ":" {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
