import Testing

@testable import Inventories

@Suite struct CameraResolutionTests {
  private static let register = """
    # camera register declared 2026-01-10 unit=u1
    asset_tag,serial,mac,name,ip,ip_assignment,recorder
    C1,S-100,44:19:B6:00:00:01,CAM-1,192.168.1.11,,DG-1
    C2,S-200,44:19:B6:00:00:02,CAM-2,192.168.1.12,tĩnh,192.168.1.10
    C3,S-300,44:19:B6:00:00:03,CAM-3,192.168.1.13,DHCP,S-900
    C4,S-400,44:19:B6:00:00:04,CAM-4,192.168.1.14,,không có
    C5,S-500,44:19:B6:00:00:05,CAM-5,192.168.1.14,,không có
    N1,S-900,44:19:B6:00:00:09,DG-1,192.168.1.10,,không có
    """

  @Test func `a channel names its recorder by name, address or serial number`() throws {
    let world = try ResolutionWorld(Self.register)
    #expect(
      try world.rows("camera", "recorder").map { $0 } == [
        "C1 recorder=N1", "C2 recorder=N1", "C3 recorder=N1", "C4 recorder=null", "C5 recorder=null",
        "N1 recorder=null",
      ])
  }

  @Test(arguments: [
    ("192.168.1.10", "N1"), ("192.168.1.11", "C1"), ("192.168.1.11:8000", "C1"), ("192.168.1.11/24", "C1"),
    ("192.168.1.12", "C2"),
    // Dynamic, two cameras with one address, nobody's, none.
    ("192.168.1.13", "?attribute-absent"), ("192.168.1.14", "?conflict"), ("192.168.1.99", "?attribute-absent"),
    ("", "?attribute-absent"), ("127.0.0.1", "?attribute-absent"), ("192.168.1.11 (DHCP)", "?attribute-absent"),
  ])
  func `a router's rule that gives an address alone is the camera's that has it`(ip: String, target: String) throws {
    let world = try ResolutionWorld(
      "\(Self.register)\n# exposure router 2026-01-11 unit=u1\nip,port,vantage,via,enabled\n\(ip),8000,internet,port_forward,có\n"
    )
    #expect(try world.rows("exposure", "camera").map { $0.split(separator: " ").last } == ["camera=\(target)"])
  }

  @Test func `a camera named by its address is the one that has it`() throws {
    let world = try ResolutionWorld(
      "\(Self.register)\n# exposure router 2026-01-11 unit=u1\ncamera,port\n192.168.1.10,8000\n192.168.1.99,80\n")
    #expect(
      try world.rows("exposure", "camera").map { $0.split(separator: " ").last } == [
        "camera=N1", "camera=192.168.1.99",
      ])
  }

  @Test(arguments: [
    ("unit=u1", "C1"), ("unit=u2", "C2"), ("unit=u3", "?attribute-absent"), ("", "?conflict"),
  ])
  func `every unit has its own private addresses`(unit: String, target: String) throws {
    let world = try ResolutionWorld(
      """
      # camera register declared 2026-01-10
      asset_tag,unit,ip
      C1,u1,192.168.1.64
      C2,u2,192.168.1.64
      C3,u2,192.168.1.65
      # exposure router 2026-01-11 \(unit)
      ip,port
      192.168.1.64,8000
      """)
    #expect(try world.rows("exposure", "camera").map { $0.split(separator: " ").last } == ["camera=\(target)"])
  }

  @Test func `without its unit a private address is nobody's where there are several networks`() throws {
    let world = try ResolutionWorld(
      """
      # camera register declared 2026-01-10
      asset_tag,unit,ip
      C1,u1,192.168.1.64
      C2,u2,192.168.1.65
      C3,u2,203.0.113.40
      # exposure scan 2026-01-11
      ip,port
      192.168.1.64,8000
      203.0.113.40,443
      """)
    #expect(
      try world.rows("exposure", "camera").map { $0.split(separator: " ").last } == ["camera=?conflict", "camera=C3"])
  }

  @Test(arguments: [
    ("2026-01-01", "C1"), ("2025-02-01", "C1"), ("2024-05-02", "?conflict"), ("", "C1"),
  ])
  func `an address says nothing about who had it long ago`(seen: String, target: String) throws {
    let world = try ResolutionWorld(
      "\(Self.register)\n# exposure scan 2026-01-11 unit=u1\nip,port,last_seen\n192.168.1.11,443,\(seen)\n")
    #expect(try world.rows("exposure", "camera").map { $0.split(separator: " ").last } == ["camera=\(target)"])
  }

  @Test func `sources that disagree about an address leave it nobody's`() throws {
    let world = try ResolutionWorld(
      """
      # camera register declared 2026-01-10 unit=u1
      asset_tag,ip
      C1,192.168.1.11
      # camera scan 2026-01-11 unit=u1
      asset_tag,ip
      C1,192.168.1.77
      # exposure router 2026-01-11 unit=u1
      ip,port
      192.168.1.11,8000
      192.168.1.77,8000
      """)
    #expect(
      try world.rows("exposure", "camera").map { $0.split(separator: " ").last } == [
        "camera=?attribute-absent", "camera=?attribute-absent",
      ])
  }

  /// The register's further rows, the router's rules, the cameras of which the router's table is complete.
  @Test(arguments: [
    ("", "192.168.1.11,8000", "all"),
    // A rule to what may be the camera whose address nobody wrote down.
    ("C9,\n", "192.168.1.77,8000", "C1 C2"), ("C9,\n", "192.168.1.11,8000", "C1 C2 C9"),
    // A rule to an address that all cameras have not is about something else.
    ("", "192.168.1.77,8000", "C1 C2"),
    // A rule to an address that two have may be either's.
    ("C8,192.168.1.11\n", "192.168.1.11,8000", "C2"),
    // A rule to nothing may be anybody's.
    ("", ",8000", "none"),
  ])
  func `a complete table of a router proves nothing for cameras that its rules may mean`(
    rows: String, rules: String, covered: String
  ) throws {
    let world = try ResolutionWorld(
      """
      # camera register declared 2026-01-10 unit=u1 camera=complete
      asset_tag,ip
      C1,192.168.1.11
      C2,192.168.1.12
      \(rows)# exposure router 2026-01-11 unit=u1 exposure.nat=complete exposure.upnp=complete
      ip,port
      \(rules)
      """)
    let claim = try #require(world.loaded.claims().first { $0.hasPrefix("exposure.nat/camera") })
    let expected =
      switch covered {
      case "all": "C1,C2"
      case "none": nil as String?
      default: covered.split(separator: " ").joined(separator: ",")
      }
    if let expected {
      #expect(claim.hasSuffix(" of \(expected)"), "\(claim)")
      #expect(!claim.contains("partial"))
    } else {
      #expect(claim.contains("partial"))
    }
  }

  @Test func `a rule about a registered computer is no stray`() throws {
    let world = try ResolutionWorld(
      """
      # camera register declared 2026-01-10 unit=u1
      asset_tag,ip
      C1,
      # device computers declared 2026-01-10 unit=u1
      asset_tag,ip
      T1,192.168.1.5
      # exposure router 2026-01-11 unit=u1 exposure.nat=complete
      device,ip,port
      T1,192.168.1.5,443
      """)
    #expect(
      try world.rows("exposure", "device", "camera") == ["-/192.168.1.5/-/443/- device=T1 camera=?attribute-absent"])
    #expect(try world.loaded.claims().contains("exposure.nat/camera: complete of C1"))
  }

  @Test func `a row that stands in one list twice is one row with both places`() throws {
    let world = try ResolutionWorld(
      """
      # software list 2026-01-11
      device,name,version
      PC-01,Zoom,6.5
      PC-01,Zoom,6.5
      PC-01,Zoom,6.6
      # software other 2026-01-11
      device,name,version
      PC-01,Zoom,6.5
      """)
    #expect(
      try world.subjects("software") == [
        "PC-01/Zoom/-/- = list 1, list 2", "PC-01/Zoom/-/-#2 = list 3", "PC-01/Zoom/-/-#3 = other 1",
      ])
    let report = try #require(world.loaded.report.entities.first { $0.entity == "software" })
    #expect(report.records == 4 && report.subjects == 3 && report.duplicates == 1)
  }
}
