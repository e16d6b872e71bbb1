/// What the parser accepts, and the caps that keep any input harmless.
public struct ParserOptions: Sendable {
  /// Bytes that an expression may have.
  public var maximumSize = 100_000
  /// Levels of the tree: brackets in brackets, and operands in a chain of operators other than `&&` and `||`, which
  /// are balanced. Every stage may recurse over a tree that was parsed under this cap.
  public var maximumDepth = 250
  /// Whether `has`, `all`, `map` and their like are macros. Without, they are functions by these names.
  public var macros = true
  /// Whether `a.?b`, `a[?b]`, `[?a]` and `{?k: v}` are allowed.
  public var optionalSyntax = true
  /// Whether `cel.block`, `cel.index` and `cel.iterVar` are understood: the form in which other implementations write
  /// expressions with common parts taken out. Not for authors, who have `cel.bind`.
  public var blocks = false

  public init() {}
}
