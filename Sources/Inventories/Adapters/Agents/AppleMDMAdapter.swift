import Formats

/// Apple MDM: the answer to `InstalledApplicationList`, one device each.
///
/// The device answers with what it manages and shows; the list of a supervised device is whole, that of others need not
/// be, so it proves nothing by what it does not list.
struct AppleMDMAdapter: Adapter {
  let name = "apple-mdm"
  let title = "Apple MDM (InstalledApplicationList)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    guard document.xmlName?.local == "plist" || document.source.bytes.starts(with: "bplist".utf8) else { return nil }
    return document.propertyList?.at("InstalledApplicationList")?.isArray == true
      ? .certain("`InstalledApplicationList`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    guard let root = document.propertyList else { return output.loss("it is no property list") }
    let own = root["UDID"]?.given ?? root["EnrollmentID"]?.given
    var host: Cell
    if let own, document.context.device == nil {
      host = output.add("device", at: root) { row in row["udid"] = own } ?? own
    } else {
      host = output.host()
    }
    for item in root.items("InstalledApplicationList") {
      if item["Installing"]?.text == "true" {
        output.ignore("applications that were being installed", at: item)
        continue
      }
      output.add("software", at: item) { row in
        row["device"] = host
        row["name"] = item["Name"]?.given ?? item["Identifier"]
        row["bundle_identifier"] = item["Identifier"]
        row["version"] = item["ShortVersion"]?.given ?? item["Version"]
        row["source"] = .constant("mdm")
        row["installer"] =
          item["AppStoreVendable"]?.text == "true" ? item["AppStoreVendable"]?.converted(to: "mas") : nil
        row["state"] = .constant("installed")
      }
    }
    output.consulted("Installing")
  }
}
