/// What a pattern may cost at most. Every cap has a `PatternError.Kind` that names it, except the cache, whose overflow
/// only makes matching slower.
public struct PatternLimits: Sendable, Hashable {
  /// UTF-8 bytes of the pattern's source.
  public var sourceBytes = 32_768
  /// Groups within groups.
  public var nesting = 200
  /// The count of a repetition, and the product of the counts of repetitions within each other; RE2's number.
  public var repetition = 1_000
  /// Instructions after repetitions are written out. Time per byte of text is at most proportional to it.
  public var instructions = 20_000
  /// Ranges of code points over all classes of the pattern, before merging.
  public var classRanges = 100_000
  /// Capturing groups.
  public var groups = 1_000
  /// Bytes that one matcher may keep in the cache of its lazily built automaton.
  public var cacheBytes = 1 << 20
  /// Thread steps that finding all matches of a text may take. Finding one match is linear, but a search that looks
  /// far ahead from every match is quadratic in any engine that prefers the leftmost.
  public var searchSteps = 1 << 28

  /// The standard limits, to be changed one by one.
  public init() {}

  /// The limits for patterns written by people.
  public static let standard = PatternLimits()
}
