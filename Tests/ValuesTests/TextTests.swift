import Testing
@testable import Values

@Suite struct TextTests {
  @Test(arguments: [
    ("", "", ""), ("  ", "", ""), ("abc", "abc", "abc"), (" A  b ", "A b", "a b"), ("a\t\r\nb", "a b", "a b"),
    ("\u{FEFF}Tên thiết bị", "Tên thiết bị", "tên thiết bị"), ("a\u{FEFF}b", "a b", "a b"),
    ("2:21\u{202F}AM", "2:21 AM", "2:21 am"), ("\u{A0}x\u{A0}\u{3000}y\u{2028}", "x y", "x y"),
    ("PHÒNG NGỦ", "PHÒNG NGỦ", "phòng ngủ"), ("Pho\u{300}ng Ngu\u{309}", "Phòng Ngủ", "phòng ngủ"),
    ("ĐƯỜNG Nguyễn Huệ", "ĐƯỜNG Nguyễn Huệ", "đường nguyễn huệ"), ("đu\u{31B}o\u{31B}\u{300}ng", "đường", "đường"),
    ("Nguye\u{302}\u{303}n", "Nguyễn", "nguyễn"), ("Nguye\u{303}\u{302}n", "Nguyẽ\u{302}n", "nguyẽ\u{302}n"),
    ("Straße STRASSE", "Straße STRASSE", "strasse strasse"), ("ẞ", "ẞ", "ss"), ("ΟΔΟΣ οδος", "ΟΔΟΣ οδος", "οδοσ οδοσ"),
    ("İstanbul ı", "İstanbul ı", "i\u{307}stanbul ı"), ("\u{212A}m Å", "Km Å", "km å"), ("ﬁ", "ﬁ", "fi"),
    ("Кириллица", "Кириллица", "кириллица"), ("ÅÄÖ", "ÅÄÖ", "åäö"), ("日本\u{3000}語", "日本 語", "日本 語"), ("µ", "µ", "μ"),
  ])
  func `a text is trimmed, folded and composed`(raw: String, display: String, folded: String) {
    let text = Text(raw)
    #expect(text.display.equalsExactly(display), "\(text.display.unicodeScalars.map(\.value))")
    #expect(text.folded.equalsExactly(folded), "\(text.folded.unicodeScalars.map(\.value))")
    #expect(Text.fold(raw).equalsExactly(folded))
    #expect(Text.normalized(raw).equalsExactly(display))
    #expect(Text.fold(folded).equalsExactly(folded))
    #expect(text == Text(folded))
    #expect(Set([text]).contains(Text(folded)))
  }

  @Test func `every letter of Vietnamese folds to its small letter, whatever its form`() {
    let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    var folded: Set<Text> = [Text("đ")]
    #expect(Text("Đ") == Text("đ"))
    for vowel in vowels {
      for tone in tones {
        let small = Text(vowel + tone)
        #expect(small.folded.unicodeScalars.count == 1)
        for form in [vowel.uppercased() + tone, (vowel + tone).uppercased(), small.display.uppercased()] {
          #expect(Text(form) == small, "\(form)")
        }
        folded.insert(small)
      }
    }
    #expect(folded.count == 73)
  }

  @Test func `the quick ways of folding fold as Unicode's mappings do`() {
    for value in UInt32(0)..<0xA000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if case .other = CaseFolding.quick(scalar) { continue }
      for text in ["\(scalar)", "Aà\(scalar)z", "ẵ \(scalar)\(scalar)"] {
        let expected = Text.composed(text.unicodeScalars.map { CaseFolding.full($0) }.joined())
        guard !Text.composed(Text.caseFolded(text)).equalsExactly(expected) else { continue }
        Issue.record("U+\(String(value, radix: 16)) in \(text)")
      }
    }
  }

  @Test(arguments: [("ngủ", "ngữ"), ("ma", "má"), ("đ", "d"), ("ê", "e"), ("phòng", "phong"), ("dau", "đau")])
  func `diacritics count`(a: String, b: String) {
    #expect(Text(a) != Text(b))
  }

  @Test(arguments: [
    ("Phòng ngủ, tầng 2", "phòng ngủ", true), ("Phòng Ngữ văn", "phòng ngủ", false),
    ("CAMERA PHÒNG  NGỦ", "phòng ngủ", true),
    ("Pho\u{300}ng ngu\u{309}", "phòng ngủ", true), ("văn phòng ngủ đông", "phòng ngủ", true),
    ("phòng_ngủ-1", "phòng ngủ", true), ("phòng họp ngủ", "phòng ngủ", false), ("ngủ phòng", "phòng ngủ", false),
    ("camera", "cam", false), ("cam 1", "cam", true), ("mật khẩu", "mật", true), ("phòng phòng ngủ", "phòng ngủ", true),
    ("phòng", "phòng ngủ", false), ("tầng 2", "tầng 2", true), ("tầng 22", "tầng 2", false), ("abc", "", false),
    ("abc", " - ", false), ("", "abc", false), ("WC (nam)", "wc nam", true), ("会議室", "会議", false), ("a.b", "b", true),
  ])
  func `a phrase is mentioned by whole consecutive words`(text: String, phrase: String, mentions: Bool) {
    #expect(Text(text).mentions(Text(phrase)) == mentions)
    #expect(Text(text).mentions(Text(phrase).words) == mentions)
  }

  @Test func `words are the runs of letters, marks and digits`() {
    #expect(
      Text("Tầng 2: phòng-ngủ (A1) q\u{323}\u{307}x").words.strings == [
        "tầng", "2", "phòng", "ngủ", "a1", "q\u{323}\u{307}x",
      ])
    #expect(Text("… - !").words.isEmpty)
  }

  @Test func `texts are ordered by their folded code points`() {
    let sorted = ["Đ", "z", "B", "a", "Á", "á b"].map { Text($0) }.sorted().map(\.display)
    #expect(sorted == ["a", "B", "z", "Á", "á b", "Đ"])
  }
}
