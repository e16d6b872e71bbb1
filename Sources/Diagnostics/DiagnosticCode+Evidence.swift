extension DiagnosticCode {
  public static let notABundle = DiagnosticCode(7001, "not a bundle")
  public static let newerBundle = DiagnosticCode(7002, "a bundle of a later version")
  public static let existingBundle = DiagnosticCode(7003, "a bundle that is already there")
  public static let alteredFile = DiagnosticCode(7010, "a file of a bundle that was altered")
  public static let missingBundleFile = DiagnosticCode(7011, "a file of a bundle that is missing")
  public static let strangeFile = DiagnosticCode(7012, "a file that does not belong to a bundle")
  public static let alteredRecord = DiagnosticCode(7013, "a record that was altered")
  public static let incompleteRecords = DiagnosticCode(7014, "records that are missing, too many or at odds")
  public static let merkleRoot = DiagnosticCode(7015, "a Merkle root that is not that of the records")
  public static let otherInputs = DiagnosticCode(7020, "inputs that are not those of a bundle")
  public static let otherEvidence = DiagnosticCode(7021, "a re-evaluation that comes to something else")
  public static let brokenSeal = DiagnosticCode(7030, "a seal that does not hold")
  public static let missingSeal = DiagnosticCode(7031, "a bundle without a seal")
  public static let unusableKey = DiagnosticCode(7032, "a key that cannot be used")
  public static let alteredPaper = DiagnosticCode(7050, "a paper that is not the one attested")
  public static let brokenSignature = DiagnosticCode(7051, "an attestation whose signature is missing or does not hold")
  public static let noSuchRecord = DiagnosticCode(7005, "a record that there is not")
  public static let unmatchedReveal = DiagnosticCode(7040, "a disclosed value that no commitment matches")
}

extension DiagnosticCodeCatalog {
  static let evidence: [DiagnosticCode] = [
    .notABundle, .newerBundle, .existingBundle, .noSuchRecord, .alteredFile, .missingBundleFile, .strangeFile,
    .alteredRecord,
    .incompleteRecords, .merkleRoot, .otherInputs, .otherEvidence, .brokenSeal, .missingSeal, .unusableKey,
    .unmatchedReveal, .alteredPaper, .brokenSignature,
  ]
}
