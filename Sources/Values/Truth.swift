/// The outcome of a condition: CEL's logic with unknowns and errors as a four-valued algebra.
///
/// As two bits (t, f): true (1,0), false (0,1), unknown (0,0), error (1,1). In `and` and `or` a deciding value wins
/// over unknown, and unknown over error (CEL specification, "Logical operators"; DESIGN section 5).
public enum Truth: UInt8, Sendable, CaseIterable {
  case unknown = 0b00
  case `true` = 0b01
  case `false` = 0b10
  case error = 0b11

  /// Negation; unknown and error stay.
  public static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .true: .false
    case .false: .true
    case .unknown, .error: a
    }
  }

  /// Conjunction. Commutative and associative.
  public static func && (a: Truth, b: Truth) -> Truth {
    if a == .false || b == .false { return .false }
    if a == .unknown || b == .unknown { return .unknown }
    if a == .error || b == .error { return .error }
    return .true
  }

  /// Disjunction, the dual of `&&`.
  public static func || (a: Truth, b: Truth) -> Truth { !(!a && !b) }
}
