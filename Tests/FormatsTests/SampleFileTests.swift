import Diagnostics
import Formats
import Testing

/// The project's reference material stands beside a checkout; without it these tests have nothing to read.
private let reference: String = {
  let parts = #filePath.split(separator: "/").dropLast(4).map(String.init)
  return "/" + (parts + ["shared"]).joined(separator: "/")
}()

private let isThere = FilePaths.real(reference) != nil

@Suite(.enabled(if: isThere, "the reference material is not beside this checkout"))
struct SampleFileTests {
  @Test func `every draft document is read without a complaint`() throws {
    let files = try FileTree.files(under: reference + "/spike").files.filter { $0.hasSuffix(".yaml") }
    #expect(files.count > 4)
    for path in files {
      let source = try FileReader.read(path: path)
      let (documents, diagnostics) = YAMLReader.read(source)
      #expect(!documents.isEmpty, "\(path)")
      #expect(DiagnosticRenderer(.short).render(diagnostics) == "")
    }
  }

  @Test func `every real export that is recognised gives records or says why not`() throws {
    var read = 0
    for path in try FileTree.files(under: reference + "/inventory-samples").files {
      let source = try FileReader.read(path: path)
      guard let format = RecordReader.recognise(path: path, bytes: source.bytes) else { continue }
      let file = RecordReader.read(source, format: format)
      #expect(!file.records.isEmpty || !file.diagnostics.isEmpty, "\(path) as \(format)")
      if !file.records.isEmpty { read += 1 }
    }
    #expect(read > 30)
  }

  /// Elements of each XML sample, counted by another parser.
  private static let elements: [(path: String, elements: Int)] = [
    ("fusioninventory-xml/1.xml", 1521),
    ("fusioninventory-xml/13-android.xml", 315),
    ("fusioninventory-xml/4-macos.xml", 1326),
    ("fusioninventory-xml/local-debian.ocs", 6589),
    ("hikvision-isapi/deviceInfo-ipc1.xml", 24),
    ("mdm/installed_application_list.plist", 47),
    ("nmap/1_os_banner_scripts.xml", 65),
    ("nmap/2_null_hosts.xml", 43),
    ("nmap/cameras-sim1.xml", 207),
    ("nmap/jc-xml-nmap.xml", 23),
    ("onvif/hikvision/GetDNS.Response.xml", 8),
    ("onvif/hikvision/GetDeviceInformation.Response.xml", 8),
    ("onvif/hikvision/GetHostname.Response.xml", 6),
    ("onvif/hikvision/GetNetworkInterfaces.Response.xml", 37),
    ("onvif/hikvision/GetNetworkProtocols.Response.xml", 11),
    ("onvif/hikvision/GetScopes.Response.xml", 27),
    ("onvif/hikvision/GetSystemDateAndTime.Response.xml", 26),
    ("onvif/hikvision/GetUsers.Response.xml", 6),
    ("onvif/pelco/GetDNS.Response.xml", 7),
    ("onvif/pelco/GetDeviceInformation.Response.xml", 10),
    ("onvif/pelco/GetHostname.Response.xml", 8),
    ("onvif/pelco/GetNetworkInterfaces.Response.xml", 39),
    ("onvif/pelco/GetNetworkProtocols.Response.xml", 17),
    ("onvif/pelco/GetScopes.Response.xml", 38),
    ("onvif/pelco/GetSystemDateAndTime.Response.xml", 21),
    ("onvif/pelco/GetUsers.Response.xml", 5),
    ("system-profiler/10.8.plist.xml", 4062),
  ]

  @Test(arguments: elements)
  func `every real XML file is read whole`(path: String, elements: Int) throws {
    func count(_ node: XMLNode) -> Int { node.children.reduce(1) { $0 + count($1) } }
    let document = XMLReader.read(try FileReader.read(path: reference + "/inventory-samples/" + path))
    #expect(document.isWhole && document.root.map(count) == elements)
    #expect(DiagnosticRenderer(.short).render(document.diagnostics) == "")
  }

  @Test func `every real list of another kind has the entries that other tools count`() throws {
    func read(_ path: String) throws -> Source { try FileReader.read(path: reference + "/inventory-samples/" + path) }
    func stanzas(_ file: StanzaFile, _ count: Int) {
      #expect(file.stanzas.count == count && file.stanzas.allSatisfy { $0.problem == nil })
      #expect(DiagnosticRenderer(.short).render(file.diagnostics) == "")
    }
    stanzas(ControlStanzas.read(try read("dpkg/syft-status")), 1)
    stanzas(ControlStanzas.read(try read("dpkg/status-zoom-installed")), 4)
    stanzas(PackageBlocks.read(try read("rpm/centos7-rpm-qai.txt")), 433)
    stanzas(KeyValueLines.read(try read("dahua-cgi/magicbox.txt")), 1)
    for (path, keys, values) in [("mssql-Uninstall", 8, 94), ("xp-Uninstall", 536, 6449)] {
      let file = RegistryReader.read(try read("windows-uninstall/\(path).reg"))
      #expect(file.isWhole && file.keys.count == keys && file.keys.reduce(0) { $0 + $1.values.count } == values)
      #expect(DiagnosticRenderer(.short).render(file.diagnostics) == "")
    }
    for (path, items) in [("mdm/installed_application_list.plist", 4), ("system-profiler/10.8.plist.xml", 1)] {
      let document = PropertyListReader.read(try read(path))
      let count =
        switch document.root?.kind {
        case .dictionary(let members): members.count
        case .array(let items): items.count
        default: 0
        }
      #expect(document.isWhole && document.diagnostics.isEmpty && count == items)
    }
  }

  /// Real tables: how many records and columns they have, counted with Python's csv, and how they are written.
  @Test(arguments: [
    ("kev/known_exploited_vulnerabilities.csv", 1404, 11, "utf-8 standard , header 1"),
    ("snipeit-csv/assets-sample.csv", 22, 21, "utf-8 mark , header 1"),
    ("snipeit-csv/licenses-sample.csv", 50, 20, "utf-8 standard , header 1"),
    ("snipeit-csv/users-sample.csv", 100, 23, "utf-8 mark , header 1"),
    ("asset-csv/rubak714-hardware-inventory.csv", 15, 15, "utf-8 standard , header 1"),
    ("intune-csv/devices.synthetic.csv", 1, 26, "utf-8 mark , header 1"),
    ("windows-uninstall/uninstall-export.utf16.csv", 418, 5, "utf-16le mark , header 2"),
  ])
  func `a real table has the rows that another reader counts`(
    path: String, records: Int, columns: Int, written: String
  ) throws {
    let file = RecordReader.read(try FileReader.read(path: "\(reference)/inventory-samples/\(path)"), format: .csv)
    #expect(file.records.count == records)
    #expect(file.columns.count == columns)
    let delimiter = file.layout?.delimiter.map { String(Unicode.Scalar($0)) } ?? "none"
    let header = file.layout?.headerLine.map { "header \($0)" } ?? "no header"
    #expect("\(file.encoding.rawValue) \(file.encodingOrigin) \(delimiter) \(header)" == written)
    #expect(file.layout?.titles == [] && file.layout?.totals == [])
    #expect(file.isWhole)
  }

  @Test func `JSON from PowerShell is read`() throws {
    let source = try FileReader.read(path: "\(reference)/inventory-samples/scuba/TeamsReport.json")
    #expect(RecordReader.recognise(path: source.path, bytes: source.bytes) == .json)
    let file = RecordReader.read(source, format: .json)
    #expect("\(file.encoding.rawValue) \(file.encodingOrigin)" == "utf-16le mark")
    #expect(file.diagnostics.isEmpty && file.isWhole && !file.records.isEmpty)
  }

  @Test func `spreadsheets are archives that are read, and documents that are not expanded`() throws {
    for path in try FileTree.files(under: reference + "/inventory-samples/xlsx").files where path.hasSuffix(".xlsx") {
      let source = try FileReader.read(path: path)
      let (archive, diagnostics) = ZIPArchive.open(source)
      #expect(diagnostics.isEmpty, "\(path)")
      for member in archive?.members ?? [] { #expect(throws: Never.self, "\(path)") { try archive?.read(member) } }
      #expect(archive?["xl/workbook.xml"] != nil, "\(path)")
      #expect(!ContainerExpansion.expand(source).isContainer, "\(path)")
    }
  }

  @Test func `every real workbook has the rows that a person sees`() throws {
    var seen: [String] = []
    for path in try FileTree.files(under: reference + "/inventory-samples/xlsx").files {
      let book = XLSXReader.read(try FileReader.read(path: path))
      #expect(book.isWhole, "\(path)")
      for sheet in book.sheets {
        seen.append(
          "\(FilePaths.name(of: path)) \(sheet.name): header \(sheet.file.layout?.headerLine ?? 0), \(sheet.file.columns.count) columns, "
            + "\(sheet.file.records.count) rows, \(book.diagnostics.all.map { $0.code.description })")
      }
    }
    #expect(
      seen == [
        "attestations_excel.xlsx attestations: header 1, 6 columns, 9 rows, []",
        "duplicate_column_heading.xlsx example_best_practices_controls: header 1, 13 columns, 1 rows, [\"KIEM1202\"]",
        "so-camera.xlsx so_camera: header 3, 11 columns, 5 rows, []",
        "waivers.xlsx Sheet1: header 1, 5 columns, 6 rows, [\"KIEM1203\"]",
      ])
  }
}
