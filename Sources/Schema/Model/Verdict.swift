import Values

/// What a rule says of a subject (the words of XCCDF 1.2).
public enum Verdict: String, Sendable, CaseIterable {
  case pass, fail, unknown, error
  case notApplicable = "notapplicable"
  case notChecked = "notchecked"
  case notSelected = "notselected"
  case informational

  /// The verdicts that take part in a combination, the strongest first (DESIGN section 2.8).
  public static let combinationOrder: [Verdict] = [
    .fail, .error, .unknown, .notChecked, .notSelected, .pass, .notApplicable,
  ]

  /// The verdict of two together: the stronger; informational gives way to everything. Commutative, associative.
  public func combined(with other: Verdict) -> Verdict { strength <= other.strength ? self : other }

  private var strength: Int { Verdict.combinationOrder.firstIndex(of: self) ?? Verdict.combinationOrder.count }
}

/// Why a verdict is what it is, where it is not a plain pass or fail.
public enum ReasonCode: String, Sendable, CaseIterable {
  case conflict
  case valueUnreadable = "value-unreadable"
  case sourceStale = "source-stale"
  case sourcePartial = "source-partial"
  case attributeAbsent = "attribute-absent"
  case valueMissing = "value-missing"
  case noReference = "no-reference"
  case undecided
  case attestationMissing = "attestation-missing"
  case attestationPartial = "attestation-partial"
  case attestationExpired = "attestation-expired"
  case noSubject = "no-subject"

  /// The reason that an unknown's code is.
  public init(_ code: Unknown.Code) {
    switch code {
    case .conflict: self = .conflict
    case .valueUnreadable: self = .valueUnreadable
    case .sourceStale: self = .sourceStale
    case .sourcePartial: self = .sourcePartial
    case .attributeAbsent: self = .attributeAbsent
    case .valueMissing: self = .valueMissing
    case .noReference: self = .noReference
    case .undecided: self = .undecided
    }
  }
}
