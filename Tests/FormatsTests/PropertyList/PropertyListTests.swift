import Diagnostics
import Formats
import Testing

/// A value in one line: `{k: 'v', n: 1, d: @2025-12-30T00:00:00Z, b: <2>}`; `!` after what broke off.
func dump(_ node: PropertyListNode) -> String {
  let text: String =
    switch node.kind {
    case .bool(let value): "\(value)"
    case .integer(let text), .real(let text): text
    case .string(let text): "'\(text)'"
    case .date(let text): "@\(text)"
    case .data(let bytes): "<\(bytes.map { String($0) }.joined(separator: " "))>"
    case .array(let items): "[" + items.map(dump).joined(separator: ", ") + "]"
    case .dictionary(let members): "{" + members.map { "\($0.key): \(dump($0.value))" }.joined(separator: ", ") + "}"
    case .unreadable(let text, let reason): "?'\(text)' (\(reason))"
    }
  return text + (node.isWhole ? "" : "!")
}

@Suite struct PropertyListTests {
  private func read(_ bytes: [UInt8]) -> (tree: String, problems: [String], isWhole: Bool) {
    let document = PropertyListReader.read(Source(path: "a.plist", bytes: bytes))
    return (document.root.map(dump) ?? "", document.diagnostics.all.map(dump), document.isWhole)
  }

  private static let head =
    "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://a/b.dtd\"><plist version='1.0'>"

  static let lists: [(text: String, tree: String, problem: String?)] = [
    ("<dict/>", "{}", nil), ("<array><true/><false/></array>", "[true, false]", nil),
    ("<string> ấ&amp; </string>", "' ấ& '", nil), ("<integer>-12</integer>", "-12", nil),
    ("<integer>0x1F</integer>", "31", nil), ("<real>1.50</real>", "1.50", nil),
    ("<date>2025-12-30T08:05:09Z</date>", "@2025-12-30T08:05:09Z", nil),
    ("<data>\n AQ\n ID\n</data>", "<1 2 3>", nil), ("<data>AQ==</data>", "<1>", nil),
    ("<dict><key>a</key><string>x</string><key>b</key><array/></dict>", "{a: 'x', b: []}", nil),
    ("<integer>x</integer>", "?'x' (not a whole number)", "KIEM1652 a value that is not a whole number"),
    ("<real>nan</real>", "?'nan' (not a number)", "KIEM1652 a value that is not a number"),
    ("<date>30/12/2025</date>", "?'30/12/2025' (not a date)", "KIEM1652 a value that is not a date"),
    ("<data>A</data>", "?'A' (not base64)", "KIEM1652 a value that is not base64"),
    ("<odd/>", "?'' (not a type of property lists)", "KIEM1652 a value that is not a type of property lists"),
  ]

  @Test(arguments: lists)
  func `an XML list is a tree of values`(text: String, tree: String, problem: String?) {
    let (found, problems, isWhole) = read(Array((Self.head + text + "</plist>").utf8))
    #expect(found == tree && isWhole)
    #expect(problems.count == (problem == nil ? 0 : 1) && problems.allSatisfy { $0.hasSuffix(problem ?? "") })
  }

  static let broken: [(text: String, tree: String, problem: String)] = [
    ("<dict><key>a</key></dict></plist>", "{}!", "KIEM1651 a key without a value"),
    ("<dict><key>a</key><key>b</key><true/></dict></plist>", "{b: true}!", "KIEM1651 a key without a value"),
    ("<dict><true/></dict></plist>", "{}!", "KIEM1651 a value without a key"),
    ("<dict><key>a</key><string>x", "{a: 'x'!}!", "KIEM1601 the text ends before the end tag of an element"),
    ("<true/><true/></plist>", "true", "KIEM1651 a second value in the property list"),
    ("</plist>", "", "KIEM1651 the file is no property list"),
  ]

  @Test(arguments: broken)
  func `an XML list that is not whole says so`(text: String, tree: String, problem: String) {
    let (found, problems, isWhole) = read(Array((Self.head + text).utf8))
    #expect(found == tree && !isWhole)
    #expect(problems.first?.hasSuffix(problem) == true, "\(problems)")
  }

  /// Written by another program: numbers of each size, both kinds of text, two dates, bytes, a nested dictionary.
  static let binary: [UInt8] = {
    let text =
      "YnBsaXN0MDDWAQIDBAUGBxAREhUWUWFRYlFkUW5Tb2xkUXWoCAkKCwwNDg8QARP//////////hMAAAEAAAAAACM/+AAAAAAAAAkIYR6lXxAUeHh4"
      + "eHh4eHh4eHh4eHh4eHh4eHhCAQIzQceB35qAAADRExRRa1F2M8F+KFAQAAAAgAcIFRcZGx0hIywuN0BJSktOZWhxdHZ4gQAAAAAAAAEBAAAA"
      + "AAAAABcAAAAAAAAAAAAAAAAAAACD"
    let list = "<plist><data>\(text)</data></plist>"
    guard case .data(let bytes) = PropertyListReader.read(Source(path: "a", text: list)).root?.kind else { return [] }
    return bytes
  }()

  @Test func `a binary list is the same tree`() {
    let (tree, problems, isWhole) = read(Self.binary)
    #expect(
      tree == "{a: [1, -2, 1099511627776, 1.5, true, false, 'ấ', 'xxxxxxxxxxxxxxxxxxxx'], b: <1 2>, "
        + "d: @2025-12-30T08:05:09Z, n: {k: 'v'}, old: @1999-12-31T23:59:59Z, u: 7}")
    #expect(problems == [] && isWhole)
  }

  @Test func `a binary list that is cut or changed anywhere is refused or read as far as it goes`() {
    for length in 8..<Self.binary.count {
      let (_, problems, isWhole) = read(Array(Self.binary.prefix(length)))
      #expect(!isWhole && !problems.isEmpty, "cut at \(length)")
    }
    for place in 8..<Self.binary.count {
      for value in [0, 0x0F, 0x5F, 0xA1, 0xD1, 0xFF] as [UInt8] {
        var bytes = Self.binary
        bytes[place] = value
        let document = PropertyListReader.read(Source(path: "a", bytes: bytes))
        #expect(document.isWhole || !document.diagnostics.isEmpty)
        _ = document.root.map { RawValue(JSONNode($0)) }
      }
    }
  }

  /// A list of objects (by their bytes), the first of which is the outermost.
  private func list(_ objects: [[UInt8]]) -> [UInt8] {
    var bytes = Array("bplist00".utf8)
    var offsets: [UInt8] = []
    for object in objects {
      offsets.append(UInt8(bytes.count))
      bytes += object
    }
    let table = UInt8(bytes.count)
    bytes += offsets + [0, 0, 0, 0, 0, 0, 1, 1]
    for number in [UInt8(objects.count), 0, table] { bytes += [0, 0, 0, 0, 0, 0, 0, number] }
    return bytes
  }

  @Test func `an object in itself and objects without end are refused`() {
    let cycle = read(list([[0xA1, 1], [0xA2, 0, 2], [0x51, 0x78]]))
    #expect(
      cycle.tree == "[['x']!]!" && cycle.problems.map { $0.hasSuffix("KIEM1651 an object that holds itself") } == [true]
    )
    // Forty levels, each holding the next one twice: a trillion values.
    let bomb = read(list((0..<40).map { [0xA2, UInt8($0 + 1), UInt8($0 + 1)] } + [[0x09]]))
    #expect(!bomb.isWhole && bomb.problems.allSatisfy { $0.contains("KIEM1002") })
    let missing = read(list([[0xA1, 9]]))
    #expect(missing.tree == "[]!" && missing.problems.first?.contains("a reference to an object") == true)
    let key = read(list([[0xD1, 1, 1], [0x09]]))
    #expect(key.tree == "{}!" && key.problems.first?.contains("a key that is not text") == true)
  }
}
