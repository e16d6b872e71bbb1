import Diagnostics
import Formats
import Schema
import Testing

@testable import Inventories

/// What cameras and services answer besides an inventory: it names nobody, and invents nobody.
@Suite struct AnswerTests {
  private func load(_ files: [String: String]) throws -> LoadedInventory {
    let folder = try TestFolder(files)
    return InventoryLoader.load(paths: [folder.path], schema: try AdapterSnapshot.schema())
  }

  private let soap =
    "xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:t=\"http://www.onvif.org/ver10/device/wsdl\""

  @Test(arguments: [
    "<EventNotificationAlert xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"><ipAddress>192.168.1.64</ipAddress><eventType>VMD</eventType></EventNotificationAlert>",
    "<HttpHostNotificationList xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><HttpHostNotification><id>1</id></HttpHostNotification></HttpHostNotificationList>",
    "<ResponseStatus xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><statusCode>4</statusCode></ResponseStatus>",
    "<s:Envelope SOAP><s:Header><Security><UsernameToken><Username>root</Username></UsernameToken></Security></s:Header><s:Body><t:GetDeviceInformation/></s:Body></s:Envelope>",
    "<s:Envelope SOAP><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code></s:Fault></s:Body></s:Envelope>",
    "<t:GetUsers xmlns:t=\"http://www.onvif.org/ver10/device/wsdl\"/>",
  ])
  func `an alarm, a request, an error are no camera`(xml: String) throws {
    let loaded = try load(["x.xml": xml.replacing("SOAP", with: soap)])
    #expect(loaded.inventory?.table("camera")?.count ?? 0 == 0)
    #expect(loaded.diagnostics.all.contains { $0.message.contains("which has only: ") })
  }

  @Test func `a list of devices with their systems is no answer of systeminfo`() throws {
    let csv = "hostname,os_name,os_version,asset_tag\nPC-1,Windows 11 Pro,10.0.26100,TS-1\n"
    #expect(
      try load(["devices.csv": csv]).rows("device", "asset_tag", "hostname") == ["TS-1 asset_tag=TS-1 hostname=PC-1"])
  }

  @Test func `the inputs of a recorder are cameras where a picture comes in`() throws {
    let input = { (id: Int, name: String, picture: String) in
      #"{"id": "\#(id)", "videoInputEnabled": "true", "name": "\#(name)", "resDesc": "\#(picture)"}"#
    }
    let inputs = [input(1, "Entrada", "1080P25"), input(2, "Camera 02", "NO VIDEO"), input(3, "Camera 03", "720P25")]
    let json =
      #"{"data": {"ISAPI": {"System/deviceInfo": {"response": {"DeviceInfo": {"deviceName": "DVR 1", "serialNumber": "D1X", "deviceType": "KIND"}}}, "System/Video/inputs/channels": {"response": {"VideoInputChannelList": {"VideoInputChannel": ["#
      + inputs.joined(separator: ",") + "]}}}}}}"
    let loaded = try load(["dvr.json": json.replacing("KIND", with: "DVR")])
    #expect(
      try loaded.rows("camera", "name", "kind", "recorder") == [
        "D1X name=DVR 1 kind=dvr recorder=?value-missing", "Entrada name=Entrada kind=analog recorder=D1X",
        "DVR 1 Camera 03 name=DVR 1 Camera 03 kind=analog recorder=D1X",
      ])
    // A camera lists its own picture.
    #expect(try load(["cam.json": json.replacing("KIND", with: "IPCamera")]).rows("camera") == ["D1X"])
  }

  @Test func `of several policies on a value the one of the highest order holds`() throws {
    let policy = { (order: String, scope: String, value: String) in
      #"{"policyQuery": {"orgUnit": "orgUnits/1"\#(scope), "sortOrder": \#(order)}, "setting": {"type": "settings/chat.history", "value": {\#(value)}}}"#
    }
    let group = #", "group": "groups/g""#
    let list = [
      policy("101", "", #""on": false, "user": true"#), policy("202", "", #""user": false"#),
      policy("201.5", "", #""on": true"#), policy("1.1", group, #""on": false"#),
    ]
    let loaded = try load(["p.json": #"{"response": {"policies": ["# + list.joined(separator: ",") + "]}}"])
    #expect(
      try loaded.rows("setting", "scope", "path", "value").map { String($0.drop { $0 != " " }) } == [
        " Workspace/orgUnits/1/chat.history.user scope=orgUnits/1 path=chat.history.user value=false",
        " Workspace/orgUnits/1/chat.history.on scope=orgUnits/1 path=chat.history.on value=true",
        " Workspace/orgUnits/1 groups/g/chat.history.on scope=orgUnits/1 groups/g path=chat.history.on value=false",
      ])
  }

  @Test func `results of a whole tenant are read for the service they are about`() throws {
    let control = { (id: String, result: String) in #"{"Control ID": "\#(id)", "Result": "\#(result)"}"# }
    let json =
      #"{"MetaData": {"Tool": "ScubaGear", "TimestampZulu": "2026-01-05T20:00:00Z"}, "Results": {"AAD": [{"Controls": [AAD]}], "Teams": [{"Controls": [A, B]}]}}"#
      .replacing("[AAD]", with: "[\(control("MS.AAD.1.1v1", "Pass"))]")
      .replacing("A, B", with: "\(control("MS.TEAMS.1.1v1", "Pass")), \(control("MS.TEAMS.1.2v1", "N/A"))")
    let loaded = try load([
      "ScubaResults.json": json,
      "TestResults.json":
        #"[{"PolicyId": "MS.TEAMS.2.1v1", "RequirementMet": false}, {"PolicyId": "MS.TEAMS.3.1v1", "RequirementMet": false, "Criticality": "Shall/Not-Implemented"}]"#,
      "ScubaResults.csv": "\"Control ID\",\"Requirement\",\"Result\"\n\"GWS.MEET.1.1v1\",\"x\",\"Fail\"\n",
    ])
    #expect(
      try loaded.rows("setting", "service", "value", "read_ok").map { String($0.drop { $0 != "/" }) }.sorted() == [
        "/Google Meet/tenant/GWS.MEET.1.1v1 service=Google Meet value=Fail read_ok=true",
        "/Microsoft Teams/tenant/MS.TEAMS.1.1v1 service=Microsoft Teams value=Pass read_ok=true",
        "/Microsoft Teams/tenant/MS.TEAMS.1.2v1 service=Microsoft Teams value=?value-missing read_ok=false",
        "/Microsoft Teams/tenant/MS.TEAMS.2.1v1 service=Microsoft Teams value=false read_ok=true",
        "/Microsoft Teams/tenant/MS.TEAMS.3.1v1 service=Microsoft Teams value=false read_ok=false",
      ])
    let days = loaded.inventory?.sources.map { "\($0.path) \($0.collected.map { "\($0)" } ?? "-")" } ?? []
    #expect(days.contains("ScubaResults.json 2026-01-06"))
  }

  @Test func `a port of which nmap cannot tell is not known, and a header is told once`() throws {
    let port = { (number: Int, state: String) in
      "<port protocol=\"udp\" portid=\"\(number)\"><state state=\"\(state)\"/></port>"
    }
    let host = { (ip: String) in
      "<host><address addr=\"\(ip)\" addrtype=\"ipv4\"/><ports>\(port(161, "open|filtered"))\(port(53, "closed"))</ports></host>"
    }
    let run =
      "<nmaprun start=\"1768179600\">\(host("10.0.0.1"))\(host("10.0.0.2"))<runstats><finished/></runstats></nmaprun>"
    let loaded = try load(["x.xml": run])
    #expect(
      try loaded.rows("exposure", "state").map { $0.split(separator: " ").last.map(String.init) ?? "" } == [
        "state=?value-missing", "state=closed", "state=?value-missing", "state=closed",
      ])
    let mapped = loaded.report.sources.filter { $0.entity == "exposure" }.flatMap(\.mapped).filter { $0.member == "ip" }
    #expect(mapped.map(\.header) == ["#/nmaprun/host/*/address/@addr"])
  }

  @Test func `a list of weaknesses is no list of software`() throws {
    let vex = #"{"bomFormat": "CycloneDX", "specVersion": "1.4", "vulnerabilities": [{"id": "CVE-2026-1"}]}"#
    let loaded = try load(["vex.json": vex])
    #expect(
      loaded.diagnostics.all.contains { $0.message.contains("which has only: `vulnerabilities` of the document") })
  }

  @Test func `an agent's list of macOS tells where programs came from, not who made them`() throws {
    let item = { (name: String, publisher: String, day: String) in
      #"{"NAME": "\#(name)", "PUBLISHER": "\#(publisher)", "VERSION": "1.0", "INSTALLATION DATE": "\#(day)"}"#
    }
    let items = [
      item("Firefox", "Identified Developer", "10/6/25, 11:17\u{202F}AM"), item("Mail", "Apple", "29/10/2025"),
    ]
    let json =
      #"{"template_inventory": {"BIOS": [{"MANUFACTURER": "0", "SERIAL NUMBER": "XP4K"}], "SOFTWARES": ["#
      + items.joined(separator: ",") + "]}}"
    let loaded = try load(["mac.json": json])
    #expect(try loaded.rows("device", "vendor") == ["XP4K vendor=?value-missing"])
    #expect(
      try loaded.rows("software", "publisher", "install_source", "install_date").map { String($0.drop { $0 != " " }) }
        == [
          " publisher=?value-missing install_source=Identified Developer install_date=2025-10-06",
          " publisher=Apple install_source=?value-missing install_date=2025-10-29",
        ])
  }

  @Test func `a version that a language wrote as a number is one all the same`() throws {
    let text =
      "Applications:\n\n    TextEdit:\n\n      Version: 1,15\n      Location: /System/Applications/TextEdit.app\n"
      + "      Kind: 64-bit\n\n    Zoom:\n\n      Version: 5,0,2\n      Location: /Applications/zoom.us.app\n      Kind: 64-bit\n"
      + "      Obtained from: Identified Developer\n      Signed by: Developer ID Application: Zoom (BJ4HAAB9B3), Apple Root CA\n"
    let loaded = try load(["mac.txt": text])
    #expect(
      try loaded.rows("software", "version", "signed_by", "install_source").map { String($0.drop { $0 != " " }) } == [
        " version=1.15 signed_by=?value-missing install_source=?value-missing",
        " version=5,0,2 signed_by=BJ4HAAB9B3 install_source=Identified Developer",
      ])
  }
}
