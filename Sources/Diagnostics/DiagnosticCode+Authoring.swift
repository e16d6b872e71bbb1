extension DiagnosticCode {
  public static let unmetExpectation = DiagnosticCode(6001, "an expectation of a test is not met")
  public static let policyWithoutTests = DiagnosticCode(6002, "a policy without a test")
  public static let idleExemption = DiagnosticCode(6003, "an exemption from coverage that nothing needs")
  public static let insufficientCoverage = DiagnosticCode(6004, "tests that reach less than was asked for")

  public static let unformattable = DiagnosticCode(6005, "a file that cannot be laid out anew")
  public static let unformatted = DiagnosticCode(6006, "a file that is not in canonical layout")
  public static let graphTooLarge = DiagnosticCode(6007, "a graph that is too large to be drawn")
  public static let severalPolicies = DiagnosticCode(6008, "several policies where one is wanted")
  public static let noClauses = DiagnosticCode(6009, "an advisory's text in which no clause is found")

  // Lints.
  public static let ruleWithoutTest = DiagnosticCode(6101, "a rule that no test expects anything of")
  public static let unusedFact = DiagnosticCode(6102, "a fact that no rule reads")
  public static let unusedParameter = DiagnosticCode(6103, "a parameter that no expression reads")
  public static let unusedCatalog = DiagnosticCode(6104, "a catalog that no expression asks")
  public static let constantCondition = DiagnosticCode(6105, "a condition that is always the same")
  public static let unreachableBranch = DiagnosticCode(6106, "a branch that is never taken")
  public static let versionAsText = DiagnosticCode(6107, "a version compared as a text")
  public static let looseProductName = DiagnosticCode(6108, "a product's name that finds its look-alikes")
  public static let silentAssumption = DiagnosticCode(6109, "silence taken for an answer")
  public static let sensitiveMessage = DiagnosticCode(6110, "a sensitive attribute in a text of reports")
  public static let missingTranslation = DiagnosticCode(6111, "a text that one language lacks")
  public static let missingRemediation = DiagnosticCode(6112, "a rule that does not say what to do")
  public static let oldCatalogRow = DiagnosticCode(6113, "a catalog that is past its age")
  public static let expiringWaiver = DiagnosticCode(6114, "a waiver about to end")
  public static let idleSuppression = DiagnosticCode(6115, "a suppression that silences nothing")
  public static let uncheckedQuotes = DiagnosticCode(6116, "quotes that are held against nothing")
  public static let adapterWithoutKey = DiagnosticCode(6117, "an adapter whose records have no key")
}

extension DiagnosticCodeCatalog {
  static let authoring: [DiagnosticCode] = [
    .unmetExpectation, .policyWithoutTests, .idleExemption, .insufficientCoverage, .unformattable,
    .unformatted, .graphTooLarge, .severalPolicies, .noClauses,
    .ruleWithoutTest, .unusedFact, .unusedParameter, .unusedCatalog, .constantCondition, .unreachableBranch,
    .versionAsText, .looseProductName, .silentAssumption, .sensitiveMessage, .missingTranslation, .missingRemediation,
    .oldCatalogRow, .expiringWaiver, .idleSuppression, .uncheckedQuotes, .adapterWithoutKey,
  ]
}
