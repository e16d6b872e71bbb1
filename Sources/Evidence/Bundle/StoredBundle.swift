import Diagnostics

/// A bundle read back from its folder.
public struct StoredBundle: Sendable {
  public let path: String
  public let index: BundleIndex
  public let evidence: CollectedEvidence
  public let diagnostics: [Notice]
}

/// What verifying a bundle comes to.
public struct BundleVerification: Sendable {
  /// What was found; empty for a bundle that is whole.
  public let problems: [Diagnostic]
  /// The bundle, as far as it can be read; nil where it cannot.
  public let bundle: StoredBundle?
  /// Whether it is something else than a bundle that this program knows, so that nothing can be said of it.
  public let isForeign: Bool
  /// The names of the keys whose signatures hold; that they are anybody's whom one trusts is not said.
  public let sealedBy: [String]

  init(
    _ problems: [Diagnostic], bundle: StoredBundle? = nil, isForeign: Bool = false, sealedBy: [String] = []
  ) {
    self.sealedBy = sealedBy
    self.problems = problems
    self.bundle = bundle
    self.isForeign = isForeign
  }
}
