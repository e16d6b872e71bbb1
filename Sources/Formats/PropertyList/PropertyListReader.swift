import Diagnostics

/// An Apple property list, read.
public struct PropertyListDocument: Sendable {
  /// The text or bytes that places refer to.
  public var source: Source
  /// The value; nil if there is none.
  public var root: PropertyListNode?
  /// What was wrong.
  public var diagnostics: DiagnosticList
  /// False if the file may hold values that are not here.
  public var isWhole: Bool

  /// Makes a document of its parts.
  public init(source: Source, root: PropertyListNode?, diagnostics: DiagnosticList, isWhole: Bool) {
    self.source = source
    self.root = root
    self.diagnostics = diagnostics
    self.isWhole = isWhole
  }
}

/// Apple property lists to located trees: XML, and binary of version `bplist00`.
public enum PropertyListReader {
  /// Reads a file.
  /// - Complexity: O(bytes); a binary list costs at most a million values, however often it refers to one
  public static func read(_ source: Source) -> PropertyListDocument {
    if isBinary(source.bytes) { return BinaryPropertyList.read(source) }
    let document = XMLReader.read(source)
    var found = LimitedDiagnostics()
    for diagnostic in document.diagnostics.all { found.add(diagnostic) }
    guard let root = document.root else {
      return PropertyListDocument(
        source: document.source, root: nil, diagnostics: found.finished(), isWhole: false)
    }
    guard root.name.local == "plist", let first = root.children.first else {
      found.add(PropertyListDiagnostics.notAList(root.span))
      return PropertyListDocument(source: document.source, root: nil, diagnostics: found.finished(), isWhole: false)
    }
    var list = XMLPropertyList(found: found)
    let value = list.value(first)
    if root.children.count > 1 { list.fail(PropertyListDiagnostics.secondRoot(root.children[1].span)) }
    return PropertyListDocument(
      source: document.source, root: value, diagnostics: list.found.finished(),
      isWhole: document.isWhole && list.isWhole)
  }

  /// Whether a file begins as a binary property list.
  static func isBinary(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "bplist".utf8) }
}

/// The elements of a property list as values. The depth of the XML tree bounds the recursion.
struct XMLPropertyList {
  private(set) var found: LimitedDiagnostics
  /// False if keys and values do not pair up.
  private(set) var isWhole = true

  init(found: LimitedDiagnostics) { self.found = found }

  mutating func fail(_ diagnostic: Diagnostic) {
    isWhole = false
    found.add(diagnostic)
  }

  mutating func value(_ node: XMLNode) -> PropertyListNode {
    func make(_ kind: PropertyListNode.Kind) -> PropertyListNode {
      PropertyListNode(kind: kind, span: node.span, isWhole: node.isWhole)
    }
    let text = node.trimmedText
    if let problem = node.text.problem { return make(.unreadable(text, reason: problem)) }
    switch node.name.local {
    case "dict": return dictionary(node)
    case "array": return make(.array(node.children.map { value($0) }))
    case "string": return make(.string(node.text.text))
    case "true": return make(.bool(true))
    case "false": return make(.bool(false))
    case "integer":
      if let value = Int128(text) { return make(.integer(String(value))) }
      if text.hasPrefix("0x"), let value = UInt64(text.dropFirst(2), radix: 16) { return make(.integer(String(value))) }
      return unreadable(node, "a whole number")
    case "real": return Double(text)?.isFinite == true ? make(.real(text)) : unreadable(node, "a number")
    case "date": return Self.isDate(text) ? make(.date(text)) : unreadable(node, "a date")
    case "data":
      return Base64Text.decode(text).map { make(.data($0)) } ?? unreadable(node, "base64")
    default: return unreadable(node, "a type of property lists")
    }
  }

  private mutating func unreadable(_ node: XMLNode, _ what: String) -> PropertyListNode {
    found.add(PropertyListDiagnostics.badValue(node.span, what))
    return PropertyListNode(
      kind: .unreadable(node.trimmedText, reason: "not \(what)"), span: node.span, isWhole: node.isWhole)
  }

  private mutating func dictionary(_ node: XMLNode) -> PropertyListNode {
    var members: [PropertyListNode.Member] = []
    var key: XMLNode?
    var isPaired = true
    for child in node.children {
      if child.name.local == "key" {
        if let key {
          isPaired = false
          fail(PropertyListDiagnostics.keyWithoutValue(key.span))
        }
        key = child
      } else if let name = key {
        members.append(.init(key: name.text.text, keySpan: name.span, value: value(child)))
        key = nil
      } else {
        isPaired = false
        fail(PropertyListDiagnostics.valueWithoutKey(child.span))
      }
    }
    if let key, node.isWhole {
      isPaired = false
      fail(PropertyListDiagnostics.keyWithoutValue(key.span))
    }
    return PropertyListNode(kind: .dictionary(members), span: node.span, isWhole: node.isWhole && isPaired)
  }

  /// `2025-12-30T08:00:00Z`, the only form that property lists have.
  private static func isDate(_ text: String) -> Bool {
    let form = Array("0000-00-00T00:00:00Z".utf8)
    guard text.utf8.count == form.count else { return false }
    return zip(text.utf8, form).allSatisfy { byte, shape in
      shape == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == shape
    }
  }
}

/// Base64 (RFC 4648) with white space in it.
enum Base64Text {
  static func decode(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var (bits, count, padding): (UInt32, Int, Int) = (0, 0, 0)
    for byte in text.utf8 where byte > 0x20 {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="):
        padding += 1
        continue
      default: return nil
      }
      guard padding == 0 else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count % 4 == 0 {
        result += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        bits = 0
      }
    }
    switch count % 4 {
    case 2: result.append(UInt8(bits >> 4 & 0xFF))
    case 3: result += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]
    case 1: return nil
    default: break
    }
    return result
  }
}
