import Formats
import Schema
import TestWorlds
import Testing

@testable import Evidence

struct RedactionTests {
  /// What the standard world plants: passwords in a secret column, in notes that quote it, and in links.
  private static let secrets = [
    "correct horse", "Hunter2secret", "hunter2secret", "staple battery", "Tr0ubador", "S3samOpen", "Pl4nted",
  ]
  private static let people = ["Nguyễn Văn Ốc", "Trần Thị Mận", "trần thị mận", "oc.nguyen", "man.tran"]

  /// Everything that any writer can get hold of, for every rule and subject.
  private func everything(_ world: World, personal: PersonalData = .withheld) -> String {
    let evidence = world.evidence(personal: personal)
    var bytes = JSONWriter.canonical(evidence.summary.json) + JSONWriter.canonical(evidence.matrix.json)
    for (policy, outcome) in world.outcomes.enumerated() {
      let builder = RecordBuilder(run: world.run, outcome: outcome, personal: personal)
      for (rule, result) in outcome.rules.enumerated() {
        for row in result.verdicts.indices {
          let record = builder.record(Finding(policy: policy, rule: rule, place: .row(row)))
          bytes += JSONWriter.canonical(record.json)
        }
        for index in result.standIns.indices {
          let record = builder.record(Finding(policy: policy, rule: rule, place: .standIn(index)))
          bytes += JSONWriter.canonical(record.json)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A policy that tries to tell everything it can read.
  private static let telling = WorldText.policy.replacing(
    "check: \"(has(device.link) ? device.link != 'none' : true) && int(device.note) > 0\"",
    with: """
      check: |
            (has(device.link) ? device.link != 'none' : true) && int(device.note) > 1 || (device.link + '!') == device.admin.password || [device.admin.password, device.owner, device.note] == [] || int(device.admin.password) > 1
      """)

  @Test func `a planted password reaches no output`() throws {
    for policy in [WorldText.policy, Self.telling] {
      let text = everything(try World(policies: ["made-up/policy.yaml": policy]))
      for secret in Self.secrets { #expect(!text.contains(secret), "\(secret)") }
      #expect(text.contains(Redaction.mark))
      #expect(text.contains("pwd=[redacted]"))
      #expect(text.contains("rtsp://[redacted]@10.0.0.9"))
    }
  }

  @Test func `personal data is shown only where asked for, passwords never`() throws {
    let world = try World(policies: ["made-up/policy.yaml": Self.telling])
    let hidden = everything(world)
    for person in Self.people { #expect(!hidden.contains(person), "\(person)") }
    let shown = everything(world, personal: .shown)
    #expect(shown.contains("oc.nguyen@may.gov.vn"))
    for secret in Self.secrets { #expect(!shown.contains(secret), "\(secret)") }
  }

  @Test func `a password in the place of its state is withheld, a state is not`() throws {
    let schema = WorldText.schema.replacing(
      "lock: {type: enum, values: {set: [đã đặt], default: [mặc định]}}",
      with: "lock: {type: enum, sensitive: secret, values: {set: [đã đặt], default: [mặc định]}}")
    let files = ["devices.csv": WorldText.devices.replacing("lung tung", with: "Winter25x")]
    let before = everything(try World(policies: ["shared/schema/inventory.yaml": schema]))
    #expect(before.contains("mặc định"))
    #expect(!before.contains("lung tung"))
    let after = everything(try World(policies: ["shared/schema/inventory.yaml": schema], files: files))
    #expect(!after.contains("Winter25x"))
    #expect(after.contains("`device.lock` cannot be read: \\\"[redacted]\\\""))
    #expect(everything(try World(files: files)).contains("Winter25x"))
  }

  @Test func `subjects named after people still differ`() throws {
    let ids = try World().evidence().matrix.subjects.first { $0.entity == "account" }?.ids ?? []
    #expect(ids.count == 2)
    #expect(Set(ids).count == 2)
    #expect(ids.allSatisfy { $0.hasPrefix("[personal]#") })
  }

  @Test(arguments: [
    ("rtsp://root:pass@10.0.0.9/live", "rtsp://[redacted]@10.0.0.9/live"),
    ("see http://cam/x?user=a&password=b&c=d now", "see http://cam/x?user=a&password=[redacted]&c=d now"),
    ("https://zoom.us/j/1?pwd=abc", "https://zoom.us/j/1?pwd=[redacted]"),
    ("rtsp://h/user=admin_password=tlJw_channel=1", "rtsp://h/user=admin_password=[redacted]"),
    ("password = none of this is a link", "password = none of this is a link"),
    ("http://plain.example/a?b=c", "http://plain.example/a?b=c"),
  ])
  func `credentials are taken out of links`(text: String, shown: String) {
    #expect(Redactor.withoutCredentials(text) == shown)
  }

  @Test(arguments: [
    ("the WORD is Hunter2!", "Hunter2", "the WORD is [x]!"),
    ("HUNTER2 and hunter2", "hunter2", "[x] and [x]"),
    ("an old Android of An", "An", "[x] old Android of [x]"),
    ("trần thị mận", "Trần Thị Mận", "[x]"),
    ("nothing here", "absent", "nothing here"),
  ])
  func `a withheld spelling is found whatever its case`(text: String, needle: String, shown: String) throws {
    let world = try World()
    let redactor = Redactor(source: world.inventory)
    #expect(redactor.mask(text, [Needle(needle, mark: "[x]")]) == shown)
  }
}
