extension DiagnosticCode {
  public static let factCycle = DiagnosticCode(5001, "facts need each other")
  public static let unmatchedSetting = DiagnosticCode(5002, "a setting names no parameter")
  public static let unreadableParameter = DiagnosticCode(5003, "a parameter's value cannot be read")
  public static let waiverSelectsNothing = DiagnosticCode(5004, "a waiver selects nothing")
  public static let waiverSelectsTooMany = DiagnosticCode(5005, "a waiver selects too many subjects")
  public static let policyNotInForce = DiagnosticCode(5006, "a policy that is not in force on the day")
  public static let attestationSelectsNothing = DiagnosticCode(5007, "an attestation selects nothing")
  public static let patternSelectsNothing = DiagnosticCode(5008, "a rule whose `for` selects no document")
  public static let suppressionForbidden = DiagnosticCode(5009, "a comment that the profile does not let set aside")
  public static let suppressionExpired = DiagnosticCode(5010, "a comment whose time is over")
  public static let suppressionIdle = DiagnosticCode(5011, "a comment that sets nothing aside")
}

extension DiagnosticCodeCatalog {
  static let planning: [DiagnosticCode] = [
    .factCycle, .unmatchedSetting, .unreadableParameter, .waiverSelectsNothing,
    .waiverSelectsTooMany, .policyNotInForce, .attestationSelectsNothing,
    .patternSelectsNothing, .suppressionForbidden, .suppressionExpired, .suppressionIdle,
  ]
}
