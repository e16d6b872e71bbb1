import Formats
import Values

/// Shodan and what writes alike: hosts as seen from the internet, a service each with the day it was seen.
///
/// A crawler visits when it likes and asks the ports it likes, so an address that it does not list proves nothing. The
/// services of one host may be years apart: each has its own day.
struct ShodanAdapter: Adapter {
  let name = "shodan"
  let title = "Shodan (host, search results, banners one on each line)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    if let root = document.root, root.has("ip_str", "data") { return .certain("`ip_str` and `data`") }
    if document.root?.items("matches").first?.has("ip_str", "port") == true {
      return .certain("`matches` with `ip_str` and `port`")
    }
    guard let first = document.sample.first, first.has("ip_str", "port") else { return nil }
    return first.has("_shodan") || first.has("timestamp") ? .certain("records with `ip_str`, `port`, `timestamp`") : nil
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    var hosts = document.objects
    if hosts.isEmpty { hosts = [document.root].compactMap { $0 } }
    if hosts.count == 1, hosts[0].isArray { hosts = hosts[0].items() }
    for host in hosts {
      let banners = host.has("data") && host.at("data")?.isArray == true ? host.items("data") : host.items("matches")
      for banner in banners.isEmpty && host.has("port") ? [host] : banners {
        add(banner, host: host, into: &output)
      }
    }
  }

  private func add(_ banner: JSONPlace, host: JSONPlace, into output: inout AdaptedRecords) {
    let address = banner["ip_str"]?.given ?? host["ip_str"]
    output.add("exposure", at: banner) { row in
      row["ip"] = address
      row["wan_ip"] = address
      row["port"] = banner["port"]
      row["transport"] = banner["transport"]?.given ?? .constant("tcp")
      row["svc_name"] = banner["_shodan.module"]
      row["product"] = banner["product"]
      row["identification"] = .constant("banner")
      row["state"] = .constant("open")
      row["enabled"] = .constant("true")
      row["vantage"] = .constant("internet")
      row["via"] = .constant("direct")
      // 2021-01-22T08:49:35.190817, in UTC: the day is enough.
      row["last_seen"] = (banner["timestamp"]?.given ?? host["last_update"])?.map { String($0.prefix(10)) }
    }
  }
}
