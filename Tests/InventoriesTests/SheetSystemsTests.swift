import Testing

@testable import Inventories

/// Operating systems that a register has in one cell.
@Suite struct SheetSystemsTests {
  @Test(arguments: [
    ("Windows 10 Pro 64-bit 22H2", "windows 10", "22h2", "pro"), ("Win 10", "windows 10", "-", "-"),
    ("WIN11 Home Single Language 23H2", "windows 11", "23h2", "home"), ("w7", "windows 7", "-", "-"),
    ("Microsoft Windows 7 Ultimate SP1", "windows 7", "sp1", "ultimate"),
    ("Win7 Service Pack 1", "windows 7", "sp1", "-"),
    ("Windows 10 Enterprise LTSC 2021", "windows 10", "-", "enterprise ltsc"),
    ("Windows 10 Pro (bản quyền)", "windows 10", "-", "pro"), ("windows 8.1", "windows 8.1", "-", "-"),
  ])
  func `a Windows is read as people write it`(text: String, name: String, release: String, edition: String) throws {
    let system = try #require(WrittenSystem(text))
    #expect([system.name, system.release ?? "-", system.edition ?? "-"] == [name, release, edition])
  }

  @Test(arguments: ["10", "11", "macOS 15", "Ubuntu 22.04", "", "Windows Server 2019", "Word 2016", "Windows"])
  func `what names no Windows of a desk is left alone`(text: String) { #expect(WrittenSystem(text) == nil) }

  @Test func `a column of its own goes before what the system's cell says besides`() throws {
    let loaded = try LoadedInventory.shipped([
      "may.csv": """
      Mã TS,Tên máy,Hệ điều hành,Phiên bản HĐH
      T1,PC-1,Windows 10 Pro 22H2,
      T2,PC-2,Win 11 Pro,10.0.26100
      T3,PC-3,Windows 10,21H2
      T4,PC-4,Windows 10 22H2,21H2
      T5,PC-5,macOS,15

      """
    ])
    let rows = try loaded.rows("device", "os.name", "os.version", "os.edition")
    #expect(
      rows == [
        "T1 os.name=windows 10 os.version=22h2 os.edition=pro", "T2 os.name=windows 11 os.version=24h2 os.edition=pro",
        "T3 os.name=Windows 10 os.version=21H2 os.edition=?value-missing",
        "T4 os.name=windows 10 os.version=21H2 os.edition=?value-missing",
        "T5 os.name=macOS os.version=15 os.edition=?value-missing",
      ])
  }
}
