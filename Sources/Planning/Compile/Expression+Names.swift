import CEL
import Values

extension Expression {
  /// Whether a name stands anywhere in it; a comprehension variable of the same name counts too, which errs on the side
  /// of reading more.
  func mentions(_ name: String) -> Bool {
    if case .identifier(name, _) = kind { return true }
    return children.contains { $0.mentions(name) }
  }

  /// Whether a rooted name stands anywhere in it: `.device`, which no comprehension variable hides.
  func mentionsRooted(_ name: String) -> Bool {
    if case .identifier(name, isRooted: true) = kind { return true }
    return children.contains { $0.mentionsRooted(name) }
  }

  var isNull: Bool {
    if case .literal(.null) = kind { true } else { false }
  }
}
