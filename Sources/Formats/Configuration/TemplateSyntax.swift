import Diagnostics

/// What marks a value, or a file, that another program fills in.
///
/// | mark | whose |
/// |---|---|
/// | `{{ x }}`, `{% if x %}` | Jinja, Helm, Go, Mustache, GitHub's `${{ x }}` |
/// | `<%= x %>` | ERB, EJS |
/// | `${X}`, `$(X)`, `$[[ x ]]`, `#{X}` | shells, Compose, Terraform, Kubernetes, pipelines, GitLab, Octopus |
/// | `$X` | Compose and `.env` files alone: elsewhere it may be a password |
/// | `%(x)s` | INI files of Python alone |
/// | `{FRIGATE_X}` | Frigate |
/// | `ENC[...]`, `$ANSIBLE_VAULT;` | SOPS, Eyaml, Ansible: encrypted |
struct TemplateSyntax {
  /// `$NAME` is filled in, and `$$` stands for a dollar.
  var hasDollarNames = false
  /// `%(name)s` is filled in.
  var hasPercentNames = false

  /// Whether a value is filled in, wholly or in part.
  func isTemplate(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isTemplate($0) }
  }

  func isTemplate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if Self.starts(bytes, with: "$ANSIBLE_VAULT;") || Self.starts(bytes, with: "ENC[") && bytes.last == Self.bracket {
      return true
    }
    var index = 0
    var openings = TemplateOpenings()
    var lastBrace: Int?
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "<"):
        if openings.expression(bytes, at: index) != nil { return true }
        if Self.starts(bytes, at: index, with: "{FRIGATE_") { return true }
      case UInt8(ascii: "#"):
        if Self.at(bytes, index + 1) == Self.brace, isReference(bytes, index + 2, closing: "}") { return true }
      case UInt8(ascii: "$"):
        if hasDollarNames, Self.at(bytes, index + 1) == UInt8(ascii: "$") {
          index += 2
          continue
        }
        if isDollar(bytes, index + 1, lastBrace: &lastBrace) { return true }
      case UInt8(ascii: "%"):
        if hasPercentNames, Self.at(bytes, index + 1) == UInt8(ascii: "("), isReference(bytes, index + 2, closing: ")")
        {
          return true
        }
      default: break
      }
      index += 1
    }
    return false
  }

  /// What stands behind a dollar.
  private func isDollar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, lastBrace: inout Int?
  ) -> Bool {
    switch Self.at(bytes, index) {
    case Self.brace:
      let last = lastBrace ?? bytes.lastIndex(of: UInt8(ascii: "}")) ?? -1
      lastBrace = last
      return last > index
    case UInt8(ascii: "("): return isReference(bytes, index + 1, closing: ")")
    case UInt8(ascii: "["): return Self.at(bytes, index + 1) == UInt8(ascii: "[")
    case let byte: return hasDollarNames && Self.isLetter(byte)
    }
  }

  /// A name and a closing sign, as references have: not any text in brackets.
  private func isReference(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, closing: Unicode.Scalar) -> Bool {
    var index = start
    while index < bytes.count, Self.isLetter(bytes[index]) || "0123456789.-:[] ".utf8.contains(bytes[index]) {
      index += 1
    }
    return index > start && Self.at(bytes, index) == UInt8(ascii: closing)
  }

  private static let brace = UInt8(ascii: "{")
  private static let bracket = UInt8(ascii: "]")

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F }

  static func at(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8 {
    index < bytes.count ? bytes[index] : 0
  }

  static func starts(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int = 0, with text: StaticString) -> Bool {
    guard bytes.count - index >= text.utf8CodeUnitCount else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// Whether an expression begins at an offset, closed or not.
  static func opens(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool { closing(bytes, at: index) != nil }

  private static func closing(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt8, UInt8)? {
    switch (at(bytes, index), at(bytes, index + 1)) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")): (UInt8(ascii: "}"), UInt8(ascii: "}"))
    case (UInt8(ascii: "{"), UInt8(ascii: "%")): (UInt8(ascii: "%"), UInt8(ascii: "}"))
    case (UInt8(ascii: "<"), UInt8(ascii: "%")): (UInt8(ascii: "%"), UInt8(ascii: ">"))
    default: nil
    }
  }

  /// An expression in `{{ }}`, `{% %}` or `<% %>` that begins at an offset: the offset behind it.
  static func expression(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard let closing = closing(bytes, at: index) else { return nil }
    var end = index + 2
    while end + 1 < bytes.count {
      if bytes[end] == closing.0, bytes[end + 1] == closing.1 { return end + 2 }
      end += 1
    }
    return nil
  }
}

/// Looks for template expressions from one opening to the next: where a sign is not closed, no later one of its kind is,
/// and the search is not repeated.
struct TemplateOpenings {
  private var hopeless: Set<UInt8> = []

  /// The offset behind an expression that begins at an offset.
  mutating func expression(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let kind = TemplateSyntax.at(bytes, index) ^ TemplateSyntax.at(bytes, index + 1) &* 3
    guard !hopeless.contains(kind) else { return nil }
    let end = TemplateSyntax.expression(bytes, at: index)
    if end == nil, TemplateSyntax.opens(bytes, at: index) { hopeless.insert(kind) }
    return end
  }
}

/// The template expressions of a whole file, for files that are no syntax of their own without them.
struct TemplateScan {
  /// Each expression, in order.
  private(set) var expressions: [Range<Int>] = []
  /// Whether some of them decide what stands in the file, or write more than a value.
  private(set) var hasBlocks = false

  /// - Complexity: O(bytes)
  init(_ source: Source) {
    source.bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var openings = TemplateOpenings()
      while index < bytes.count {
        guard let end = openings.expression(bytes, at: index) else {
          index += 1
          continue
        }
        expressions.append(index..<end)
        if !hasBlocks { hasBlocks = Self.isBlock(index..<end, bytes) }
        index = end
      }
    }
  }

  /// Whether a whole file is encrypted, as Ansible's vaults are.
  static func isEncrypted(_ source: Source) -> Bool { source.bytes.starts(with: "$ANSIBLE_VAULT;".utf8) }

  /// A statement, an expression of several lines, or one that has its line for itself.
  private static func isBlock(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let second = bytes[range.lowerBound + 1]
    if second == UInt8(ascii: "%") {
      return bytes[range.lowerBound] == UInt8(ascii: "{") || bytes[range.lowerBound + 2] != UInt8(ascii: "=")
    }
    if bytes[range].contains(0x0A) { return true }
    var start = range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A else { return false }
    var end = range.upperBound
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D { end += 1 }
    return end == bytes.count || bytes[end] == 0x0A
  }

  /// The source with a digit in place of each byte of an expression: a value that every format reads, of one length.
  func masked(_ source: Source) -> Source {
    var bytes = source.bytes
    for range in expressions {
      for index in range { bytes[index] = UInt8(ascii: "1") }
    }
    return Source(path: source.path, bytes: bytes, isConfidential: source.isConfidential)
  }
}
