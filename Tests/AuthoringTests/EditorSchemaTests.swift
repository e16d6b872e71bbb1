import Authoring
import Diagnostics
import Formats
import Policies
import Testing

@Suite struct EditorSchemaTests {
  private static let validator: JSONSchemaValidator = {
    // The policies that fixtures bring name rules of their own.
    let library = PolicyLibrary.load(
      ["policies", "fixtures/config-repo/policies"].map { "\(packageRoot)/\($0)" },
      shared: ["\(packageRoot)/policies/shared"], files: .disk)
    let schema = EditorSchema(library.policies)
    var schemas = [EditorSchema.anyFileName: schema.anyDocument]
    for kind in PolicyDocument.Kind.allCases { schemas[EditorSchema.fileName(kind)] = schema.schema(of: kind) }
    return JSONSchemaValidator(schemas: schemas)
  }()

  private func problems(_ source: Source) -> [String] {
    let (documents, syntax) = YAMLReader.read(source)
    guard syntax.isEmpty, !documents.isEmpty else { return syntax.all.map(\.message) + ["no document"] }
    return documents.flatMap { node in Self.validator.problems(node, under: EditorSchema.anyFileName) }
  }

  @Test func `every shipped document fits its schema`() {
    let shipped = DocumentFormatterTests.files.filter {
      $0.path.hasPrefix("policies/") || $0.path.hasPrefix("fixtures/")
    }
    #expect(shipped.count > 15)
    for source in shipped { #expect(problems(source) == [], "\(source.path)") }
  }

  @Test(arguments: PolicyDocument.Kind.allCases)
  func `a document of one kind fits no other's schema`(kind: PolicyDocument.Kind) {
    let text = "\(kind.rawValue): x"
    for other in PolicyDocument.Kind.allCases where other != kind {
      for node in YAMLReader.read(Source(path: "x.yaml", text: text)).documents {
        #expect(!Self.validator.problems(node, under: EditorSchema.fileName(other)).isEmpty, "\(kind) \(other)")
      }
    }
  }

  private static let policy = """
    policy: p
    version: 1.0.0
    advisory: {issuer: o, clauses: [{id: A, force: mandatory, quote: q}]}
    uses: [inventory]
    freshness: {camera: 90}
    facts: {camera: {mine: "true"}}
    rules: [{id: r, clause: A, subject: camera, severity: high, check: camera.mine}]
    """
  private static let tests = """
    tests: ninh-binh-2699-cameras
    as_of: 2026-01-15
    cases:
      - name: n
        given: {camera: [{name: C1, password: {state: default}, p2p.enabled: true, unit: U1}]}
        parameters: {min_length: 8}
        complete: [account.camera]
        expect: {default-password-changed: {C1: fail}}
    """
  private static let profile = """
    profile: p
    policies: [ninh-binh-2699-cameras]
    parameters: {ninh-binh-2699-cameras: {min_length: 10}}
    skip: [{rule: ninh-binh-2699-cameras/default-password-changed, reason: r, approved_by: B}]
    fail_on: high
    """
  private static let inventory = """
    inventory: i
    date_order: dmy
    absent: [meeting]
    sources: [{path: a.csv, entity: camera, collected: 2026-01-15, coverage: {camera: complete}, columns: {Tên: name}}]
    """
  private static let adapter = """
    adapter: a
    version: 1.0.0
    recognise: {format: csv, headers: [A]}
    records: [{entity: camera, columns: {name: A}, derive: {vendor: "row['A']"}, claims: {camera: partial}}]
    """

  private static let catalog = """
    catalog: os_support
    as_of: 2026-01-15
    columns: {system: text}
    key: [system]
    rows: [{SYSTEMROW, unchecked: true}]
    """

  @Test func `rows are held against the columns of their catalog`() throws {
    let loaded = try #require(shippedPolicies().policies.flatMap(\.catalogs).first { $0.name == "os_support" })
    let key = loaded.key.map { "\($0): x" }.joined(separator: ", ")
    let column = try #require(loaded.columns.first { !loaded.key.contains($0.name) && $0.type == .date })
    func found(_ row: String, named name: String = "os_support") -> [String] {
      let text = Self.catalog.replacing("SYSTEMROW", with: row).replacing("os_support", with: name)
      return problems(Source(path: "x.yaml", text: text))
    }
    #expect(found(key) == [])
    #expect(found("\(key), \(column.name): 2026-01-15") == [])
    #expect(found("\(key), \(column.name): soon") != [])
    #expect(found("\(key), sytem: x") != [])
    #expect(found("as_of: 2026-01-15") != [], "without its key")
    #expect(found("sytem: x", named: "my_own") == [], "of a new catalog nothing is known")
  }

  @Test(arguments: [policy, tests, profile, inventory, adapter])
  func `the examples to be misspelt fit`(text: String) {
    #expect(problems(Source(path: "x.yaml", text: text)) == [])
  }

  @Test(arguments: [
    (policy, "issuer", "isuer"), (policy, "force", "forse"), (policy, "mandatory", "must"),
    (policy, "uses", "use"), (policy, "freshness: {camera", "freshness: {camra"), (policy, "90", "-1"),
    (policy, "facts: {camera", "facts: {camra"), (policy, "mine:", "my-own:"), (policy, "severity", "severty"),
    (policy, "high", "hihg"), (policy, "subject: camera", "subject: camra"), (policy, "clause: A, ", ""),
    (tests, "ninh-binh-2699-cameras", "ninh-binh"), (tests, "2026-01-15", "15.1.2026"), (tests, "given", "givn"),
    (tests, "camera: [", "camra: ["), (tests, "p2p.enabled", "p2p.enabld"), (tests, "state: default", "sttae: default"),
    (tests, "min_length", "min_lenght"), (tests, "[account.camera]", "[account.camra]"),
    (tests, "default-password-changed", "default-password"), (profile, "[ninh-binh-2699-cameras]", "[ninh-binh]"),
    (profile, "{min_length", "{min_lenght"), (profile, "10", "ten"), (profile, "/default-password", "/password"),
    (profile, "reason", "raeson"), (profile, "fail_on: high", "fail_on: hihg"), (inventory, "dmy", "ddmmyy"),
    (inventory, "[meeting]", "[meetings]"), (inventory, "complete", "compleat"), (inventory, "collected", "colected"),
    (inventory, "Tên: name", "Tên: nmae"), (adapter, "csv", "cvs"), (adapter, "headers", "header"),
    (adapter, "{name: A}", "{nmae: A}"), (adapter, "derive: {vendor", "derive: {vendr"),
    (adapter, "claims: {camera", "claims: {camra"),
  ])
  func `what is misspelt does not fit`(text: String, written: String, misspelt: String) {
    #expect(text.contains(written))
    let source = Source(path: "x.yaml", text: text.replacing(written, with: misspelt))
    #expect(!problems(source).isEmpty, "\(misspelt)")
  }

  @Test func `every key has its description, and names of the packs are known`() {
    let policies = shippedPolicies().policies
    let text = String(decoding: JSONWriter.pretty(EditorSchema(policies).schema(of: .tests)), as: UTF8.self)
    for loaded in policies {
      for rule in loaded.policy.rules { #expect(text.contains("\"\(rule.id)\""), "\(rule.id)") }
      for parameter in loaded.policy.parameters { #expect(text.contains("\"\(parameter.name)\"")) }
      for entity in loaded.schema.entities {
        for attribute in entity.attributes { #expect(text.contains("\"\(attribute.name)\""), "\(attribute.name)") }
      }
    }
  }
}
