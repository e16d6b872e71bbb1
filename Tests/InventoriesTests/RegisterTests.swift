import Schema
import Tables
import Testing

@testable import Inventories

/// Registers kept by hand, under headers of their own: read with no manifest, as the shipped schema knows the words.
@Suite struct RegisterTests {
  private func inventory() throws -> (inventory: Inventory, loaded: LoadedInventory) {
    let loaded = InventoryLoader.load(
      paths: ["\(AdapterSnapshot.folder)/Fixtures/registers"], schema: try AdapterSnapshot.schema())
    return (try #require(loaded.inventory), loaded)
  }

  @Test func `headers in Vietnamese tell cameras from computers`() throws {
    let (_, loaded) = try inventory()
    let found = loaded.report.sources.map { "\($0.path): \($0.entity) (\($0.records))" }
    #expect(
      found == ["may-tinh.csv: device (2)", "so-theo-doi.csv: camera (4)", "so-theo-doi.csv: location (2)"])
  }

  @Test func `yes and no answer the question that the header asks`() throws {
    let inventory = try inventory().inventory
    let states = try #require(inventory.table("camera")).column("password.state")
    let words: [String] = (0..<4).map { row in
      switch states[row].value {
      case .text(let text): text.display
      case .string(let text): text
      case .unknown(let unknown): "?\(unknown.code)"
      default: "other"
      }
    }
    #expect(words == ["changed", "default", "changed", "?valueUnreadable"])
    #expect(states[0].raw == "Có")
  }

  @Test func `a place that no list describes is known by its name, and a word for nobody is no place`() throws {
    let (inventory, loaded) = try inventory()
    let table = try #require(inventory.table("location"))
    #expect(table.subjects == ["Cổng ra vào", "Phòng nghỉ nhân viên"])
    #expect(table.orphans.isEmpty)
    #expect(table.records.map(\.line) == [4, 5])
    #expect(loaded.report.sources.last?.recognition == .name)
    let link = try #require(inventory.table("camera")?.links["location"])
    #expect(link.rows == [0, 1, 0, Link.unknown])
  }
}
