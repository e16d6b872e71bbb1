import CEL
import Testing

@Suite struct PatternConcurrencyTests {
  @Test func `one pattern serves many threads`() async throws {
    let pattern = try Pattern("(?i)^(?:[a-z]+ )*(zoom|teams)\\b")
    let texts = (0..<200).map { "\($0 % 3 == 0 ? "Zoom" : "Slack") \($0)" }
    let expected = texts.map { $0.hasPrefix("Zoom") }
    let answers = await withTaskGroup(of: [Bool].self) { group in
      for task in 0..<8 {
        group.addTask {
          if task % 2 == 0 { return texts.map { pattern.matches($0) } }
          let matcher = pattern.makeMatcher()
          return texts.map { text in Array(text.utf8).withUnsafeBufferPointer { matcher.matches($0) } }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 8)
    #expect(answers.allSatisfy { $0 == expected })
  }
}
