import Formats
import Testing

@testable import Workflow

/// What `kiem inventory` tells of a file besides its rows, and of rows that became none.
@Suite struct InventoryDetailTests {
  private static let nvd = """
    {"format": "NVD_CVE", "timestamp": "2026-01-10T00:00:00.000", "vulnerabilities": [{"cve": {
      "id": "CVE-2099-0001", "published": "2026-01-02T00:00:00.000", "configurations": [{"nodes": [{"operator": "OR",
      "negate": false, "cpeMatch": [{"vulnerable": true, "criteria": "cpe:2.3:a:zoom:zoom:*:*:*:*:*:*:*:*",
      "versionEndExcluding": "6.7.5"}]}]}]}}]}
    """

  @Test func `a folder with reference data alone is shown, and cannot be checked`() throws {
    try Project.withFolder { folder in
      try folder.write("nvd.json", Self.nvd)
      let checked = try Checked(folder.path)
      #expect(checked.status == .unusableData)
      #expect(checked.told.contains("has nothing to check: only reference data (`vulnerabilities`: 1 row)"))
      #expect(checked.told.contains("add what is to be checked: a list of devices"))
      let overview = try Overviewed(folder.path)
      #expect(overview.status == .passed)
      #expect(overview.told.contains("note[KIEM4003]"), "\(overview.told)")
      #expect(overview.lines("nvd.json").first?.contains("reference") == true, "\(overview.text)")
      let row = try Overviewed(folder.path, row: "nvd.json:3")
      #expect(row.status == .passed)
      #expect(row.text.contains("row of the catalog `vulnerabilities` of 2026-01-10"), "\(row.text)")
      #expect(row.text.contains("CVE-2099-0001"))
    }
  }

  @Test func `a row that an adapter leaves out is told of with its reason`() throws {
    try Project.withFolder { folder in
      try folder.write(
        "pc1.csv",
        """
        DisplayName,DisplayVersion,Publisher,PSChildName,UninstallString,PSPath
        7-Zip,23.01,Igor Pavlov,7-Zip,x,HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip
        Security Update for Windows (KB5001234),1,Microsoft,KB5001234,x,HKEY_LOCAL_MACHINE\\SOFTWARE\\x

        """)
      let row = try Overviewed(folder.path, row: "pc1.csv:3")
      #expect(row.status == .missingInput)
      let text = row.text.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
      #expect(text.contains("it is no record: `windows-uninstall` leaves out"), "\(row.text)")
      #expect(text.contains("KB"))
      #expect(try Overviewed(folder.path, row: "pc1.csv:1").text.contains("it is the header"))
    }
  }

  @Test func `hidden rows and sheets are read and told of, and evidence names the cell`() throws {
    try Project.withFolder { folder in
      let book = Planted.workbook(
        ["asset_tag", "name", "kind", "status", "password.state"], ["C1", "CAM-1", "ip_camera", "active", "changed"],
        ["C2", "CAM-2", "ip_camera", "active", "default"], hidden: [3], hidesSheet: true)
      try folder.write("cameras.xlsx", bytes: book)
      let overview = try Overviewed(folder.path)
      #expect(overview.text.contains("the sheet is hidden in the workbook"), "\(overview.text)")
      #expect(overview.text.contains("1 row is hidden in the workbook, and was read: :3"), "\(overview.text)")
      let policy = "\(Project.policies)/ninh-binh-2699-cameras"
      let checked = try Checked(folder.path, policy: policy, format: "records")
      let fail = checked.records(of: "default-password-changed").first { $0["verdict"]?.text == "fail" }
      let source = fail?["observed"]?.items.first { $0["name"]?.text == "camera.password.state" }?["source"]
      #expect(source?["cell"]?.text == "E3" && source?["sheet"]?.text == "S")
      #expect(source?["column"]?.text == "password.state")
    }
  }

  @Test func `a header that is not certain is told of with a line for the manifest`() throws {
    try Project.withFolder { folder in
      try folder.write("cameras.csv", "SỔ CAMERA,,\n,,\nasset_tag,name,vendor\nC1,CAM-1,Axis\nC2,CAM-2,Axis\n")
      #expect(try Overviewed(folder.path).text.contains("the header is on line 3"))
      let header = try Overviewed(folder.path, format: "json").json?["files"]?.items.first?["header"]
      #expect(header?["line"]?.number == 3)
    }
  }

  @Test func `adapters for another schema than the policy's are passed over`() throws {
    try Project.withFolder { folder in
      try folder.write(
        "schema.yaml",
        "schema: own\nversion: 1.0.0\nentities:\n  device:\n    identity: {keys: [[tag]]}\n"
          + "    attributes:\n      tag: text\n      locked: bool\n")
      try folder.write(
        "policy.yaml",
        """
        policy: own-policy
        version: 1.0.0
        title: {en: Own}
        advisory:
          issuer: X
          clauses: [{id: A, force: mandatory, quote: Lock it}]
        uses: [own]
        rules:
          - {id: locked, clause: A, subject: device, severity: high, check: device.locked, title: {en: Locked}}

        """)
      try folder.write("devices.csv", "tag,locked\nD1,true\n")
      let checked = try Checked("\(folder.path)/devices.csv", policy: "\(folder.path)/policy.yaml", format: "records")
      #expect(!checked.told.contains("KIEM2032") && !checked.told.contains("KIEM2031"), "\(checked.told)")
      #expect(checked.status != .unusableData, "\(checked.told)")
    }
  }
}
