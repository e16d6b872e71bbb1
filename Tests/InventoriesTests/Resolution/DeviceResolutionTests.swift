import Testing

@testable import Inventories

@Suite struct DeviceResolutionTests {
  /// What is said, the sources, the subjects they become.
  private static let situations: [(String, String, [String])] = [
    (
      "one computer under register, agent, scan and leases",
      """
      # device register declared 2026-01-10 unit=u1
      asset_tag,serial,hostname
      TS-1,5CG1234XYZ,PC-VANTHU
      TS-2,5CG1234XYA,PC-KETOAN
      # device agent 2026-01-11
      serial,udid,mac,hostname
      5cg1234xyz,4C4C4544-0042-3510-8051-B4C04F4A4D32,00:1B:44:11:3A:B7; 00:1B:44:11:3A:B8,PC-VANTHU
      # device leases 2026-01-12
      mac,hostname,ip
      001b.4411.3ab8,pc-vanthu.phuong1.local,192.168.1.20
      # device scan 2026-01-12
      mac,ip
      00-1B-44-11-3A-B7,192.168.1.20
      """, ["TS-1 = agent 1, leases 1, register 1, scan 1", "TS-2 = register 2"]
    ),
    (
      "a short name in the register, the full one in the agent's report",
      """
      # device register declared 2026-01-10 unit=u1
      asset_tag,hostname
      TS-1,PC-01
      # device agent 2026-01-11
      hostname,os.name
      pc-01.phuong1.gov.vn,Windows 11
      PHUONG1\\PC-01,Windows 11
      PC-01.,Windows 11
      """, ["TS-1 = agent 1, agent 2, agent 3, register 1"]
    ),
    (
      "one short name in two domains is two computers",
      """
      # device agent 2026-01-11
      fqdn,os.name
      pc-01.phuong1.gov.vn,Windows 11
      pc-01.phuong2.gov.vn,Windows 11
      PC-01.PHUONG2.GOV.VN,Windows 11
      """, ["pc-01.phuong1.gov.vn = agent 1", "pc-01.phuong2.gov.vn = agent 2, agent 3"]
    ),
    (
      "a name below .local is as short as its first label",
      """
      # device a 2026-01-11
      serial,hostname
      S-100,MacBook-Pro.local
      S-200,MacBook-Pro.local
      # device b 2026-01-11
      hostname,model
      macbook-pro,X
      """, ["S-100 = a 1", "S-200 = a 2", "macbook-pro = b 1"]
    ),
    (
      "an address is no name with a domain",
      """
      # device scan 2026-01-11
      hostname,model
      192.168.1.5,A
      192.168.1.6,B
      """, ["192.168.1.5 = scan 1", "192.168.1.6 = scan 2"]
    ),
    (
      "two with one docking station's address and different serials",
      """
      # device agent 2026-01-11
      serial,mac,hostname
      S-100,00:50:B6:11:22:33; 00:1B:44:00:00:01,LT-A
      S-200,00:50:B6:11:22:33; 00:1B:44:00:00:02,LT-B
      # device leases 2026-01-12
      mac,hostname
      00:50:B6:11:22:33,LT-A
      00:1B:44:00:00:02,LT-B
      00:50:B6:11:22:33,LT-C
      """, ["S-100 = agent 1, leases 1", "S-200 = agent 2, leases 2", "00:50:B6:11:22:33 = leases 3"]
    ),
    (
      "two with one name and different serials",
      """
      # device agent 2026-01-11 unit=u1
      serial,hostname
      S-100,PC-01
      S-200,PC-01
      """, ["S-100 = agent 1", "S-200 = agent 2"]
    ),
    (
      "a chain over a third record that would join two serials",
      """
      # device agent 2026-01-11
      serial,mac
      S-100,00:1B:44:00:00:01
      S-200,00:1B:44:00:00:02
      # device bridge 2026-01-11
      mac,hostname
      00:1B:44:00:00:01; 00:1B:44:00:00:02,SW-1
      """, ["S-100 = agent 1", "S-200 = agent 2", "00:1B:44:00:00:01 = bridge 1"]
    ),
    (
      "the same name in two units",
      """
      # device register declared 2026-01-10
      hostname,unit
      PC-01,u1
      PC-01,u2
      # device agent 2026-01-11 unit=u2
      hostname,model
      pc-01,X
      """, ["pc-01/u2 = agent 1, register 2", "PC-01/u1 = register 1"]
    ),
    (
      "the better of two keys that point at different subjects",
      """
      # device register declared 2026-01-10 unit=u1
      asset_tag,serial,hostname
      TS-1,S-100,PC-01
      TS-2,S-200,PC-02
      # device agent 2026-01-11 unit=u1
      serial,hostname
      S-100,PC-02
      """, ["TS-1 = agent 1, register 1", "TS-2 = register 2"]
    ),
    (
      "a row that stands there twice, and once more in another case",
      """
      # device register declared 2026-01-10 unit=u1
      asset_tag,hostname
      TS-1,PC-01
      TS-1,PC-01
      ts-1 ,pc-01
      """, ["TS-1 = register 1, register 2, register 3"]
    ),
  ]

  @Test(arguments: situations.indices)
  func `records of one device become one subject`(index: Int) throws {
    let (what, text, expected) = Self.situations[index]
    #expect(try ResolutionWorld(text).subjects("device") == expected, "\(what)")
  }

  @Test(arguments: [
    "To be filled by O.E.M.", "4.94E+11", "4,94E+11", "1.2E11", "0000000", "XXXXXXX", "123456789", "SYS-1234567890",
    "N/A",
    "không đọc được", "Not Specified", "(null)", "-",
  ])
  func `what many devices bear is no serial number`(serial: String) throws {
    let quoted = serial.contains(",") ? "\"\(serial)\"" : serial
    let world = try ResolutionWorld(
      "# device register declared unit=u1\nserial,hostname\n\(quoted),PC-01\n\(quoted),PC-02\n")
    #expect(try world.subjects("device") == ["PC-01/u1 = register 1", "PC-02/u1 = register 2"])
    #expect(world.sharedKeys == [])
  }

  @Test(arguments: ["12E4", "00012", "12345", "5CG0000000", "1E5"])
  func `a serial number that looks odd is one all the same`(serial: String) throws {
    let world = try ResolutionWorld(
      "# device a unit=u1\nserial,hostname\n\(serial),PC-01\n# device b\nserial,model\n\(serial),X\n")
    #expect(try world.subjects("device") == ["\(serial) = a 1, b 1"])
  }

  @Test(arguments: [
    "00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF", "02:42:AC:11:00:02", "DA:A1:19:00:00:01", "01:00:5E:00:00:FB",
    "00:50:56:C0:00:08", "20:41:53:59:4E:FF", "88:E2:20:52:41:53", "00:a0:c6:00:00:00",
  ])
  func `what is no one device's address joins nobody`(mac: String) throws {
    let world = try ResolutionWorld(
      "# device agent unit=u1\nmac,hostname\n\(mac),PC-01\n\(mac),PC-02\n\(mac); 00:1B:44:11:3A:B7,PC-03\n")
    #expect(
      try world.subjects("device") == ["PC-01/u1 = agent 1", "PC-02/u1 = agent 2", "00:1B:44:11:3A:B7 = agent 3"])
    #expect(world.sharedKeys == [])
  }

  @Test(arguments: ["00:1b:44:11:3a:b7", "00-1B-44-11-3A-B7", "001B.4411.3AB7", "001B44113AB7", "001b44:113ab7"])
  func `an address is one in every spelling`(mac: String) throws {
    let world = try ResolutionWorld(
      "# device a\nmac,hostname\n00:1B:44:11:3A:B7,PC-01\n# device b\nmac,model\n\(mac),X\n")
    #expect(try world.subjects("device") == ["00:1B:44:11:3A:B7 = a 1, b 1"])
    #expect(try world.rows("device", "mac").first == "00:1B:44:11:3A:B7 mac=[00:1B:44:11:3A:B7]")
  }

  @Test func `shared keys are told with the places they stand at`() throws {
    let world = try ResolutionWorld("# device agent unit=u1\nserial,hostname\nS-100,PC-01\nS-200,PC-01\n")
    #expect(world.sharedKeys == ["several subjects of `device` share the hostname, unit `pc-01`"])
    let diagnostic = try #require(world.loaded.diagnostics.all.first { $0.code == .sharedKey })
    #expect(diagnostic.primary?.span.start.line == 2 && diagnostic.secondary.map(\.span.start.line) == [3])
  }

  @Test func `names that differ in their domain alone do not disagree`() throws {
    let world = try ResolutionWorld(
      """
      # device a 2026-01-11 unit=u1
      serial,hostname
      S-100,PC-01
      # device b 2026-01-12 unit=u1
      serial,hostname
      S-100,pc-01.phuong1.gov.vn
      # device c 2026-01-12
      serial,hostname
      System Serial Number,pc-01.phuong1.gov.vn
      """)
    #expect(try world.rows("device", "hostname", "serial") == ["S-100 hostname=pc-01.phuong1.gov.vn serial=S-100"])
    #expect(world.loaded.report.entities.first { $0.entity == "device" }?.conflicts == 0)
  }

  @Test(arguments: [
    ("PC-01", "T1"), ("pc-01.phuong1.gov.vn", "T1"), ("PHUONG1\\PC-01", "T1"), ("PC-02", "T2"),
    ("pc-02.phuong1.gov.vn", "T2"), ("pc-02.phuong2.gov.vn", "pc-02.phuong2.gov.vn"), ("001B.4411.3AB7", "T1"),
    ("192.168.1.20", "T2"), ("PC-03", "PC-03"),
  ])
  func `a list calls a device by its short name, its full name or its addresses`(cell: String, target: String) throws {
    let world = try ResolutionWorld(
      """
      # device register declared unit=u1
      asset_tag,hostname,fqdn,mac,ip
      T1,PC-01,,00:1B:44:11:3A:B7,
      T2,,pc-02.phuong1.gov.vn,,192.168.1.20
      # software agent unit=u1
      device,name
      \(cell),Zoom
      """)
    #expect(try world.rows("software", "device").map { $0.split(separator: "=").last.map(String.init) } == [target])
  }
}
