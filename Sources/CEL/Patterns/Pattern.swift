import Synchronization

/// A regular expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax), matched in time proportional to
/// the text.
///
///     source ── PatternParser ──> PatternNode ── PatternCompiler ──> PatternProgram
///                                      │                                 │
///                                LiteralNeedle                  LazyAutomaton (yes or no)
///                              (is it there at all?)            ThreadMachine (captures)
///
/// Everything works on UTF-8 bytes. As in RE2, `\d`, `\w`, `\s`, `\b` and POSIX classes are ASCII, `(?i)` is Unicode's
/// simple case folding, and among the leftmost matches the one is taken that a backtracking engine would find first.
/// Bytes that are no UTF-8 match nothing, `.` included.
///
/// A pattern may be used on several threads. The caches that matching fills are in matchers; a call borrows one from
/// the pattern and so pays for a lock twice. A loop over many values had better hold a matcher of its own
/// (`makeMatcher()`), which shares nothing that changes. Matching never depends on what is cached.
public struct Pattern: Sendable {
  /// The pattern as written.
  public let source: String
  /// The names of the groups, from group 0, which has none; nil where a group has no name.
  public let groupNames: [String?]
  /// With what every text begins that it matches, where that is certain.
  public let beginning: LiteralBeginning?
  let shared: Shared

  /// What all copies of a pattern and all their matchers have in common.
  final class Shared: Sendable {
    let program: PatternProgram
    let needle: LiteralNeedle?
    let limits: PatternLimits
    /// Matchers that nobody uses just now; never more than there were calls at once.
    private let idle = Mutex<[Lent]>([])

    init(_ program: PatternProgram, _ needle: LiteralNeedle?, _ limits: PatternLimits) {
      self.program = program
      self.needle = needle
      self.limits = limits
    }

    /// INVARIANT: a matcher is either in `idle` or with the one call that took it out.
    private struct Lent: @unchecked Sendable {
      let matcher: PatternMatcher
    }

    func withMatcher<Result>(_ body: (PatternMatcher) -> Result) -> Result {
      let lent = idle.withLock { $0.popLast() } ?? Lent(matcher: PatternMatcher(self))
      defer { idle.withLock { $0.append(lent) } }
      return body(lent.matcher)
    }
  }

  /// Compiles the pattern. Linear in the source and in the repetitions written out; throws for what RE2 does not have
  /// and for what goes beyond the limits.
  ///
  /// - Parameter ignoresCase: whether it is read as if `(?i)` stood before it.
  public init(
    _ source: String, ignoresCase: Bool = false, limits: PatternLimits = .standard
  ) throws(PatternError) {
    var parser = PatternParser(source, flags: ignoresCase ? .fold : [], limits: limits)
    let node = try parser.parse()
    let program = try PatternCompiler.compile(
      node, groups: parser.groupNames.count - 1, limits: limits, source: 0..<parser.bytes.count)
    self.source = source
    groupNames = parser.groupNames
    beginning = LiteralBeginning(node)
    shared = Shared(program, LiteralExtraction.needle(of: node), limits)
  }

  /// The number of capturing groups, the match as a whole not counted.
  public var groupCount: Int { groupNames.count - 1 }

  /// A matcher for one thread, for loops over many values.
  public func makeMatcher() -> PatternMatcher { PatternMatcher(shared) }

  /// Whether the pattern matches anywhere in the text, as CEL's `matches`. Linear.
  public func matches(_ text: String) -> Bool {
    text.withUTF8Bytes { matches($0) }
  }

  /// Whether the pattern matches anywhere in the bytes. Linear.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    if let needle = shared.needle {
      guard let place = needle.firstIndex(in: bytes, from: 0) else { return false }
      if needle.isWhole { return true }
      if needle.isPrefix { start = place }
    }
    return shared.withMatcher { $0.matches(bytes, from: start) }
  }

  /// Whether the pattern matches anywhere in the bytes. Linear.
  public func matches(_ bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { matches($0) }
  }

  /// Whether the pattern matches the text from its start to its end, some way or other. Linear.
  public func matchesWhole(_ text: String) -> Bool {
    text.withUTF8Bytes { bytes in shared.withMatcher { $0.matchesWhole(bytes) } }
  }
}

extension String {
  /// Calls `body` with the text's UTF-8 bytes, without a copy where the storage allows it.
  func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}
