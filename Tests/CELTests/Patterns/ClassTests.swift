import Testing

@testable import CEL

@Suite struct ScalarClassTests {
  @Test func `the folding table says what the standard library says`() {
    func single(_ mapping: String) -> UInt32? {
      mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first?.value : nil
    }
    var stale: [UInt32] = []
    // No letter with case stands above U+1FFFF.
    for value in UInt32(0)...0x1FFFF {
      // The dotted and the dotless i fold to themselves but in Turkish (CaseFolding.txt, status T).
      guard let scalar = Unicode.Scalar(value), value != 0x130, value != 0x131 else { continue }
      let upper = single(scalar.properties.uppercaseMapping) ?? value
      let lower = Unicode.Scalar(upper).flatMap { single($0.properties.lowercaseMapping) } ?? upper
      if CaseFolding.fold(value) != lower { stale.append(value) }
    }
    #expect(stale.isEmpty, "CaseFolding's table is stale: write it anew from these mappings")
  }

  @Test(
    arguments: [
      ("k", "Kk\u{212A}"), ("ſ", "Ssſ"), ("ử", "Ửử"), ("Θ", "Θθϑϴ"), ("Å", "Åå\u{212B}"), ("ǅ", "Ǆǅǆ"), ("1", "1"),
      ("İ", "İ"),
    ] as [(Unicode.Scalar, String)])
  func `an orbit has all its members`(scalar: Unicode.Scalar, members: String) {
    #expect(CaseFolding.closure(of: ScalarSet(scalar.value)) == set(members))
  }

  @Test func `ASCII characters have the orbits that the table gives`() {
    let far = ScalarSet.maximum
    for value in UInt32(0)..<0x80 {
      let both = CaseFolding.closure(of: ScalarSet([value...value, far...far])).ranges
      #expect(CaseFolding.closure(of: ScalarSet(value)) == ScalarSet(both.filter { $0 != far...far }), "\(value)")
    }
  }

  @Test func `scripts do not overlap and keep to assigned characters`() {
    var all: [(ClosedRange<UInt32>, String)] = []
    for script in ScriptCatalog.all {
      let set = ScalarSet(table: script.ranges)
      #expect(!set.isEmpty, "\(script.name)")
      all += set.ranges.map { ($0, script.name) }
    }
    all.sort { $0.0.lowerBound < $1.0.lowerBound }
    for (one, other) in zip(all, all.dropFirst()) {
      #expect(one.0.upperBound < other.0.lowerBound, "\(one) and \(other)")
    }
    #expect(ScriptCatalog.all.map(\.name) == ScriptCatalog.all.map(\.name).sorted())
    #expect(ScalarClasses.unicode("Latin")?.contains(0x1EED) == true)
    #expect(ScalarClasses.unicode("Common")?.contains(0x31) == true)
  }

  @Test func `categories divide what is assigned`() {
    let groups = ["C", "L", "M", "N", "P", "S", "Z"].compactMap { ScalarClasses.unicode($0) }
    #expect(groups.count == 7)
    for value in stride(from: UInt32(0), to: 0x11_0000, by: 7) {
      let holding = groups.count { $0.contains(value) }
      let isAssigned = Unicode.Scalar(value).map { $0.properties.generalCategory != .unassigned } ?? true
      #expect(holding == (isAssigned ? 1 : 0), "U+\(String(value, radix: 16))")
    }
  }

  @Test func `sets merge, invert and search`() {
    let set = ScalarSet([5...9, 1...2, 3...3, 20...30, 25...40])
    #expect(set.ranges == [1...3, 5...9, 20...40])
    #expect(set.inverted.ranges == [0...0, 4...4, 10...19, 41...0x10FFFF])
    #expect(set.inverted.inverted == set)
    #expect(ScalarSet.all.inverted == .empty)
    for value in UInt32(0)...45 {
      #expect(set.contains(value) == set.ranges.contains { $0.contains(value) })
    }
  }

  /// Every code point that has an encoding, against the standard library's encoder.
  @Test(arguments: [
    "\\p{L}", "[^a-zử]", "\\p{Common}", "[\\x{7F}-\\x{80}\\x{7FF}-\\x{800}\\x{D000}-\\x{E123}\\x{FFFF}-\\x{10000}]",
  ])
  func `a class takes exactly the encodings of its members`(source: String) throws {
    var parser = PatternParser(source, limits: .standard)
    guard case .set(let set) = try parser.parse() else {
      Issue.record("\(source) is not a set")
      return
    }
    let automaton = ByteSequences(set)
    func accepts(_ bytes: some Sequence<UInt8>) -> Bool {
      var node = automaton.nodes.count - 1
      for byte in bytes {
        guard node >= 0, let edge = automaton.nodes[node].first(where: { $0.low <= byte && byte <= $0.high }) else {
          return false
        }
        node = edge.child
      }
      return node == -1
    }
    var wrong: [UInt32] = []
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 1) where value < 0x11000 || value % 61 == 0 {
      guard let scalar = Unicode.Scalar(value), let bytes = UTF8.encode(scalar) else { continue }
      if accepts(bytes) != set.contains(value) { wrong.append(value) }
    }
    #expect(wrong.isEmpty)
    #expect(!accepts([0xED, 0xA0, 0x80]), "a surrogate")
  }

  @Test func `the needle is found wherever a byte by byte search finds it`() throws {
    var random = SplitMix(state: 3)
    for round in 0..<3_000 {
      let count = Int.random(in: 1...5, using: &random)
      let letters = (0..<count).map { _ in UInt8.random(in: 0x61...0x62, using: &random) }
      let isFolded = Bool.random(using: &random)
      let needle = LiteralNeedle(
        bytes: letters, masks: letters.map { _ in isFolded ? 0x20 : 0 }, isPrefix: true, isWhole: true)
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        [0x61, 0x62, 0x41, 0x42, 0x60, 0xE1].randomElement(using: &random) ?? 0x61 as UInt8
      }
      let start = Int.random(in: 0...text.count, using: &random)
      let plain = isFolded ? text.map { $0 == 0x41 || $0 == 0x42 ? $0 | 0x20 : $0 } : text
      let expected = plain.indices.first { $0 >= start && plain[$0...].starts(with: letters) }
      let found = text.withUnsafeBufferPointer { needle.firstIndex(in: $0, from: start) }
      #expect(found == expected, "round \(round): \(letters) in \(text) from \(start)")
    }
  }

  private func set(_ members: String) -> ScalarSet {
    ScalarSet(members.unicodeScalars.map { $0.value...$0.value })
  }
}
