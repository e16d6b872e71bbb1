import Policies
import Testing

@testable import Evaluation

/// Rules about configuration files: CEL's own rules for keys, templates unknown, and the places of what decided.
struct DocumentTests {
  private static let frigate = """
    mqtt:
      host: broker
      tls: false
      port: 1883
    cameras:
      gate:
        url: rtsp://10.0.0.7/main
        ports: [554, 80]
      yard:
        url: rtsps://10.0.0.8/main
        ports: [322]
    detectors: {}
    secret: "{{ vault_token }}"
    """

  /// Condition, and what it comes to with the places of what was read.
  private static let conditions: [(check: String, expected: String)] = [
    ("document.data.mqtt.tls == true", "fail /mqtt/tls@3:8"),
    ("document.data.mqtt.port == 1883", "pass /mqtt/port@4:9"),
    ("document.data['mqtt']['port'] == 1883", "pass /mqtt/port@4:9"),
    ("has(document.data.mqtt.ca)", "fail /mqtt/ca?@1:1"),
    ("has(document.data.mqtt) && has(document.data.mqtt.host)", "pass /mqtt/host@2:9"),
    // A key that is not there is an error of the expression.
    ("document.data.mqtt.ca == 'x'", "error /mqtt/ca?@1:1"),
    ("document.data.broker.tls", "error /broker?@1:1"),
    ("document.data.?mqtt.?ca.orValue('none') != 'none'", "fail /mqtt/ca?@1:1"),
    ("document.data.?nothing.?here.hasValue()", "fail /nothing?@1:1"),
    ("'ca' in document.data.mqtt", "fail /mqtt/ca?@1:1"),
    ("document.data.detectors.size() > 0", "fail /detectors@12:1"),
    // Which element decided.
    (
      "document.data.cameras.all(name, document.data.cameras[name].url.startsWith('rtsps:'))",
      "fail /cameras/gate/url@7:10"
    ),
    ("document.data.cameras.all(name, camera, !(80 in camera.ports))", "fail /cameras/gate/ports@8:5"),
    ("document.data.cameras.exists(name, name == 'yard')", "pass /cameras/yard@9:3"),
    ("document.data.cameras.gate.ports.all(port, port == 554)", "fail /cameras/gate/ports/1@8:18"),
    (
      "!document.data.cameras.exists(name, document.data.cameras[name].ports.exists(p, p == 80))",
      "fail /cameras/gate/ports/1@8:18"
    ),
    // The item that decided, not the list whose key one looked for first.
    (
      """
      document.data.cameras.all(name,
        !has(document.data.cameras[name].ports) || document.data.cameras[name].ports.all(p, p != 80))
      """, "fail /cameras/gate/ports/1@8:18"
    ),
    (
      "document.data.cameras.gate.ports.all(p, p == document.data.mqtt.port)",
      "fail /cameras/gate/ports/0@8:13 /mqtt/port@4:9 /cameras/gate/ports/1@8:18"
    ),
    ("document.data.cameras.gate.ports.filter(p, p < 100).size() == 0", "fail /cameras/gate/ports/1@8:18"),
    ("size(document.data.cameras.gate.ports.filter(p, p > 500)) == 2", "fail /cameras/gate/ports/0@8:13"),
    ("document.data.cameras.gate.ports.filter(p, p < 100).all(p, p == 554)", "fail /cameras/gate/ports/1@8:18"),
    ("document.data.cameras.gate.ports.exists(p, p == 80) == false", "fail /cameras/gate/ports/1@8:18"),
    (
      "document.data.cameras.map(name, document.data.cameras[name]).all(c, c.url.startsWith('rtsps:'))",
      "fail /cameras/gate/url@7:10"
    ),
    // Nobody knows from this file what a template comes to.
    ("document.data.secret == ''", "unknown value-unreadable document.data.secret /secret@13:9"),
    ("has(document.data.secret)", "pass /secret@13:9"),
    ("document.data.secret == '' || document.data.mqtt.port == 1883", "pass /mqtt/port@4:9"),
    ("document.data.?secret.orValue('') != ''", "unknown value-unreadable document.data.secret /secret@13:9"),
    ("document.data == {}", "fail"),
    ("size(document.data) == 4", "pass"),
  ]

  @Test(arguments: conditions.indices)
  func `what a condition comes to, and where it stands`(index: Int) throws {
    let (check, expected) = Self.conditions[index]
    let found = try DocumentSite(check: check).verdicts((path: "frigate.yml", text: Self.frigate))
    #expect(found == "frigate.yml \(expected)", "\(check)")
  }

  @Test func `an element that is not known keeps a list from being whole`() throws {
    let text = "hosts: [a, '${HOST}', b]\nports:\n  - {number: 22}\n  - '{{ extra }}'\n"
    func verdict(_ check: String) throws -> String {
      let line = try DocumentSite(check: check).verdicts((path: "a.yaml", text: text))
      return line.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
    }
    #expect(try verdict("'a' in document.data.hosts").hasPrefix("pass"))
    #expect(try verdict("'z' in document.data.hosts") == "unknown value-unreadable")
    #expect(try verdict("sets.contains(document.data.hosts, ['z'])") == "unknown value-unreadable")
    #expect(try verdict("document.data.hosts.all(h, h != 'z')") == "unknown value-unreadable")
    #expect(try verdict("document.data.hosts.exists(h, h == 'b')").hasPrefix("pass"))
    #expect(try verdict("document.data.hosts.size() == 3").hasPrefix("pass"))
    #expect(try verdict("document.data.hosts == ['a', 'x', 'c']").hasPrefix("fail"))
    #expect(try verdict("document.data.hosts == ['a', 'x', 'b']") == "unknown value-unreadable")
    #expect(try verdict("document.data.hosts.join(',') == ''") == "unknown value-unreadable")
    #expect(try verdict("document.data.ports.all(p, p.number != 23)") == "unknown value-unreadable")
  }

  @Test func `a file that breaks off may hold more than is there`() throws {
    let text = "port = 1883\nbad = [1, 2\n"
    func verdict(_ check: String) throws -> String {
      let line = try DocumentSite(check: check).verdicts((path: "a.toml", text: text))
      return line.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
    }
    #expect(try verdict("has(document.data.tls)") == "unknown value-unreadable")
    #expect(try verdict("!('tls' in document.data)") == "unknown value-unreadable")
    #expect(try verdict("document.data.?tls.orValue(true)") == "unknown value-unreadable")
    #expect(try verdict("document.data.size() < 10") == "unknown value-unreadable")
  }

  @Test func `for narrows a rule to documents by their paths`() throws {
    var site = DocumentSite(check: "document.data.tls", patterns: ["frigate*.yml", "deploy/*.yaml"])
    let yes = "tls: true"
    #expect(
      try site.verdicts(
        (path: "frigate.yml", text: yes), (path: "a/b/frigate-2.yml", text: yes), (path: "other.yml", text: "x: 1"),
        (path: "deploy/x.yaml", text: yes), (path: "deploy/in/x.yaml", text: "x: 1"))
          == """
          frigate.yml pass /tls@1:6
          a/b/frigate-2.yml pass /tls@1:6
          other.yml notapplicable
          deploy/x.yaml pass /tls@1:6
          deploy/in/x.yaml notapplicable
          """)
    site.patterns = ["Frigate.yml"]
    #expect(
      try site.verdicts((path: "frigate.yml", text: yes)) == """
        frigate.yml notapplicable
        no subject: notchecked
        `for` of the rule `rule` selects no document of this inventory
        """)
  }

  // MARK: Comments

  private func comments(_ text: String, _ check: String, _ suppressions: Suppressions = .allowed) throws -> String {
    let site = DocumentSite(check: check, suppressions: suppressions)
    let found = try site.verdicts((path: "a.yaml", text: text)).split(separator: "\n")
    let words = found[0].split(separator: " ").dropFirst().filter { !$0.contains("@") }
    return ([words.joined(separator: " ")] + found.dropFirst().map { String($0) }).joined(separator: "\n")
  }

  @Test func `a comment sets aside what stands on its line`() throws {
    let tls = "document.data.mqtt.tls"
    let mark = "kiem:ignore rule until=2024-12-31 reason=\"soon\""
    #expect(try comments("mqtt:\n  tls: false  # \(mark)\n", tls) == "fail waived")
    #expect(try comments("mqtt:\n  # \(mark)\n  tls: false\n", tls) == "fail waived")
    #expect(try comments("mqtt:\n  # \(mark)\n  # more\n  tls: false\n", tls) == "fail waived")
    #expect(try comments("# \(mark)\nmqtt:\n  port: 1\n  tls: false\n", tls) == "fail")
    // Where the key is missing, beside what would hold it.
    #expect(try comments("mqtt: # \(mark)\n  port: 1\n", "has(document.data.mqtt.tls)") == "fail waived")
    #expect(try comments("mqtt:\n  tls: false  # kiem:ignore other until=2024-12-31 reason=\"x\"\n", tls) == "fail")
    #expect(
      try comments("mqtt:\n  tls: false  # kiem:ignore rule until=2024-01-01 reason=\"x\"\n", tls) == """
        fail lapsed
        this comment set the finding of `rule` aside until 2024-01-01, which is over
        """)
    #expect(
      try comments("mqtt:\n  tls: false  # \(mark)\n", tls, .forbidden) == """
        fail
        this comment does not set the finding of `rule` aside: the profile forbids such comments
        """)
  }

  @Test func `a comment does not cover what fails elsewhere too`() throws {
    let mark = "# kiem:ignore rule until=2024-12-31 reason=\"soon\""
    let both = "document.data.a == 1 && document.data.b == 1"
    #expect(try comments("a: 2 \(mark)\nb: 1\n", both) == "fail waived")
    #expect(try comments("a: 2 \(mark)\nb: 2\n", both) == "fail")
    #expect(try comments("a: 2 \(mark)\nb: 2 \(mark)\n", both) == "fail waived")
    let either = "document.data.a == 1 || document.data.b == 1"
    #expect(try comments("a: 2 \(mark)\nb: 2\n", either) == "fail waived")
    let all = "document.data.hosts.all(h, h.tls)"
    #expect(try comments("hosts:\n  - tls: false \(mark)\n  - tls: true\n", all) == "fail waived")
    #expect(try comments("hosts:\n  - tls: false \(mark)\n  - tls: false\n", all) == "fail")
  }
}
