import Testing

@testable import Inventories

/// What an address ties together: labels of configurations, ports of a router's outside, leases.
@Suite struct AddressResolutionTests {
  private static let register = """
    # camera so declared 2026-01-10 unit=u1
    asset_tag,name,ip,kind,recorder
    C1,CAM-1,192.168.1.11,ip_camera,
    C2,CAM-2,192.168.1.12,,
    N1,DG-1,192.168.1.10,nvr,
    """

  @Test(arguments: [
    // A stream of the camera itself; of what may be a recorder, of a recorder, of nobody.
    ("san,192.168.1.11", "C1 = frigate 1, so 1"), ("san,192.168.1.12", "san/u1 = frigate 1"),
    ("san,192.168.1.10", "san/u1 = frigate 1"), ("san,192.168.1.99", "san/u1 = frigate 1"),
    // A folder of answers that is called by the address, whosever it is.
    ("192.168.1.12,", "C2 = frigate 1, so 2"), ("192.168.1.10,", "N1 = frigate 1, so 3"),
  ])
  func `what a tool calls a camera is joined by its address`(row: String, subject: String) throws {
    let label = row.split(separator: ",", omittingEmptySubsequences: false)
    let stream = label[1].isEmpty ? "" : "rtsp://\(label[1])"
    let world = try ResolutionWorld(
      "\(Self.register)\n# camera frigate 2026-01-11 unit=u1\nname,ip,stream_url\n\(row),\(stream)\n")
    #expect(try world.subjects("camera").filter { $0.contains("frigate") } == [subject])
  }

  @Test func `a label of another unit, or of a register, joins nobody`() throws {
    for heading in ["frigate 2026-01-11 unit=u2", "frigate declared 2026-01-11 unit=u1", "frigate 2028-01-11 unit=u1"] {
      let world = try ResolutionWorld(
        "\(Self.register)\n# camera \(heading)\nname,ip,stream_url\nsan,192.168.1.11,rtsp://192.168.1.11\n")
      #expect(try world.subjects("camera").contains { $0.hasPrefix("san") }, "\(heading)")
    }
  }

  @Test func `an account in a stream's address belongs to the camera`() throws {
    let world = try ResolutionWorld(
      """
      \(Self.register)
      # camera frigate 2026-01-11 unit=u1
      name,ip,stream_url
      san,192.168.1.11,rtsp://192.168.1.11
      # account nguoi 2026-01-11 unit=u1
      camera,uid
      san,admin
      """)
    #expect(try world.rows("account", "camera").map { $0.split(separator: " ").last } == ["camera=C1"])
  }

  // MARK: From outside

  private static let router = """
    # exposure router 2026-01-09 unit=u1 exposure.nat=complete
    ip,port,transport,vantage,via,enabled,wan_ip
    192.168.1.10,8000,tcp,internet,port_forward,có,203.0.113.7
    192.168.1.11,8001,tcp,internet,port_forward,không,203.0.113.7
    192.168.1.12,9000,udp,internet,port_forward,có,203.0.113.7
    192.168.1.11,9001,tcp,internet,port_forward,có,203.0.113.7
    192.168.1.12,9001,tcp,internet,port_forward,có,203.0.113.7
    """

  @Test(arguments: [
    ("203.0.113.7,8000,tcp,2026-01-05", "N1"), ("203.0.113.7,8000,,2026-01-05", "N1"),
    // Another protocol, port or router; a rule that was off when the port was seen, and one that was off before.
    ("203.0.113.7,9000,tcp,2026-01-05", "?attribute-absent"), ("203.0.113.7,8080,tcp,2026-01-05", "?attribute-absent"),
    ("203.0.113.8,8000,tcp,2026-01-05", "?attribute-absent"), ("203.0.113.7,8001,tcp,2026-01-05", "?attribute-absent"),
    ("203.0.113.7,8001,tcp,2026-01-10", "C1"),
    // Rules that differ.
    ("203.0.113.7,9001,tcp,2026-01-05", "?attribute-absent"),
  ])
  func `a port seen on the router's outside is whose the rule says`(sighting: String, target: String) throws {
    let world = try ResolutionWorld(
      "\(Self.register)\n\(Self.router)\n# exposure shodan 2026-01-12 unit=u1\nip,port,transport,last_seen,vantage,via\n"
        + "\(sighting),internet,direct\n")
    #expect(try world.rows("exposure", "camera").last?.split(separator: " ").last == "camera=\(target)")
  }

  // MARK: Leases

  @Test func `a lease ties a register's address of the interface to an agent's name`() throws {
    let files = [
      "so.csv": "asset_tag,mac,unit\nTS-1,3C-52-82-11-22-07,u1\nTS-2,3C-52-82-11-22-08,u1\n",
      "agent.csv": "hostname,unit,os.name\nDESKTOP-X,u1,windows 11\n",
      "leases": "1768271234 3c:52:82:11:22:07 192.168.1.107 DESKTOP-X *\n",
      "inventory.yaml": """
      inventory: i
      unit: u1
      sources:
        - {path: so.csv, entity: device, declared: true}
        - {path: agent.csv, entity: device}
        - {path: leases}
      """,
    ]
    let folder = try TestFolder(files)
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
    #expect(
      try loaded.rows("device", "os.name", "ip") == [
        "TS-1 os.name=windows 11 ip=[192.168.1.107]", "TS-2 os.name=?attribute-absent ip=?attribute-absent",
      ])
  }

  @Test func `a lease of a camera is the camera's, and agrees with its register or ties nothing`() throws {
    let files = [
      "so.csv":
        "asset_tag,name,mac,ip,unit\nC1,CAM-1,44:19:b6:00:00:02,192.168.1.65,u1\nC2,CAM-2,44:19:b6:00:00:03,,u1\n",
      "leases":
        "1768271234 44:19:b6:00:00:02 192.168.1.65 IPC-77 *\n1768271234 44:19:b6:00:00:03 192.168.1.66 CAM-2 *\n",
      "nat.csv": "ip,port,vantage,via\n192.168.1.65,80,internet,port_forward\n192.168.1.66,80,internet,port_forward\n",
      "inventory.yaml": """
      inventory: i
      unit: u1
      sources:
        - {path: so.csv, entity: camera, declared: true}
        - {path: leases}
        - {path: nat.csv, entity: exposure}
      """,
    ]
    let folder = try TestFolder(files)
    let loaded = InventoryLoader.load(paths: [folder.path], schema: try ResolutionWorld.schema())
    #expect(
      try loaded.rows("camera", "name", "ip") == ["C1 name=CAM-1 ip=192.168.1.65", "C2 name=CAM-2 ip=192.168.1.66"])
    #expect(loaded.inventory?.table("device")?.count ?? 0 == 0)
    #expect(
      try loaded.rows("exposure", "camera").map { $0.split(separator: " ").last } == [
        "camera=C1", "camera=?attribute-absent",
      ])
  }
  // MARK: Answers

  @Test(arguments: [
    ("C1,,,192.168.1.11,,Hikvision", "S-9,,192.168.1.11,,Hikvision Digital", true),
    // A serial number that both have, another maker, an address that changes, nobody's address.
    ("C1,S-8,,192.168.1.11,,Hikvision", "S-9,,192.168.1.11,,Hikvision", false),
    ("C1,,,192.168.1.11,,Hikvision", "S-9,,192.168.1.11,,Dahua", false),
    ("C1,,,192.168.1.11,,Hikvision", "S-9,,192.168.1.11,dhcp,Hikvision", false),
    ("C1,,,192.168.1.11,động,Hikvision", "S-9,,192.168.1.11,,Hikvision", false),
    ("C1,,,192.168.1.12,,Hikvision", "S-9,,192.168.1.11,,Hikvision", false),
    ("C1,,44:19:B6:00:00:01,192.168.1.11,,Hikvision", "S-9,,192.168.1.11,,Hikvision", true),
    ("C1,,44:19:B6:00:00:01,192.168.1.11,,Hikvision", "S-9,44:19:B6:00:00:02,192.168.1.11,,Hikvision", false),
  ])
  func `what answers under a register's address is the register's camera`(row: String, answer: String, isOne: Bool)
    throws
  {
    let world = try ResolutionWorld(
      """
      # camera so declared 2026-01-10 unit=u1
      asset_tag,serial,mac,ip,ip_assignment,vendor
      \(row)
      # camera isapi 2026-01-11 unit=u1
      serial,mac,ip,ip_assignment,vendor
      \(answer)
      """)
    #expect(try world.subjects("camera").count == (isOne ? 1 : 2))
  }

  @Test func `two that answer under one address are neither the register's`() throws {
    let world = try ResolutionWorld(
      """
      # camera so declared 2026-01-10 unit=u1
      asset_tag,ip
      C1,192.168.1.11
      # camera isapi 2026-01-11 unit=u1
      serial,ip
      S-9,192.168.1.11
      S-8,192.168.1.11
      """)
    #expect(try world.subjects("camera").count == 3)
  }
}
