import Formats
import Testing

@testable import Inventories

/// The state that a results log leaves, whatever its entries tell of their host and epoch.
@Suite struct OsqueryLogTests {
  private func state(_ lines: [String]) throws -> [String] {
    let text = lines.joined(separator: "\n") + "\n"
    let folder = try TestFolder(["osqueryd.results.log": text])
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema())
    return try loaded.rows("software", "device").map { String($0) }
  }

  private static func row(_ name: String) -> String {
    "{\"name\":\"\(name)\",\"version\":\"6\",\"publisher\":\"\",\"identifying_number\":\"\",\"install_location\":\"\"}"
  }

  private static func snapshot(_ names: String..., extra: String) -> String {
    let rows = names.map { row($0) }.joined(separator: ",")
    return "{\"name\":\"p\",\"hostIdentifier\":\"PC-1\",\"action\":\"snapshot\",\"snapshot\":[\(rows)],\(extra)}"
  }

  private static func removed(_ name: String, extra: String) -> String {
    "{\"name\":\"p\",\"hostIdentifier\":\"PC-1\",\"action\":\"removed\",\"columns\":\(row(name)),\(extra)}"
  }

  @Test(arguments: [
    ("\"unixTime\":1,\"epoch\":0,\"counter\":0", "\"unixTime\":2,\"epoch\":0,\"counter\":1"),
    // Without an epoch, as older versions write; with the machine in decorations from some day on.
    ("\"unixTime\":1,\"epoch\":7,\"counter\":0", "\"unixTime\":\"2\""),
    ("\"unixTime\":1", "\"unixTime\":2,\"decorations\":{\"host_uuid\":\"4C4C4544-0047-4C10-8052-CAC04F4D4432\"}"),
  ])
  func `what a later entry removed is gone, and nothing else`(first: String, second: String) throws {
    let rows = try state([Self.snapshot("zoom", "chrome", extra: first), Self.removed("zoom", extra: second)])
    #expect(rows.count == 1 && rows[0].contains("chrome"), "\(rows)")
  }

  @Test func `a query that starts anew has the rows that it adds`() throws {
    let rows = try state([
      Self.snapshot("zoom", extra: "\"unixTime\":1,\"epoch\":1,\"counter\":0"),
      Self.snapshot("chrome", extra: "\"unixTime\":2,\"epoch\":2,\"counter\":0"),
    ])
    #expect(rows.count == 1 && rows[0].contains("chrome"), "\(rows)")
  }
}
