import Diagnostics
import Formats
import Testing

@Suite struct DecodedTextTests {
  /// Text as Windows-1258 has it: letters with a tone as a letter and a mark.
  private func windows1258(_ text: String) -> [UInt8] {
    let marks: [Unicode.Scalar: UInt8] = [
      "\u{300}": 0xCC, "\u{309}": 0xD2, "\u{303}": 0xDE, "\u{301}": 0xEC, "\u{323}": 0xF2,
    ]
    let letters: [Unicode.Scalar: UInt8] = [
      "ă": 0xE3, "â": 0xE2, "đ": 0xF0, "ê": 0xEA, "ô": 0xF4, "ơ": 0xF5, "ư": 0xFD, "Đ": 0xD0, "Ơ": 0xD5, "Ư": 0xDD,
      "à": 0xE0, "á": 0xE1, "é": 0xE9, "ñ": 0xF1, "\u{A0}": 0xA0, "–": 0x96, "₫": 0xFE,
    ]
    let tones: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]
    let vowels = Array("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".unicodeScalars)
    return text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if scalar.isASCII { return [UInt8(scalar.value)] }
      if let byte = letters[scalar] ?? marks[scalar] { return [byte] }
      for vowel in vowels {
        for tone in tones where String(scalar) == String(vowel) + String(tone) {
          return [letters[vowel] ?? UInt8(truncatingIfNeeded: vowel.value), marks[tone] ?? 0]
        }
      }
      return [0x81]
    }
  }

  private func decode(
    _ bytes: [UInt8], as declared: TextEncoding? = nil
  ) -> (text: String, encoding: String, problems: [String]) {
    let (text, diagnostics) = DecodedText.decode(Source(path: "x/a.csv", bytes: bytes), as: declared)
    guard let text else { return ("", "", diagnostics.all.map(\.message)) }
    let content = String(validating: text.source.bytes[text.start...], as: UTF8.self) ?? "not UTF-8"
    return (content, "\(text.encoding.rawValue) \(text.origin)", diagnostics.all.map(\.message))
  }

  private static let sentence = "Phòng họp trực tuyến, Công an xã Điện Bàn – tiếp tục sử dụng phần mềm\n"

  @Test func `Windows-1258 is composed`() {
    let found = decode(windows1258(Self.sentence), as: .windows1258)
    #expect(found.text.unicodeScalars.elementsEqual(Self.sentence.unicodeScalars))
    #expect(found.encoding == "windows-1258 declared")
    #expect(found.problems == [])
    // A mark behind what is no vowel stays one.
    #expect(decode(Array("n".utf8) + [0xDE], as: .windows1258).text.unicodeScalars.map(\.value) == [0x6E, 0x303])
    #expect(decode([0xCC], as: .windows1258).text.unicodeScalars.map(\.value) == [0x300])
  }

  @Test(
    arguments: [
      ("utf-8", TextEncoding.utf8), ("UTF8", .utf8), ("utf-16", .utf16LittleEndian), ("cp1258", .windows1258),
      ("Windows-1252", .windows1252), ("latin-1", .latin1), ("tcvn3", nil), ("utf-32", nil),
    ] as [(String, TextEncoding?)])
  func `an encoding has these names`(name: String, encoding: TextEncoding?) {
    #expect(TextEncoding(named: name) == encoding)
  }

  @Test func `Windows-1252 and ISO 8859-1 are read when declared, and only their own bytes`() {
    #expect(decode([0x80, 0xE9, 0x93], as: .windows1252).text == "€é“")
    #expect(decode([0xE9, 0xA0, 0xFF], as: .latin1).text == "é\u{A0}ÿ")
    for (byte, encoding) in [(0x81, .windows1252), (0x80, .latin1), (0x8A, .windows1258)] as [(UInt8, TextEncoding)] {
      let found = decode([0x61, byte], as: encoding)
      #expect(found.text == "not UTF-8")
      #expect(found.problems == ["the file has bytes that are no text in \(encoding.rawValue)"])
    }
  }

  @Test func `what can be nothing but Windows-1258 is taken for it`() {
    let text = "máy,phần mềm,phiên bản\nPC-01,Zoom họp trực tuyến,5.16\n"
    let found = decode(windows1258(text))
    #expect(found.text == text)
    #expect(found.encoding == "windows-1258 content")
    #expect(found.problems == ["the file is taken for windows-1258: nothing else makes words of its letters"])
  }

  @Test(arguments: [
    // French in Windows-1252, and few letters of any language.
    ("Enregistreur d'\u{E9}cran, t\u{E9}l\u{E9}phone \u{E0} l'\u{E9}tage", "windows-1258, windows-1252, iso-8859-1"),
    ("C\u{F4}ng an", "windows-1258, windows-1252, iso-8859-1"),
    // TCVN3: `phần mềm họp trực tuyến`.
    ("ph\u{C7}n m\u{D2}m h\u{E4}p tr\u{F9}c tuy\u{D5}n \u{AE}\u{B8}ng", "windows-1258, windows-1252, iso-8859-1"),
    // VNI: `phần mềm họp trực tuyến`.
    ("pha\u{E0}n me\u{E0}m ho\u{EF}p tr\u{F6}\u{EF}c tuye\u{E1}n", "windows-1258, windows-1252, iso-8859-1"),
    // Two tones on a word, a mark without a vowel, a word too long.
    ("a\u{EC}a\u{EC} o\u{EC} u\u{EC} e\u{EC}", "windows-1258, windows-1252, iso-8859-1"),
    ("b\u{EC} a\u{EC} o\u{EC} u\u{EC}", "windows-1258, windows-1252, iso-8859-1"),
    ("nghiengg\u{E1} a\u{EC} o\u{EC} u\u{EC}", "windows-1258, windows-1252, iso-8859-1"),
    ("a\u{EC} o\u{EC} u\u{EC} \u{8A}", "windows-1252"), ("a\u{EC} o\u{EC} u\u{EC} \u{9D}", ""),
  ])
  func `anything else is left as it is, and told`(text: String, fitting: String) throws {
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let found = decode(bytes)
    #expect(found.encoding == "utf-8 standard")
    #expect(found.problems == ["one line has bytes that are not UTF-8"])
    let help = DecodedText.decode(Source(path: "x/z.zip!/d/a.csv", bytes: bytes)).diagnostics.all[0].help
    #expect(
      help.contains { $0.contains("as text as \(fitting)") || $0.contains("text as \(fitting),") } || fitting.isEmpty)
    let first = fitting.split(separator: ",").first.map(String.init) ?? "nothing"
    #expect(help.contains { $0.contains("`- {path: \"z.zip!/d/a.csv\", encoding: \(first)}`") } || fitting.isEmpty)
  }

  @Test func `a file of several encodings keeps its good lines`() {
    let bytes = Array("tên,ghi chú\nấ,1\n".utf8) + windows1258("họp trực tuyến phần mềm,2\n") + Array("ề,3\n".utf8)
    let file = CSVReader.read(Source(path: "a.csv", bytes: bytes))
    #expect(file.records.map { $0.problem } == [nil, nil, nil])
    #expect(
      file.records.map { record in if case .string = record.fields[0].value { true } else { false } } == [
        true, false, true,
      ])
    let help = file.diagnostics.all[0].help.joined()
    #expect(help.contains("several encodings") && !help.contains("manifest"))
  }

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? pair : pair.reversed()
    }
  }

  @Test(arguments: [true, false])
  func `UTF-16 is read with a mark and without`(bigEndian: Bool) {
    let name = bigEndian ? "utf-16be" : "utf-16le"
    let text = "Tên,Hãng\nCổng,😀\n"
    #expect(decode(utf16("\u{FEFF}" + text, bigEndian: bigEndian)) == (text, "\(name) mark", []))
    #expect(decode(utf16(text, bigEndian: bigEndian)) == (text, "\(name) pattern", []))
    let cut = utf16(text, bigEndian: bigEndian).dropLast()
    #expect(decode(Array(cut)).text == "not UTF-8")
    #expect(decode(Array(cut)).problems.count == 1)
  }

  @Test func `half a surrogate pair is unreadable, not replaced`() {
    var bytes = utf16("\u{FEFF}a,b\nx,y\n", bigEndian: false)
    (bytes[10], bytes[11]) = (0x00, 0xD8)
    let file = CSVReader.read(Source(path: "a.csv", bytes: bytes))
    #expect(file.records.count == 1)
    let kinds = file.records[0].fields.map { field in if case .unreadable = field.value { true } else { false } }
    #expect(kinds == [true, false])
    #expect(file.diagnostics.all.contains { $0.code.description == "KIEM1208" })
  }

  @Test func `UTF-32 is told`() {
    for text in ["\u{FEFF}a,b\n1,2\n", "a,b\n1,2\n"] {
      let little: [[UInt8]] = text.unicodeScalars.map { scalar in
        [UInt8(truncatingIfNeeded: scalar.value), UInt8(truncatingIfNeeded: scalar.value >> 8), 0, 0]
      }
      #expect(decode(little.flatMap { $0 }) == ("", "", ["the file is UTF-32"]))
      #expect(decode(little.flatMap { $0.reversed() }) == ("", "", ["the file is UTF-32"]))
    }
  }

  @Test func `what is declared goes before a guess, and behind a mark`() {
    #expect(decode([0xEF, 0xBB, 0xBF, 0x61], as: .windows1258).encoding == "utf-8 mark")
    #expect(decode([0xEF, 0xBB, 0xBF, 0x61], as: .windows1258).problems.count == 1)
    #expect(decode(Array("ấ".utf8), as: .windows1258).problems.count == 1)
    #expect(decode(windows1258(Self.sentence), as: .utf8).text == "not UTF-8")
    #expect(decode([], as: .utf16BigEndian) == ("", "utf-16be declared", []))
  }

  @Test func `a confidential file stays so`() {
    let source = Source(path: "a", bytes: windows1258(Self.sentence)).confidential
    #expect(DecodedText.decode(source).text?.source.isConfidential == true)
  }
}
