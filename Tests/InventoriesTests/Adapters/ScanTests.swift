import Diagnostics
import Formats
import Schema
import Testing

@testable import Inventories

/// Whom scanned hosts are: registered cameras and devices by the addresses of their interfaces, strangers otherwise.
@Suite struct ScanTests {
  private func load(_ files: [String: String]) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    return InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema())
  }

  private func scan(_ hosts: String...) -> String {
    "<nmaprun scanner=\"nmap\" start=\"1768179600\">\(hosts.joined())<runstats><finished time=\"1768179700\"/></runstats></nmaprun>"
  }

  private func host(
    _ ip: String, mac: String? = nil, vendor: String = "", name: String = "", reason: String = "arp-response",
    _ ports: (Int, String)...
  ) -> String {
    let hardware = mac.map { "<address addr=\"\($0)\" addrtype=\"mac\" vendor=\"\(vendor)\"/>" } ?? ""
    let names = name.isEmpty ? "" : "<hostnames><hostname name=\"\(name)\" type=\"PTR\"/></hostnames>"
    let list = ports.map { port, service in
      "<port protocol=\"tcp\" portid=\"\(port)\"><state state=\"open\"/>\(service)</port>"
    }
    return
      "<host><status state=\"up\" reason=\"\(reason)\"/><address addr=\"\(ip)\" addrtype=\"ipv4\"/>\(hardware)\(names)<ports>\(list.joined())</ports></host>"
  }

  private let rtsp = "<service name=\"rtsp\" method=\"probed\"/>"

  @Test func `a host is the camera that has the address of its interface`() throws {
    let loaded = try load([
      "so.csv": "Mã tài sản,Tên camera,Địa chỉ MAC,Hãng\nC1,Cổng,44-19-B6-00-00-64,Hikvision\n",
      "quet.xml": scan(host("192.168.1.64", mac: "44:19:B6:00:00:64", vendor: "Hangzhou Hikvision", (554, rtsp))),
    ])
    #expect(try loaded.rows("camera", "vendor", "ip") == ["C1 vendor=Hikvision ip=192.168.1.64"])
    #expect(try loaded.rows("exposure", "camera") == ["C1/192.168.1.64/tcp/554/lan camera=C1"])
    #expect(try loaded.rows("device") == [])
  }

  @Test func `a host is the device that has the address of its interface, whatever listens on it`() throws {
    let loaded = try load([
      "devices.csv": "asset_tag,hostname,mac\nT1,PC-1,8C:16:45:00:00:01\n",
      "quet.xml": scan(host("192.168.1.20", mac: "8c:16:45:00:00:01", name: "desktop-9x", (554, rtsp), (8000, rtsp))),
    ])
    #expect(try loaded.rows("device", "hostname", "ip") == ["T1 hostname=PC-1 ip=[192.168.1.20]"])
    #expect(try loaded.rows("exposure", "device").allSatisfy { $0.hasSuffix("device=T1") })
    #expect(try loaded.rows("camera") == [])
  }

  @Test func `a host in no register is a subject of its own, a camera if it looks like one`() throws {
    let airplay = "<service name=\"rtsp\" product=\"Apple AirTunes rtspd\" method=\"probed\"/>"
    let loaded = try load([
      "so.csv": "Mã tài sản,Tên camera,Địa chỉ IP\nC1,Cổng,192.168.1.64\n",
      "quet.xml": scan(
        host("192.168.1.64", (554, rtsp)),
        host("192.168.1.65", mac: "3C:EF:8C:00:00:65", vendor: "Zhejiang Dahua Technology", (80, "")),
        host("192.168.1.66", (554, rtsp), (8000, "")), host("192.168.1.67", (554, airplay), (3702, "")),
        host("192.168.1.68", mac: "B4:B5:2F:00:00:68", vendor: "Hewlett Packard", name: "npi68.lan", (9100, ""))),
    ])
    #expect(
      try loaded.rows("camera", "vendor") == [
        "3C:EF:8C:00:00:65 vendor=Zhejiang Dahua Technology", "192.168.1.66 vendor=?value-missing",
        "C1 vendor=?attribute-absent",
      ])
    #expect(
      try loaded.rows("device", "hostname") == [
        "192.168.1.67 hostname=192.168.1.67", "B4:B5:2F:00:00:68 hostname=npi68.lan",
      ])
    #expect(try loaded.rows("exposure", "camera").filter { $0.contains("camera=C1") }.count == 1)
    #expect(loaded.report.adapted.first?.ignored["hosts that others know by their network address"] == 1)
  }

  @Test func `an empty cell of a register does not keep the address away that a scan saw`() throws {
    let loaded = try load([
      "so.csv": "Mã tài sản,Tên camera,MAC,Địa chỉ IP\nC1,Cổng,44-19-B6-00-00-64,\nC2,Sân,44-19-B6-00-00-65,-\n",
      "quet.xml": scan(
        host("192.168.1.64", mac: "44:19:B6:00:00:64", (554, rtsp)), host("192.168.1.65", mac: "44:19:B6:00:00:65")),
      "nat.csv": "Cổng ngoài,IP nội bộ,Trạng thái\n8000,192.168.1.64,Bật\n8001,192.168.1.65,Bật\n",
    ])
    #expect(
      try loaded.rows("exposure", "camera").filter { $0.contains("internet") } == [
        "C1/192.168.1.64/-/8000/internet camera=C1", "C2/192.168.1.65/-/8001/internet camera=C2",
      ])
  }

  @Test func `another interface at a camera's address is another host`() throws {
    let loaded = try load([
      "so.csv": "Mã tài sản,Tên camera,Địa chỉ IP,MAC\nC1,Cổng,192.168.1.64,44:19:B6:00:00:64\n",
      "quet.xml": scan(host("192.168.1.64", mac: "8C:16:45:00:00:01", vendor: "LCFC", (445, ""))),
    ])
    #expect(try loaded.rows("device") == ["8C:16:45:00:00:01"])
    #expect(
      try loaded.rows("exposure", "camera", "device") == [
        "-/192.168.1.64/tcp/445/lan camera=?value-missing device=8C:16:45:00:00:01"
      ])
  }

  @Test func `an address that did not answer, the public side of a router and the scanner itself are no subjects`()
    throws
  {
    let loaded = try load([
      "quet.xml": scan(
        host("192.168.1.99", reason: "user-set"), host("203.0.113.7", (8000, "")), host("127.0.0.1", (22, "")))
    ])
    #expect(try loaded.rows("device") == [])
    #expect(try loaded.rows("camera") == [])
    #expect(try loaded.rows("exposure").count == 2)
  }

  @Test func `a lease tells the interface of a host that was scanned through a router`() throws {
    let loaded = try load([
      "so.csv": "Mã tài sản,Tên camera,MAC\nC1,Cổng,44:19:B6:00:00:64\n",
      "dnsmasq.leases": "1767500000 44:19:b6:00:00:64 192.168.1.164 * 01:44:19:b6:00:00:64\n",
      "quet.xml": scan(host("192.168.1.164", reason: "echo-reply", (554, rtsp))),
    ])
    #expect(try loaded.rows("camera") == ["C1"])
    #expect(try loaded.rows("exposure", "camera") == ["C1/192.168.1.164/tcp/554/lan camera=C1"])
  }

  @Test func `the lines of a scan tell interfaces too`() throws {
    let loaded = try load([
      "so.csv": "Mã tài sản,Tên camera,MAC\nC1,Cổng,44:19:B6:00:00:64\n",
      "quet.nmap": """
      # Nmap 7.94 scan initiated Mon Jan 12 08:00:00 2026 as: nmap -oN quet.nmap 192.168.1.0/24
      Nmap scan report for 192.168.1.64
      Host is up (0.0010s latency).
      PORT    STATE SERVICE
      554/tcp open  rtsp
      MAC Address: 44:19:B6:00:00:64 (Hangzhou Hikvision Digital Technology)

      Nmap scan report for 192.168.1.70
      Host is up.
      All 1000 scanned ports on 192.168.1.70 are in ignored states.
      # Nmap done at Mon Jan 12 08:10:00 2026 -- 256 IP addresses (2 hosts up) scanned
      """,
    ])
    #expect(try loaded.rows("exposure", "camera") == ["C1/192.168.1.64/tcp/554/lan camera=C1"])
    #expect(try loaded.rows("camera") == ["C1"])
    #expect(try loaded.rows("device") == [])
  }
}
