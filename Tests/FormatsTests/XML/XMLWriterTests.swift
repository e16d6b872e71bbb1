import Diagnostics
import Formats
import Testing

struct XMLWriterTests {
  private func written(_ write: (inout XMLWriter) -> Void) -> String {
    var xml = XMLWriter()
    write(&xml)
    return String(decoding: xml.take(), as: UTF8.self)
  }

  @Test func `elements are laid out by their depth`() {
    let text = written { xml in
      xml.open("a", [("x", "1"), ("y", nil)])
      xml.element("b")
      xml.element("c", [("z", "2")], "đủ & hết")
      xml.close()
    }
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a x="1">
          <b/>
          <c z="2">đủ &amp; hết</c>
        </a>

        """)
  }

  @Test(arguments: [
    "a < b && c > \"d\" 'e'", "]]>", "<!-- --><?x?>", "tab\tand\nfeed\rand\r\nboth", "đường dẫn \u{1F600}",
    "\u{85}\u{2028}",
  ])
  func `texts and attributes read back as they were`(text: String) throws {
    let bytes = written { $0.element("a", [("x", text)], text) }
    let document = XMLReader.read(Source(path: "a.xml", text: bytes))
    #expect(document.diagnostics.isEmpty)
    let root = try #require(document.root)
    #expect(root.text.text.unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(root.attribute(named: "x")?.value.text.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test(arguments: [("\0", 1), ("a\u{1}\u{1F}b", 2), ("\u{FFFE}x\u{FFFF}", 2), ("\u{1B}[2J", 1)])
  func `what XML cannot say becomes a replacement`(text: String, count: Int) throws {
    let bytes = written { $0.element("a", [], text) }
    let document = XMLReader.read(Source(path: "a.xml", text: bytes))
    #expect(document.diagnostics.isEmpty)
    let read = try #require(document.root).text.text
    #expect(read.unicodeScalars.count { $0 == "\u{FFFD}" } == count)
    #expect(read.unicodeScalars.count == text.unicodeScalars.count)
  }

  @Test func `pieces make the whole`() {
    var whole = XMLWriter()
    var pieces = XMLWriter()
    var bytes: [UInt8] = []
    whole.open("a")
    pieces.open("a")
    for index in 0..<5 {
      whole.element("b", [], String(index))
      pieces.element("b", [], String(index))
      bytes += pieces.take()
    }
    whole.close()
    pieces.close()
    #expect(bytes + pieces.take() == whole.take())
  }
}
