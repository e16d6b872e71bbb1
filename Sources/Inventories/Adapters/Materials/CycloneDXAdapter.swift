import Formats
import Values

/// CycloneDX 1.2 to 1.6, JSON and XML.
///
/// A bill of materials is about its main component. Where that is a device or a system, its components are what is
/// installed there. Where it is an application, they are that application's parts, and no programs of any device: the
/// application alone is a row. Without a main component they are what an environment holds.
struct CycloneDXAdapter: Adapter {
  let name = "cyclonedx"
  let title = "CycloneDX (JSON, XML)"

  private static let systems: Set<String> = ["device", "operating-system", "platform", "container", "machine"]

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let name = document.xmlName, name.local == "bom", name.namespace.contains("cyclonedx.org") {
      return .certain("the namespace of CycloneDX")
    }
    return document.root?["bomFormat"]?.text == "CycloneDX" ? .certain("`bomFormat: CycloneDX`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let bom = document.root ?? document.xml?.at("bom") else { return output.loss("there is no `bom`") }
    output.collected = bom["metadata.timestamp"].flatMap { CalendarDate(parsing: String($0.text.prefix(10))) }
    let main = bom.at("metadata", "component")
    let mainType = main.map(Self.type)
    let isSystem = mainType.map(Self.systems.contains) ?? false
    var host: Cell
    if let main, isSystem, document.context.device == nil {
      host =
        output.add("device", at: main) { row in
          row["hostname"] = main["name"]
          row["vendor"] = main["supplier.name"]?.given ?? main["manufacturer.name"]?.given
        } ?? output.host()
    } else {
      host = output.host()
    }
    if let main, mainType == "application" { add(main, host, isInstalled: false, into: &output) }
    // Parts of parts are nested; nobody needs more levels than a parser accepts.
    var open = Array(Self.components(bom).reversed())
    while let component = open.popLast() {
      open += Self.components(component).reversed()
      switch Self.type(component) {
      case "operating-system":
        output.add("device", at: component) { row in
          row["hostname"] = host
          OperatingSystemWords(caption: component["name"], version: component["version"]).fill(&row)
        }
      case "device", "device-driver", "firmware": output.ignore("hardware, drivers and firmware", at: component)
      case "data", "file", "machine-learning-model", "cryptographic-asset":
        output.ignore("data and files", at: component)
      default:
        if main != nil, !isSystem {
          output.ignore("parts of the application that the document is about", at: component)
        } else {
          add(component, host, isInstalled: true, into: &output)
        }
      }
    }
    // What is known of a product's weaknesses (VEX), and whom it calls, is no list of what is installed.
    for (name, item) in [("vulnerabilities", "vulnerability"), ("services", "service"), ("formulation", "formula")] {
      let list = bom.at(name)
      let count = list?.isArray == true ? bom.items(name).count : bom.each(name, item).count
      output.ignore("`\(name)` of the document", count: count)
    }
    output.consulted("bom-ref", "@bom-ref", "type", "@type", "licenses", "hashes", "externalReferences", "description")
  }

  private func add(_ component: JSONPlace, _ host: Cell, isInstalled: Bool, into output: inout AdaptedRecords) {
    output.add("software", at: component) { row in
      row["device"] = host
      row["name"] = component["name"]
      row["version"] = component["version"]
      row["publisher"] =
        component["supplier.name"]?.given ?? component["publisher"]?.given ?? component["author"]?.given
        ?? component["group"]?.given
      row["purl"] = component["purl"]
      row["cpe_name"] = component["cpe"]
      row["source"] = .constant("cyclonedx")
      // What a build contains need not be installed anywhere.
      row["state"] = isInstalled ? .constant("installed") : nil
    }
  }

  private static func type(_ component: JSONPlace) -> String {
    (component["type"]?.given ?? component["@type"])?.text ?? ""
  }

  private static func components(_ place: JSONPlace) -> [JSONPlace] {
    let list = place.at("components")
    return list?.isArray == true ? place.items("components") : place.each("components", "component")
  }
}
