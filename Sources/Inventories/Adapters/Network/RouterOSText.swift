/// The command lines of RouterOS.
enum RouterOSText {
  /// `name=value` and `name="value with spaces"`.
  static func assignments(_ line: String) -> [String: String] {
    var values: [String: String] = [:]
    var rest = Substring(line)
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].split(separator: " ").last.map(String.init) ?? ""
      rest = rest[rest.index(after: equals)...]
      if rest.first == "\"" {
        let value = rest.dropFirst().prefix { $0 != "\"" }
        values[name] = String(value)
        rest = rest.dropFirst(value.count + 2)
      } else {
        let value = rest.prefix { $0 != " " }
        values[name] = String(value)
        rest = rest.dropFirst(value.count)
      }
    }
    return values
  }
}
