import CEL
import Testing

/// Hostile patterns and texts cost what they are worth, or are refused by a cap that has a name.
@Suite struct PatternLimitTests {
  private static let long = String(repeating: "a", count: 100_000)

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "^(a+)+$", "(a|a)*b", "(a*)*b", "(?:a?){30}a{30}b", "(.*)(.*)(.*)(.*)(.*)x", "(?:(?:(?:a+)+)+)+$", "a.*a.*a.*b",
      "(?:a|b|ab)*c", "(?s).{1000}x", "[a-z]{500}$x",
    ])
  func `patterns that explode elsewhere are linear here`(source: String) throws {
    let pattern = try Pattern(source)
    let text = Self.long + "!"
    #expect(!pattern.matches(text))
    #expect(!pattern.matchesWhole(text))
    #expect(pattern.firstMatch(in: String(text.suffix(2_000))) == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a text that asks for ever new states is matched by threads`() throws {
    // 2^20 states are in it, and the bits of the random text ask for new ones at almost every byte.
    let pattern = try Pattern("(?:a|b)*a(?:a|b){20}c")
    var random = SplitMix(state: 7)
    let text = String(decoding: (0..<50_000).map { _ in random.next() & 1 == 0 ? 0x61 : 0x62 as UInt8 }, as: UTF8.self)
    #expect(!pattern.matches(text))
    #expect(pattern.matches(text + "a" + String(repeating: "b", count: 20) + "c"))
  }

  @Test func `blow-ups are refused`() throws {
    func kind(_ source: String, _ change: (inout PatternLimits) -> Void = { _ in }) -> PatternError.Kind? {
      var limits = PatternLimits.standard
      change(&limits)
      do throws(PatternError) {
        _ = try Pattern(source, limits: limits)
        return nil
      } catch {
        return error.kind
      }
    }
    let deep = String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200)
    #expect(kind(deep) == nil)
    #expect(kind("(" + deep + ")") == .tooDeeplyNested)
    #expect(kind(String(repeating: "(", count: 30_000)) == .tooDeeplyNested)
    #expect(kind(String(repeating: "(?:x|(?:a|b)*c", count: 100) + String(repeating: ")", count: 100)) == nil)
    #expect(kind("a" + String(repeating: "*(?i)", count: 5_000)) == .tooDeeplyNested)
    #expect(kind("((a{100}){100}){100}") == .repetitionCount)
    #expect(kind(String(repeating: "a{1000}", count: 19)) == nil)
    #expect(kind(String(repeating: "a{1000}", count: 21)) == .tooManyInstructions)
    #expect(kind("(?:\\pL\\pN\\pM){1000}") == .tooManyInstructions)
    #expect(kind(String(repeating: "(?:){1000}", count: 3_000)) == nil)
    #expect(kind(String(repeating: "x", count: 32_769)) == .sourceTooLong)
    #expect(kind("[" + String(repeating: "\\pL", count: 5_000) + "]") == .classesTooLarge)
    #expect(kind(String(repeating: "()", count: 1_001)) == .tooManyGroups)
    #expect(kind("ab") { $0.instructions = 3 } == .tooManyInstructions)
    #expect(kind("a{20}") { $0.repetition = 19 } == .repetitionCount)
    #expect(kind("a{20}") { $0.repetition = .max } == nil)
  }

  @Test func `finding all matches has an end`() throws {
    var limits = PatternLimits.standard
    limits.searchSteps = 100_000
    let pattern = try Pattern("a.*z|a", limits: limits)
    let text = String(Self.long.prefix(5_000))
    let error = #expect(throws: PatternError.self) { try pattern.allMatches(in: text) }
    #expect(error?.kind == .searchTooLong)
    #expect(throws: PatternError.self) { try pattern.replacing(in: text, with: "") }
    #expect(try Pattern("a", limits: limits).allMatches(in: text).count == 5_000)
  }

  @Test func `deeply nested patterns match on a thread with a small stack`() async throws {
    let source = String(repeating: "(?:x|(a|", count: 99) + "b" + String(repeating: ")*y)?", count: 99)
    let pattern = try Pattern(source)
    let matches = await Task.detached { pattern.matches("b") && pattern.firstMatch(in: "xy") != nil }.value
    #expect(matches)
  }
}
