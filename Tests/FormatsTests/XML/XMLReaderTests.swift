import Diagnostics
import Formats
import Testing

/// An element in one line: `a{x='1'}'text'[b, c]`; `!` after what broke off, `?` before what cannot be read.
func dump(_ node: XMLNode) -> String {
  func text(_ text: XMLText) -> String { (text.problem == nil ? "" : "?") + "'\(text.text)'" }
  func name(_ name: XMLName) -> String { (name.namespace.isEmpty ? "" : "(\(name.namespace))") + name.local }
  let attributes = node.attributes.map { name($0.name) + "=" + text($0.value) }.joined(separator: " ")
  return name(node.name) + (attributes.isEmpty ? "" : "{\(attributes)}")
    + (node.text.text.isEmpty && node.text.problem == nil ? "" : text(node.text))
    + (node.children.isEmpty ? "" : "[" + node.children.map(dump).joined(separator: ", ") + "]")
    + (node.isWhole ? "" : "!")
}

@Suite struct XMLReaderTests {
  static let wellFormed: [(text: String, tree: String)] = [
    ("<a/>", "a"), ("<a></a>", "a"), ("<a ></a\n>", "a"), ("\n<!-- x --><a/><?p q?>\n", "a"),
    ("<?xml version='1.0' encoding='UTF-8'?><a>t</a>", "a't'"),
    ("<?xml version=\"1.0\" standalone=\"yes\"?>\r\n<a>x\r\ny\rz</a>", "a'x\ny\nz'"),
    ("<a b='1' c=\"it's\"/>", "a{b='1' c='it's'}"), ("<a b = '1'\n\tc='2' />", "a{b='1' c='2'}"),
    ("<a b='x&#10;y\tz\nw'/>", "a{b='x\ny z w'}"), ("<a b='>'/>", "a{b='>'}"), ("<a b=''/>", "a{b=''}"),
    ("<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1EA5;&#x1F600;</a>", "a'<>&'\"Aấ😀'"),
    ("<a>x<![CDATA[<&]]]>]]&gt;y</a>", "a'x<&]]]>y'"),
    ("<a>x<!-- - -->y<?p?>z</a>", "a'xyz'"), ("<a><![CDATA[]]></a>", "a"), ("<a>]]</a>", "a']]'"),
    ("<a>\n  <b>1</b>\n  <b/>\n</a>", "a[b'1', b]"), ("<a>>\n<b/> x </a>", "a'>\n x '[b]"),
    ("<a>  </a>", "a'  '"), ("<Đĩa.-_1·/>", "Đĩa.-_1·"), ("<_:a xmlns:_='u'/>", "(u)a"),
    ("<a xmlns='u'><b/><c xmlns=''/><d xmlns='v'/><b/></a>", "(u)a[(u)b, c, (v)d, (u)b]"),
    ("<s:a xmlns:s='u' s:x='1' y='2'><b/><s:b xmlns:s='w'/></s:a>", "(u)a{(u)x='1' y='2'}[b, (w)b]"),
    ("<a xml:lang='vi'/>", "a{(http://www.w3.org/XML/1998/namespace)lang='vi'}"),
    ("<!DOCTYPE a><a/>", "a"),
    ("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://x/y.dtd\"><plist/>", "plist"),
    ("<!DOCTYPE a [\n<!-- ' ]> --><?p ' ?><!ELEMENT a (b|c)*>\n<!NOTATION n SYSTEM \"]>\">\n]><a/>", "a"),
    ("\u{FEFF}<a>ấ</a>", "a'ấ'"),
  ]

  @Test(arguments: wellFormed)
  func `what is well-formed is read without a complaint`(text: String, tree: String) {
    let document = XMLReader.read(Source(path: "a.xml", text: text))
    #expect(document.root.map(dump) == tree)
    #expect(document.isWhole)
    #expect(document.diagnostics.all.map(dump) == [])
  }

  static let broken: [(text: String, tree: String?, problem: String)] = [
    ("", nil, "1:1-1:1 KIEM1601 the file has no element"),
    ("<!-- x -->", nil, "1:1-1:1 KIEM1601 the file has no element"),
    ("x<a/>", nil, "1:1-1:2 KIEM1601 text before the outermost element"),
    ("<a/>x", "a", "1:5-1:6 KIEM1601 text after the end of the outermost element"),
    ("<a/><b/>", "a", "1:5-1:6 KIEM1601 text after the end of the outermost element"),
    (
      "<a/><?xml version='1.0'?><a/>", "a",
      "1:5-1:10 KIEM1601 an XML declaration that does not stand at the start of the file"
    ),
    ("<a>", "a!", "1:4-1:4 KIEM1601 the text ends before the end tag of an element"),
    ("<a><b>x</b><b>y", "a[b'x', b'y'!]!", "1:16-1:16 KIEM1601 the text ends before the end tag of an element"),
    ("<a><b></a></b>", "a[b!]!", "1:7-1:11 KIEM1601 an end tag that does not match its start tag: `</a>`"),
    ("<a></A>", "a!", "1:4-1:8 KIEM1601 an end tag that does not match its start tag: `</A>`"),
    ("<a></ a>", "a!", "1:6-1:7 KIEM1601 a name was expected, not ` `"),
    ("</a>", nil, "1:1-1:5 KIEM1601 an end tag without a start tag"),
    ("<a", nil, "1:1-1:2 KIEM1601 the tag that begins here has no `>`"),
    ("<a b", nil, "1:4-1:5 KIEM1601 the attribute `b` has no value"),
    ("<a b>", nil, "1:4-1:5 KIEM1601 the attribute `b` has no value"),
    ("<a b=1/>", nil, "1:4-1:5 KIEM1601 the value of the attribute `b` has no quotes"),
    ("<a b='1/>", nil, "1:6-1:7 KIEM1601 the attribute's value that begins here has no `'`"),
    ("<a b='<'/>", nil, "1:7-1:8 KIEM1601 `<` inside an attribute's value"),
    ("<a b='1'c='2'/>", nil, "1:9-1:10 KIEM1601 white space is missing before an attribute, or `>` after the tag"),
    ("<a / >", nil, "1:1-1:5 KIEM1601 a tag without its `>`"),
    ("< a/>", nil, "1:2-1:3 KIEM1601 a name was expected, not ` `"),
    ("<1/>", nil, "1:2-1:3 KIEM1601 a name was expected, not `1`"),
    ("<a>< b</a>", "a!", "1:5-1:6 KIEM1601 a name was expected, not ` `"),
    ("<a><!x></a>", "a!", "1:4-1:6 KIEM1601 `<!` that begins no comment, CDATA section or document type"),
    ("<a><![CDATA[x]]</a>", "a!", "1:4-1:13 KIEM1601 the CDATA section that begins here has no `]]>`"),
    ("<![CDATA[x]]><a/>", nil, "1:1-1:10 KIEM1601 `<!` that begins no comment, CDATA section or document type"),
    ("<a><!-- x </a>", "a!", "1:4-1:8 KIEM1601 the comment that begins here has no `-->`"),
    ("<a><?p </a>", "a!", "1:4-1:6 KIEM1601 the processing instruction that begins here has no `?>`"),
    ("<!DOCTYPE a [ <!ELEMENT a ANY> <a/>", nil, "1:1-1:10 KIEM1601 the document type that begins here has no `>`"),
    ("<a/><!DOCTYPE a>", "a", "1:5-1:14 KIEM1601 a document type that is not the first before the outermost element"),
    ("<a>t\u{0}", "a?'t\u{FFFD}'!", "1:5-1:6 KIEM1603 a control character that XML does not allow"),
  ]

  @Test(arguments: broken)
  func `what is not well-formed is read as far as it goes`(text: String, tree: String?, problem: String) {
    let document = XMLReader.read(Source(path: "a.xml", text: text))
    #expect(document.root.map(dump) == tree)
    #expect(!document.isWhole)
    #expect(document.diagnostics.all.first.map(dump) == problem)
  }

  static let unreadable: [(bytes: [UInt8], tree: String, problems: [String])] = [
    (
      Array("<a><b>AT&T</b><b>x</b></a>".utf8), "a[b?'AT&T', b'x']",
      ["1:9-1:10 KIEM1603 an `&` that begins no reference"]
    ),
    (
      Array("<a><b>&nbsp;</b></a>".utf8), "a[b?'&nbsp;']",
      ["1:7-1:13 KIEM1603 a reference to an entity that is not resolved"]
    ),
    (
      Array("<a>&#0;&#x110000;</a>".utf8), "a?'&#0;&#x110000;'",
      ["1:4-1:8 KIEM1603 a reference to a character that XML does not have"]
    ),
    (
      Array("<a>&#+65;&#-1;</a>".utf8), "a?'&#+65;&#-1;'",
      ["1:4-1:10 KIEM1603 a reference to a character that XML does not have"]
    ),
    (Array("<a>]]></a>".utf8), "a?']]>'", ["1:4-1:7 KIEM1603 `]]>` outside a CDATA section"]),
    (
      [0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E], "a?'\u{FFFD}'",
      ["1:4-1:5 KIEM1603 the text has bytes that are not UTF-8"]
    ),
    (
      Array("<a b='1' b='2'>x</a>".utf8), "a{b=?'1' b=?'2'}'x'",
      ["1:10-1:11 KIEM1604 the element has the attribute `b` twice"]
    ),
    (
      Array("<s:a x:b='1'/>".utf8), "a{b='1'}",
      [
        "1:2-1:5 KIEM1605 the prefix of `s:a` is not declared", "1:6-1:9 KIEM1605 the prefix of `x:b` is not declared",
      ]
    ),
    (
      Array("<?xml version='1.0' encoding='gb2312'?><a><b>Đ</b><b>x</b></a>".utf8), "a[b?'Đ', b'x']",
      ["1:31-1:37 KIEM1001 the encoding `gb2312` is not known"]
    ),
  ]

  @Test(arguments: unreadable)
  func `what cannot be read spoils its value and nothing else`(bytes: [UInt8], tree: String, problems: [String]) {
    let document = XMLReader.read(Source(path: "a.xml", bytes: bytes))
    #expect(document.root.map(dump) == tree)
    #expect(document.isWhole)
    #expect(document.diagnostics.all.map(dump) == problems)
  }

  @Test func `an entity bomb and an external entity are refused and the rest is read`() {
    let text = """
      <!DOCTYPE a [
        <!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">
        <!ENTITY xxe SYSTEM "file:///etc/passwd">
        <!ENTITY % p PUBLIC "x" 'http://example.org/'>
        <!ATTLIST b c CDATA "secret">
      ]>
      <a><b>&lol2;</b><b>&xxe;</b><b>whole</b></a>
      """
    let document = XMLReader.read(Source(path: "a.xml", text: text))
    #expect(document.root.map(dump) == "a[b?'&lol2;', b?'&xxe;', b'whole']")
    #expect(document.isWhole)
    #expect(
      document.diagnostics.all.map(dump) == [
        "2:3-2:22 KIEM1602 the file declares an entity of its own",
        "2:22-2:54 KIEM1602 the file declares an entity of its own",
        "3:3-3:44 KIEM1602 the file names an external entity, which is never fetched",
        "4:3-4:49 KIEM1602 the file names an external entity, which is never fetched",
        "5:3-5:32 KIEM1602 the file declares attributes in its document type",
        "7:7-7:13 KIEM1603 a reference to an entity that is not resolved",
        "7:20-7:25 KIEM1603 a reference to an entity that is not resolved",
      ])
  }

  @Test func `encodings other than UTF-8 are read`() {
    func utf16(_ text: String, isBig: Bool, mark: Bool) -> [UInt8] {
      (mark ? "\u{FEFF}" + text : text).utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBig ? [high, low] : [low, high]
      }
    }
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a b='ấ'>Đ</a>"
    for bytes in [
      utf16(text, isBig: false, mark: true), utf16(text, isBig: true, mark: true),
      utf16(text, isBig: false, mark: false), utf16(text, isBig: true, mark: false), Array(text.utf8),
    ] {
      let document = XMLReader.read(Source(path: "a", bytes: bytes))
      #expect(document.root.map(dump) == "a{b='ấ'}'Đ'" && document.diagnostics.isEmpty)
    }
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
    #expect(XMLReader.read(Source(path: "a", bytes: latin)).root.map(dump) == "a'é'")
  }

  @Test func `a place is the file's own`() throws {
    let text = "<a>\n  <b c='1'>\n    <d>x</d>\n  </b>\n</a>"
    let root = try #require(XMLReader.read(Source(path: "a", text: text)).root)
    let found = try #require(root.first(path: "b/d"))
    #expect(found.line == 3 && found.span.text == "<d>x</d>")
    #expect(root.first(path: "b")?.attributes.first?.span.text == "c='1'")
    #expect(root.all(path: "*/d").count == 1 && root.all(path: "b/e").isEmpty && root.all(path: "").count == 1)
  }

  @Test func `each limit has its diagnostic`() {
    func problems(_ text: String, _ limits: XMLLimits) -> [String] {
      let document = XMLReader.read(Source(path: "a", text: text), limits: limits)
      return document.diagnostics.all.map(dump) + [
        document.isWhole ? "whole" : "broken", document.root.map(dump) ?? "",
      ]
    }
    #expect(
      problems("<a><b><c/></b></a>", XMLLimits(depth: 2)) == [
        "1:7-1:8 KIEM1003 elements nest deeper than the limit of 2 levels", "broken", "a[b!]!",
      ])
    #expect(
      problems("<a b='' c='' d=''/>", XMLLimits(attributes: 2)) == [
        "1:1-1:2 KIEM1002 an element has more attributes than the limit of 2", "broken", "",
      ])
    #expect(
      problems("<a><b>12345</b><b>1</b></a>", XMLLimits(textBytes: 4)) == [
        "1:7-1:7 KIEM1002 a text has 5 bytes, beyond the limit of 4", "whole", "a[b?'', b'1']",
      ])
    #expect(
      problems("<a><b/><b/></a>", XMLLimits(nodes: 2)) == [
        "1:8-1:8 KIEM1002 the file has more elements and attributes than the limit of 2", "broken", "a[b]!",
      ])
    let deep = String(repeating: "<a>", count: 1_000_000)
    #expect(!XMLReader.read(Source(path: "a", text: deep)).isWhole)
  }

  @Test func `as JSON an element is what most converters make of it`() {
    let text = "<a x='1'><b>1</b><c/><b y='2'> 2 </b>t<d><e>&x;</e></d></a>"
    let root = XMLReader.read(Source(path: "a", text: text)).root
    #expect(
      root.map { dump(RawValue(JSONNode($0))) }
        == "{@x: '1', b: ['1', {@y: '2', #text: '2'}], c: '', d: {e: ?'&x;' (entity that is not resolved)}, #text: 't'}"
    )
  }

  @Test func `no message shows a word of a confidential file`() {
    let texts = [
      "<Hunter2>", "<a Hunter2>", "<a Hunter2=x>", "<a></Hunter2>", "<a Hunter2='' Hunter2=''/>", "<Hunter2:a/>",
      "<a>&Hunter2;</a>", "<a>H&unter2</a>", "<!DOCTYPE a [<!ENTITY Hunter2 'Hunter2'>]><a/>",
    ]
    for text in texts {
      let found = XMLReader.read(Source(path: "a", text: text).confidential).diagnostics.all
      let words = found.flatMap { [$0.message] + $0.help + $0.secondary.map(\.text) + [$0.primary?.text ?? ""] }
      #expect(!found.isEmpty && !words.contains { $0.contains("unter") }, "\(words)")
    }
  }
}
