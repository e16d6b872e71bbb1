import Diagnostics
import Evaluation
import Formats
import Planning
import Policies
import Schema
import Tables
import Values

/// What a run is about, and the digest that names it: policies, parameters, profile, day and inputs.
///
/// Who ran it, with which build and on which host is no part of it: the same inputs make the same run everywhere.
public struct Run: Sendable {
  /// A policy as this run applies it.
  public struct Policy: Sendable {
    public let id: String
    public let version: String
    /// SHA-256 of the canonical JSON of its documents: policy, schema and catalogs, each by path and digest.
    public let digest: String
    /// SHA-256 of its rule graph's canonical form, which is what the documents mean.
    public let graphDigest: String
    /// As set by the policy and the profile, sorted by name.
    public let parameters: [(name: String, value: JSONValue)]
    /// Sorted by path.
    public let documents: [RunDocument]

    /// - Parameter documents: the policy's file, the schema and the catalogs that it uses.
    public init(_ compiled: CompiledPolicy, documents: [RunDocument]) {
      id = compiled.policy.id
      version = compiled.policy.version
      self.documents = RunDocument.distinct(documents)
      digest = ContentDigest.sha256(.array(self.documents.map(\.json)))
      graphDigest = ContentDigest.sha256(Array(compiled.graph.canonicalForm.utf8))
      parameters = compiled.parameters.keys.sorted { $0.precedesExactly($1) }
        .map { (name: $0, value: JSONValue(compiled.parameters[$0] ?? .null)) }
    }

    init(
      id: String, version: String, digest: String, graphDigest: String, parameters: [(name: String, value: JSONValue)],
      documents: [RunDocument]
    ) {
      self.id = id
      self.version = version
      self.digest = digest
      self.graphDigest = graphDigest
      self.parameters = parameters
      self.documents = documents
    }
  }

  /// SHA-256 of `json`.
  public let digest: String
  public let asOf: CalendarDate
  public let zone: String
  /// In the order of their ids.
  public let policies: [Policy]
  /// The profile and the documents with waivers and attestations, sorted by path.
  public let tailoring: [RunDocument]
  /// Every file of the inventory once, manifests among them, sorted by path.
  public let inputs: [RunDocument]

  /// - Parameters:
  ///   - tailoring: the profile, and the documents with the waivers and attestations that it names.
  ///   - inputs: the sources of the inventory, with paths relative to the root that the user gave.
  public init(
    policies: [Policy], tailoring: [RunDocument] = [], asOf: CalendarDate, zone: String, inputs: [InventorySource]
  ) {
    self.init(
      policies: policies, tailoring: tailoring, asOf: asOf, zone: zone,
      files: inputs.map { RunDocument(path: $0.shownPath, digest: $0.digest) })
  }

  init(
    policies: [Policy], tailoring: [RunDocument], asOf: CalendarDate, zone: String, files: [RunDocument]
  ) {
    self.policies = policies.sorted { $0.id.precedesExactly($1.id) }
    self.tailoring = RunDocument.distinct(tailoring)
    self.asOf = asOf
    self.zone = zone
    inputs = RunDocument.distinct(files)
    digest = ContentDigest.sha256(
      Run.json(self.policies, self.tailoring, asOf: asOf, zone: zone, inputs: self.inputs))
  }

  /// What the digest is taken of.
  public var json: JSONValue { Run.json(policies, tailoring, asOf: asOf, zone: zone, inputs: inputs) }

  private static func json(
    _ policies: [Policy], _ tailoring: [RunDocument], asOf: CalendarDate, zone: String, inputs: [RunDocument]
  ) -> JSONValue {
    [
      "as_of": .string(asOf.description), "zone": .string(zone), "policies": .array(policies.map(\.json)),
      "tailoring": .array(tailoring.map(\.json)),
      "inputs": .array(inputs.map(\.json)),
    ]
  }

  /// The policy of that id.
  /// - Complexity: O(policies)
  public func policy(_ id: String) -> Policy? { policies.first { $0.id == id } }

  /// The path under which evidence names a document, given the one under which it was read.
  func path(of source: Source) -> String {
    document(at: source.path)?.path ?? source.path.split(separator: "/").suffix(2).joined(separator: "/")
  }

  /// The document that was read under a path.
  func document(at path: String) -> RunDocument? {
    for document in policies.lazy.flatMap(\.documents) where document.sourcePath == path { return document }
    return tailoring.first { $0.sourcePath == path }
  }
}

extension Run {
  /// A place in a document, as evidence names it.
  func place(_ span: Span) -> EvidenceRecord.Place {
    let start = span.start
    return EvidenceRecord.Place(path: path(of: span.source), line: start.line, column: start.column)
  }
}

extension Run {
  /// Where a waiver stands: in a document of the profile, or as a comment in a file of the inventory.
  func place(_ waiver: Waiver) -> EvidenceRecord.Place {
    var place = place(waiver.span)
    if let path = waiver.commentPath { place.path = Redaction.withoutSecrets(path) }
    return place
  }
}

extension RunDocument {
  var json: JSONValue { ["path": .string(path), "digest": .string(digest)] }
}

extension Run.Policy {
  var json: JSONValue {
    [
      "id": .string(id), "version": .string(version), "digest": .string(digest), "graph": .string(graphDigest),
      "parameters": .object(parameters.map { ($0.name, $0.value) }),
      "documents": .array(documents.map(\.json)),
    ]
  }
}
