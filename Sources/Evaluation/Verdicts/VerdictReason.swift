import Schema
import Values

/// Why a verdict leaves something open: the code that DESIGN section 2.1 puts first, and everything that is not known.
public struct VerdictReason: Sendable, Hashable {
  public let code: ReasonCode?
  /// Sorted, each once.
  public let attributes: [String]

  public init(code: ReasonCode?, attributes: [String] = []) {
    self.code = code
    self.attributes = attributes
  }

  public init(_ unknown: Unknown) {
    // `undecided` blames no attribute.
    self.init(code: ReasonCode(unknown.code), attributes: unknown.attributes.filter { !$0.isEmpty })
  }
}

extension RuleOutcome {
  /// The reason of a row's verdict, given how the verdict came about; without a code where it is decided.
  ///
  /// What made the check unknown comes first: an attestation that is missing or expired leaves a check as undecided as
  /// it was, and is the reason only where there is no check.
  public func reason(row: Int, replay: Replay?) -> VerdictReason {
    switch verdicts[row] {
    case .unknown, .notChecked:
      let finding = attested[row]
      if finding?.state == .contradicted { return VerdictReason(code: .conflict) }
      if let unknown = replay?.unknown { return VerdictReason(unknown) }
      return VerdictReason(code: finding?.reason)
    default: return VerdictReason(code: nil)
    }
  }

  /// The reason of the rule's own record where it met no subject.
  public static let withoutSubject = VerdictReason(code: .noSubject)
}

extension StandIn {
  public var reason: VerdictReason {
    guard verdict == .unknown else { return VerdictReason(code: nil) }
    if attestation?.state == .contradicted { return VerdictReason(code: .conflict) }
    return openness.map { VerdictReason($0) } ?? VerdictReason(code: nil)
  }
}
