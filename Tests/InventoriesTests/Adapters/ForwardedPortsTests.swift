import Formats
import Testing

@testable import Inventories

@Suite struct ForwardedPortsTests {
  @Test(
    arguments: [
      ("8000", [8000...8000]), ("8000-8010", [8000...8010]), ("8000:8010", [8000...8010]),
      ("8000 - 8002", [8000...8002]),
      ("80,443", [80...80, 443...443]), ("80; 8000-8001", [80...80, 8000...8001]), ("554 đến 556", [554...556]),
      ("8080:80", [8080...8080]), ("TCP 37777", [37777...37777]), ("80/tcp", [80...80]), ("8000–8003", [8000...8003]),
    ] as [(String, [ClosedRange<Int>])])
  func `ports are read in every spelling`(text: String, ranges: [ClosedRange<Int>]) throws {
    #expect(try #require(ForwardedPorts(text)).ranges == ranges)
  }

  @Test(arguments: ["", "http", "70000", "8010-8000", "8000-80100", "80-", "1-2-3", "99999999999999999999"])
  func `what is no list of ports is none`(text: String) { #expect(ForwardedPorts(text) == nil) }

  @Test(arguments: ["any", "*", "ALL", "tất cả", "1-65535", "0:65535"])
  func `all ports are all`(text: String) throws { #expect(try #require(ForwardedPorts(text)).isAll) }

  private func load(_ files: [String: String]) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    return InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema())
  }

  private let cameras = "Mã tài sản,Tên camera,Địa chỉ IP\nC1,Cổng,192.168.1.64\nC2,Sân,192.168.1.65\n"

  @Test func `a rule for a range, its end or a count exposes every port of it`() throws {
    let loaded = try load([
      "so.csv": cameras,
      "nat.csv": """
      Name,External Port Start,External Port End,Port Count,Internal IP,Protocol,Enabled
      a,8000,8002,,192.168.1.64,TCP,1
      b,554,,2,192.168.1.65,TCP,0
      """,
    ])
    #expect(
      try loaded.rows("exposure", "enabled") == [
        "C1/192.168.1.64/tcp/8000/internet enabled=true", "C1/192.168.1.64/tcp/8001/internet enabled=true",
        "C1/192.168.1.64/tcp/8002/internet enabled=true", "C2/192.168.1.65/tcp/554/internet enabled=false",
        "C2/192.168.1.65/tcp/555/internet enabled=false",
      ])
  }

  @Test(arguments: [
    ("DMZ: Enabled\nDMZ Host IP Address: 192.168.1.64\n", "true"), ("dmz_host=192.168.1.64\ndmz_enable=0\n", "false"),
    ("Setting,Value\nWAN IP,203.0.113.7\nDMZ Host IP,192.168.1.64\n", "true"),
    ("DMZ Host,Status\n192.168.1.64,Disabled\n", "false"),
  ])
  func `a host in the DMZ is exposed on every port`(text: String, enabled: String) throws {
    let loaded = try load(["so.csv": cameras, "router.txt": text])
    #expect(
      try loaded.rows("exposure", "port", "enabled") == [
        "C1/192.168.1.64/-/-/internet port=?value-missing enabled=\(enabled)"
      ])
  }

  @Test func `what no rule is for goes to the host in the DMZ`() throws {
    let loaded = try load([
      "so.csv": cameras,
      "nat.csv": """
      WAN IP,Cổng ngoài,IP nội bộ,Trạng thái
      203.0.113.7,554,192.168.1.65,Bật
      203.0.113.7,DMZ,192.168.1.64,Bật
      """,
      "quet.xml": """
      <nmaprun start="1768179600"><host><status state="up"/><address addr="203.0.113.7" addrtype="ipv4"/><ports>
      <port protocol="tcp" portid="554"><state state="open"/></port><port protocol="tcp" portid="37777"><state state="open"/></port>
      </ports></host><runstats><finished/></runstats></nmaprun>
      """,
    ])
    #expect(
      try loaded.rows("exposure", "camera").filter { $0.contains("203.0") }.map { $0.suffix(2) } == ["C2", "C1"])
  }
}
