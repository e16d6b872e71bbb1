import CEL
import Diagnostics
import Planning
import Policies
import Schema
import Testing
import Values

struct CatalogTypesTests {
  @Test func `the checker learns columns, keys and classifiers`() throws {
    let text = """
      catalog: products
      as_of: 2026-01-05
      columns: {id: text, codes: list<text>, names: list<pattern>, minimum: version}
      key: [id]
      classify:
        software: [{upgrade_code: codes}, {name: names}]
        meeting: [{app: names}]
      rows: [{id: zoom, names: [zoom]}]
      ---
      catalog: releases
      as_of: 2026-01-05
      columns: {vendor: text, model: text, line: text}
      key: [vendor, model, line]
      rows: [{vendor: a, model: b, line: c}]
      """
    let (documents, diagnostics) = DocumentDecoder.decode(Source(path: "catalogs.yaml", text: text))
    #expect(diagnostics.isEmpty)
    let types = CatalogTypes(documents.compactMap { if case .catalog(let catalog) = $0 { catalog } else { nil } })
    let releases = CatalogDeclaration.objectType("releases")
    #expect(types.methods("row", of: releases).map(\.parameters) == [[.string, .string, .string]])
    #expect(types.methods("row", of: releases).map(\.result) == [.object(CatalogDeclaration.rowType("releases"))])
    #expect(types.methodNames(of: releases) == ["row"])
    let products = CatalogDeclaration.objectType("products")
    #expect(
      types.methods("classify", of: products).map(\.parameters) == [
        [.object(ObjectType("software"))], [.object(ObjectType("meeting"))],
      ])
    #expect(types.member("minimum", of: CatalogDeclaration.rowType("products"))?.type == .version)
    #expect(types.member("as_of", of: products)?.type == .date)
    #expect(types.member("minimum", of: ObjectType("software")) == nil)
    #expect(types.catalogs["products"]?.attributesRead(of: "software") == ["upgrade_code", "name"])
  }
}
