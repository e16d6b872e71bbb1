extension YAMLScalar {
  /// What the scalar means: its explicit tag's type, else for a plain scalar the type by YAML 1.2's core schema
  /// (10.3.2), else a string.
  ///
  /// `yes`, `no`, `on` and `off` are strings. An integer beyond 64 bits is a double. A value that does not fit its tag
  /// is a string; the reader has reported it.
  public var resolved: Resolved {
    guard fitsTag else { return .string(text) }
    switch coreTag {
    case .str: return .string(text)
    case .null: return .null
    case .bool, .int: return Self.plain(text)
    case .float:
      if case .int(let value) = Self.plain(text) { return .double(Double(value)) }
      return Self.plain(text)
    case nil:
      return style == .plain ? Self.plain(text) : .string(text)
    }
  }

  /// Whether the content can be read as its explicit tag asks.
  var fitsTag: Bool {
    guard let coreTag else { return true }
    return switch (coreTag, Self.plain(text)) {
    case (.str, _), (.null, .null), (.bool, .bool), (.int, .int), (.float, .int), (.float, .double): true
    case (.int, .double): Self.isInteger(Array(text.utf8))
    default: false
    }
  }

  /// Whether it may be one of the core schema's words for null and truth: nearly every text is told from them by how
  /// long it is, or how it begins.
  public var mayBeWord: Bool {
    guard text.utf8.count <= 5, let first = text.utf8.first else { return text.isEmpty }
    return first == UInt8(ascii: "~") || "ntf".utf8.contains(first | 0x20)
  }

  /// What an untagged plain scalar means.
  static func plain(_ text: String) -> Resolved {
    guard let first = text.utf8.first else { return .null }
    guard !(0x41...0x7A).contains(first) || "ntf".utf8.contains(first | 0x20) else { return .string(text) }
    switch text {
    case "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case ".nan", ".NaN", ".NAN": return .double(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .double(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .double(-.infinity)
    default: break
    }
    let bytes = Array(text.utf8)
    guard first == 0x2B || first == 0x2D || first == 0x2E || (0x30...0x39).contains(first)
    else { return .string(text) }
    if isInteger(bytes) {
      if let value = Int64(text) { return .int(value) }
      return Double(text).map { .double($0) } ?? .string(text)
    }
    if bytes.count > 2, first == 0x30, bytes[1] == UInt8(ascii: "x") || bytes[1] == UInt8(ascii: "o") {
      let digits = bytes[2...]
      let radix = bytes[1] == UInt8(ascii: "x") ? 16 : 8
      guard digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return .string(text) }
      return Int64(String(decoding: digits, as: UTF8.self), radix: radix).map { .int($0) } ?? .string(text)
    }
    guard isFloat(bytes), let value = Double(text) else { return .string(text) }
    return .double(value)
  }

  /// `[-+]?[0-9]+`
  static func isInteger(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.first == 0x2B || bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  static func isFloat(_ bytes: [UInt8]) -> Bool {
    var index = 0
    func at(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }
    func digits() -> Int {
      let start = index
      while (0x30...0x39).contains(at(index)) { index += 1 }
      return index - start
    }
    if at(index) == 0x2B || at(index) == 0x2D { index += 1 }
    let whole = digits()
    if at(index) == 0x2E {
      index += 1
      let fraction = digits()
      guard whole > 0 || fraction > 0 else { return false }
    } else {
      guard whole > 0 else { return false }
    }
    if at(index) | 0x20 == UInt8(ascii: "e") {
      index += 1
      if at(index) == 0x2B || at(index) == 0x2D { index += 1 }
      guard digits() > 0 else { return false }
    }
    return index == bytes.count
  }
}
