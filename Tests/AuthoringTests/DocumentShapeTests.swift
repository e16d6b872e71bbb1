import Authoring
import Diagnostics
import Formats
import Policies
import Schema
import Testing

/// Editors and the formatter go by `DocumentMapping`; what a document may say is for its decoder.
@Suite struct DocumentShapeTests {
  /// Documents in which every mapping occurs.
  private static let documents = """
    policy: p
    version: 1.0.0
    valid: {from: 2026-01-01}
    advisory: {issuer: o, clauses: [{id: A, force: mandatory, quote: q}]}
    parameters: {n: {type: int, default: 1}}
    rules: [{id: r, clause: A, subject: e, severity: low, check: "true", attest: {ask: q}}]
    ---
    schema: s
    version: 1.0.0
    words: {yes: [có]}
    entities:
      e:
        identity: {keys: [[a]]}
        attributes:
          a: {type: enum, values: [x, z], questions: {was it: {yes: x, no: z}}}
        relations: {others: {many: f, closed_by: [f]}}
      f: {identity: {keys: [[b]]}, attributes: {b: text}, relations: {e: {one: e}}}
    ---
    catalog: c
    as_of: 2026-01-01
    columns: {id: {type: enum, values: [x]}}
    key: [id]
    rows: [{id: x}]
    ---
    profile: p
    skip: [{rule: p/r, reason: r, approved_by: B}]
    signers: [{name: A, public_key: K}]
    ---
    tests: p
    as_of: 2026-01-01
    cases: [{name: n, given: {e: [{a: x}]}, expect: {r: {x: {unknown: value-missing}}}}]
    ---
    waivers: w
    items:
      - {rule: p/r, subject: "true", reason: r, requested_by: A, approved_by: B, from: 2026-01-01, until: 2026-02-01}
    ---
    attestations: a
    items: [{rule: p/r, subject: "true", answer: true, signed_by: A, role: R, date: 2026-01-01}]
    ---
    inventory: i
    unit: {id: u}
    obtained: {by: A}
    sources: [{path: a.csv, period: {from: 2026-01-01}}]
    ---
    adapter: a
    version: 1.0.0
    recognise: {format: csv, headers: [A]}
    records: [{entity: e, columns: {a: A}}]
    ---
    kiem: r
    paths: {exclude: [vendor/]}
    """

  private static let names: [(what: String, mapping: DocumentMapping)] = [
    ("a policy", .policy), ("the advisory", .advisory), ("a clause", .clause), ("`valid`", .valid),
    ("the parameter `n`", .parameter), ("a rule", .rule), ("`attest`", .attest), ("a schema", .schema),
    ("`words`", .words), ("the entity `e`", .entity), ("an identity", .identity), ("the attribute `a`", .attribute),
    ("a question", .question), ("the relation `others`", .relation), ("a catalog", .catalog), ("a type", .columnType),
    ("a profile", .profile), ("an entry of `skip`", .deselection), ("a signer", .signer),
    ("a tests document", .tests), ("a case", .testCase), ("a verdict", .expectation),
    ("a list of waivers", .waivers), ("a waiver", .waiver), ("a waiver", .caseWaiver),
    ("a list of attestations", .attestations), ("an attestation", .attestation),
    ("an attestation", .caseAttestation), ("a manifest", .inventory), ("a unit", .unit), ("a source", .source),
    ("how it was obtained", .obtained), ("a period", .period), ("an adapter", .adapter), ("`recognise`", .marks),
    ("records", .records), ("a project", .project), ("`paths`", .paths),
  ]

  @Test func `the shapes of documents and their decoders know the same keys`() throws {
    let (nodes, syntax) = YAMLReader.read(Source(path: "x.yaml", text: Self.documents))
    #expect(syntax.isEmpty)
    var read: [String: Set<String>] = [:]
    for node in nodes {
      let log = DecodingLog()
      log.onMapping = { what, keys in read[what, default: []].formUnion(keys) }
      _ = DocumentDecoder.decode(node, log: log)
      #expect(log.diagnostics.isEmpty, "\(table(log.diagnostics.all))")
    }
    #expect(Set(Self.names.map(\.mapping)) == Set(DocumentMapping.allCases))
    for (what, mapping) in Self.names {
      let keys = mapping.keys.map(\.name)
      #expect(Set(keys).count == keys.count, "\(mapping)")
      #expect(read[what] == Set(keys), "\(mapping)")
      for key in mapping.keys { #expect(key.doc.hasSuffix(".") || key.doc.hasSuffix("`"), "\(mapping).\(key.name)") }
    }
  }

  @Test func `what a shape calls required a decoder misses`() throws {
    let (nodes, _) = YAMLReader.read(Source(path: "x.yaml", text: Self.documents))
    // Each document by its first key alone.
    for node in nodes {
      guard case .mapping(let entries) = node.kind, let first = entries.first, let word = first.key.scalar?.text,
        let kind = PolicyDocument.Kind(rawValue: word)
      else {
        Issue.record("no document")
        continue
      }
      let decoded = DocumentDecoder.decode(Source(path: "x.yaml", text: "\(word): x"))
      let missing = decoded.diagnostics.all.filter { $0.code == .missingKey }.map(\.message)
      for key in DocumentMapping(kind).keys where key.name != word {
        let isMissed = missing.contains { $0.contains("`\(key.name)`") }
        // A catalog without a day is told of in other words.
        #expect(isMissed == key.isRequired || key.name == "as_of", "\(word): \(key.name)")
      }
    }
  }
}
