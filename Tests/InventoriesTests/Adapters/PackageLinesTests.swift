import Formats
import Testing

@testable import Inventories

/// Lists of packages in formats of the user's own.
@Suite struct PackageLinesTests {
  private func load(_ text: String) throws -> LoadedInventory {
    let folder = try TestFolder([
      "inventory.yaml": "inventory: i\nsources:\n  - {path: ds.txt, device: PC-1}\n", "ds.txt": text,
    ])
    return InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema())
  }

  @Test(arguments: ["|", "\t", ";", ",", " "])
  func `a list of rpm is read between any separators`(separator: String) throws {
    let lines = [
      ["zoom", "6.3.11.7212", "1", "x86_64", "1767225600", "Zoom"],
      ["gpg-pubkey", "352c64e5", "52ae6884", "(none)", "1767225600", "(none)"],
      ["bash", "5.1.8", "9.el9", "x86_64", "1767225600", "Rocky"],
    ].map { $0.joined(separator: separator) }.joined(separator: "\n")
    let loaded = try load(lines)
    #expect(loaded.report.adapted.map(\.adapter) == ["rpm"])
    let first = try loaded.rows("software", "version", "install_date", "publisher").first
    #expect(first == "PC-1/zoom/machine/rpm_packages version=6.3.11.7212 install_date=2026-01-01 publisher=Zoom")
    #expect(try loaded.rows("software").count == 2)
  }

  @Test(arguments: [
    "zoom|6.3.11|1.el9\nbash|5.1.8|9.el9\n",
    "NAME;VERSION;RELEASE;ARCH\nzoom;6.3.11;1;x86_64\nbash;5.1.8;9.el9;x86_64\n",
    "zoom 6.3.11 x86_64\nbash 5.1.8 x86_64\n",
  ])
  func `a list of rpm needs no architecture, and may have a head`(text: String) throws {
    let loaded = try load(text)
    #expect(loaded.report.adapted.map(\.adapter) == ["rpm"])
    #expect(try loaded.rows("software", "version").first == "PC-1/zoom/machine/rpm_packages version=6.3.11")
  }

  @Test(arguments: [
    ("zoom|6.3.11|amd64|install ok installed\nxzoom|0.3-24|amd64|deinstall ok config-files\n", "installed", "residual"),
    ("ii;zoom;6.3.11;amd64\nrc;xzoom;0.3-24;amd64\n", "installed", "residual"),
    ("zoom,6.3.11,installed\nxzoom,0.3-24,config-files\n", "installed", "residual"),
    ("zoom 6.3.11 ii\nxzoom 0.3-24 rc\n", "installed", "residual"),
    ("zoom|6.3.11|amd64\nxzoom|0.3-24|amd64\n", "?attribute-absent", "?attribute-absent"),
  ])
  func `a list of dpkg is read between any separators`(text: String, first: String, second: String) throws {
    let loaded = try load(text)
    #expect(loaded.report.adapted.map(\.adapter) == ["dpkg"])
    #expect(
      try loaded.rows("software", "version", "state") == [
        "PC-1/zoom/machine/deb_packages version=6.3.11 state=\(first)",
        "PC-1/xzoom/machine/deb_packages version=0.3-24 state=\(second)",
      ])
  }

  @Test(arguments: ["Tên,Phiên bản,Máy\nZoom,6.3,PC-1\n", "a,b,c\nd,e,f\n", "10.0.0.1,80,tcp\n10.0.0.2,443,tcp\n"])
  func `other tables are no lists of packages`(text: String) throws {
    #expect(try load(text).report.adapted.map(\.adapter).filter { ["rpm", "dpkg"].contains($0) } == [])
  }
}
