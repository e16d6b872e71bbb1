import Testing

/// One mistake is told once: ten mistakes are ten diagnostics.
struct OneMistakeTests {
  private func problems(_ old: String, _ new: String) -> String {
    decode(`Policy decoder`.text.replacing(old, with: new)).diagnostics
  }

  @Test func `a type that there is not spoils no default`() {
    let told = problems("min_length: {type: int,", "min_length: {type: number,")
    #expect(told.split(separator: "\n").filter { $0.contains("KIEM") }.count == 1, "\(told)")
    #expect(told.contains("KIEM2030"))
  }

  @Test func `an alias of nothing is no empty expression too`() {
    let told = problems("when: camera.networked", "when: *networked")
    #expect(told.split(separator: "\n").filter { $0.contains("KIEM") }.count == 1, "\(told)")
    #expect(told.contains("KIEM1105"))
  }

  @Test(arguments: ["", "rules: []\n"])
  func `a policy without rules is told so once`(rules: String) throws {
    let text = `Policy decoder`.text
    let start = try #require(text.firstRange(of: "rules:\n")).lowerBound
    let told = decode(text[..<start] + rules).diagnostics
    #expect(told.split(separator: "\n").filter { $0.contains("KIEM") }.count == 1, "\(told)")
    #expect(told.contains("KIEM2057"))
  }

  @Test func `rules that are no list are not missing`() throws {
    let text = `Policy decoder`.text
    let start = try #require(text.firstRange(of: "rules:\n")).lowerBound
    let told = decode(text[..<start] + "rules: {a: b}\n").diagnostics
    #expect(told.split(separator: "\n").filter { $0.contains("KIEM") }.count == 1, "\(told)")
    #expect(told.contains("KIEM2004"))
  }
}
