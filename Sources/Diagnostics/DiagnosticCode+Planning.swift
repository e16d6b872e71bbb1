extension DiagnosticCode {
  public static let factCycle = DiagnosticCode(5001, "facts need each other")
  public static let unmatchedSetting = DiagnosticCode(5002, "a setting names no parameter")
  public static let unreadableParameter = DiagnosticCode(5003, "a parameter's value cannot be read")
  public static let waiverSelectsNothing = DiagnosticCode(5004, "a waiver selects nothing")
  public static let waiverSelectsTooMany = DiagnosticCode(5005, "a waiver selects too many subjects")
  public static let policyNotInForce = DiagnosticCode(5006, "a policy that is not in force on the day")
  public static let attestationSelectsNothing = DiagnosticCode(5007, "an attestation selects nothing")
}

extension DiagnosticCodeCatalog {
  static let planning: [DiagnosticCode] = [
    .factCycle, .unmatchedSetting, .unreadableParameter, .waiverSelectsNothing,
    .waiverSelectsTooMany, .policyNotInForce, .attestationSelectsNothing,
  ]
}
