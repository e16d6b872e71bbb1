import Diagnostics
import Formats
import Testing

@Suite struct ZIPArchiveTests {
  /// Each member with its text or what is wrong with it, then the diagnostics.
  private func read(
    _ bytes: [UInt8], limits: ExpansionLimits = .standard
  ) -> (members: [String], problems: [String], isWhole: Bool) {
    let (archive, diagnostics) = ZIPArchive.open(Source(path: "a.zip", bytes: bytes), limits: limits)
    var members: [String] = []
    for member in archive?.members ?? [] {
      do throws(ExpansionError) {
        guard let archive else { continue }
        members.append("\(member.name): \(String(decoding: try archive.read(member).prefix(40), as: UTF8.self))")
      } catch {
        members.append("\(member.name) \(error)")
      }
    }
    return (members, diagnostics.all.map { "\($0.code) \($0.message)" }, archive?.isWhole ?? false)
  }

  private static let text = "may,hang\nPC-1,Dell\nPC-2,HP\n"

  @Test(arguments: [
    (
      "zip",
      [
        "a.csv: \(text)", "d/: ", "d/phần mềm.csv: máy,tên\nPC-1,Zoom\n",
        "b.txt: \(String(repeating: "x", count: 40))",
      ]
    ),
    ("zipStream", ["-: \(text)"]), ("zip64", ["-: \(text)"]),
    ("zipDescriptors", ["a.csv: a,b\n1,2\n", "b.csv: a,b\n3,4\n"]),
  ])
  func `an archive has its members`(name: String, members: [String]) {
    let found = read(CompressionFixtures.bytes(name))
    #expect(found.members == members)
    #expect(found.problems == [])
    #expect(found.isWhole)
  }

  @Test(arguments: [
    ("zipEncrypted", "KIEM1509 the member `a.csv` of the archive is encrypted"),
    ("zipBzip2", "KIEM1510 the member `a.csv` of the archive is compressed by bzip2"),
  ])
  func `what cannot be read is told`(name: String, problem: String) {
    #expect(read(CompressionFixtures.bytes(name)).problems == [problem])
  }

  private typealias Member = ArchiveMaker.Member

  private static func member(_ name: String, _ change: (inout Member) -> Void) -> Member {
    var member = Member(name)
    change(&member)
    return member
  }

  private static let refused: [(members: [Member], problems: [String])] = [
    ([Member("a.csv"), Member("b.csv"), Member("a.csv")], ["1513 a.csv", "1513 a.csv"]),
    ([Member("../a.csv")], ["1512 ../a.csv"]), ([Member("/etc/a.csv")], ["1512 /etc/a.csv"]),
    ([Member("C:\\a.csv")], ["1512 C:/a.csv"]), ([Member("..\\..\\a.csv")], ["1512 ../../a.csv"]),
    ([Member("a//b.csv")], ["1512 a//b.csv"]), ([Member("a/./b.csv")], ["1512 a/./b.csv"]),
    ([Member("a\u{0}.csv")], ["1512 a\u{0}.csv"]), ([Member("a\n.csv")], ["1512 a .csv"]), ([Member("")], ["1512 "]),
    ([member("a") { $0.flags = 1 }], ["1509 a"]), ([member("a") { $0.flags = 0x41 }], ["1509 a"]),
    ([member("a") { $0.method = 99 }], ["1509 a"]), ([member("a") { $0.method = 14 }], ["1510 a"]),
    ([member("a") { ($0.system, $0.attributes) = (0x0300, 0xA1FF_0000) }], ["1512 a"]),
    ([member("a") { $0.localName = Array("b".utf8) }], ["1501 a"]),
    ([member("a") { $0.offset = 9 }], ["1501 a"]), ([member("a") { $0.offset = 0xFFFF_FFFE }], ["1501 a"]),
    ([member("a") { $0.compressedSize = 5000 }], ["1501 a"]), ([member("a") { $0.size = 9 }], ["1503 a"]),
    ([Member("a"), member("a") { $0.offset = 0 }], ["1513 a", "1513 a"]),
    (
      [Member("aa"), member("ab") { ($0.offset, $0.localName) = (0, Array("aa".utf8)) }], ["1514 aa", "1501 ab"]
    ),
    (
      [member("a") { ($0.compressedSize, $0.size) = (20, 20) }, Member("b")], ["1514 a", "1514 b"]
    ),
  ]

  @Test(arguments: refused)
  func `a member that is ambiguous or leads elsewhere is refused`(members: [ArchiveMaker.Member], problems: [String]) {
    let found = read(ArchiveMaker(members).bytes())
    let told = found.problems.map { text in
      let name = text.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first ?? ""
      return "\(text.dropFirst(4).prefix(4)) \(name)"
    }
    #expect(told == problems)
    #expect(found.members.count { $0.contains(": a,b") } == members.count - problems.count)
  }

  @Test func `names are UTF-8 or code page 437`() {
    var flagged = Member(Array("ề".utf8), [])
    flagged.flags = 0x800
    let archive = ArchiveMaker([
      flagged, Member(Array("ấ.csv".utf8), []), Member([0x61, 0x82, 0x9B, 0xFF], []), Member("d\\e.csv", ""),
    ])
    #expect(read(archive.bytes()).members == ["ề: ", "ấ.csv: ", "aé¢\u{A0}: ", "d/e.csv: "])
    var wrong = Member([0x61, 0x82], [])
    wrong.flags = 0x800
    #expect(read(ArchiveMaker([wrong]).bytes()).problems.count == 1)
  }

  @Test func `a wrong checksum or length is found when the member is read`() {
    let members = [
      Self.member("a") { $0.checksum = 1 }, Self.member("b") { ($0.method, $0.content) = (8, [1, 2, 3]) },
    ]
    let found = read(ArchiveMaker(members).bytes())
    #expect(found.problems == [])
    #expect(found.members[0] == "a checksum")
    #expect(found.members[1].hasPrefix("b "))
    for (size, error) in [(10, "length(stated: 10, found: 2304)"), (9000, "length(stated: 9000, found: 2304)")] {
      var member = Member(Array("a".utf8), CompressionFixtures.bytes("best"))
      (member.method, member.size) = (8, UInt32(size))
      let text = read(ArchiveMaker([member]).bytes()).members[0]
      #expect(text.hasPrefix("a length(stated: \(size)"), "\(error)")
    }
  }

  @Test func `every limit is told by its own code`() {
    let archive = ArchiveMaker([Member("a"), Member("b"), Member("c")]).bytes()
    func codes(_ limits: ExpansionLimits) -> [String] {
      read(archive, limits: limits).problems.map { String($0.prefix(8)) }
    }
    #expect(codes(ExpansionLimits(memberBytes: 7)) == ["KIEM1504", "KIEM1504", "KIEM1504"])
    #expect(codes(ExpansionLimits(totalBytes: 17)) == ["KIEM1505"])
    #expect(codes(ExpansionLimits(members: 2)) == ["KIEM1507"])
    #expect(!read(archive, limits: ExpansionLimits(members: 2)).isWhole)
    var bomb = Member("a")
    (bomb.method, bomb.size) = (8, 1 << 28)
    #expect(read(ArchiveMaker([bomb]).bytes()).problems.map { $0.prefix(8) } == ["KIEM1506"])
    bomb.size = 0xFFFF_FFFE
    #expect(read(ArchiveMaker([bomb]).bytes()).problems.map { $0.prefix(8) } == ["KIEM1504"])
  }

  @Test func `bytes around an archive are told`() {
    var maker = ArchiveMaker([Member("a.csv")])
    maker.before = ArchiveMaker([Member("hidden.csv")]).bytes()
    var found = read(maker.bytes())
    #expect(found.members == ["a.csv: a,b\n1,2\n"])
    #expect(found.problems == ["KIEM1511 \(maker.before.count) bytes stand before the archive, and are not read"])
    #expect(!found.isWhole)
    maker.before = []
    maker.after = [1, 2, 3]
    found = read(maker.bytes())
    #expect(found.members.count == 1)
    #expect(found.problems == ["KIEM1511 3 bytes stand behind the archive, and are not read"])
  }

  @Test func `an archive of another count, or of several volumes, is not whole`() {
    var maker = ArchiveMaker([Member("a.csv")])
    maker.count = 2
    #expect(read(maker.bytes()).isWhole == false)
    #expect(read(maker.bytes()).members.count == 1)
    maker.count = nil
    maker.disk = 1
    #expect(read(maker.bytes()).members.isEmpty)
    #expect(read(ArchiveMaker([]).bytes()).isWhole)
  }

  @Test(arguments: ["zip", "zip64", "zipStream", "zipDescriptors", "zipEncrypted"])
  func `an archive cut anywhere is told`(name: String) {
    let bytes = CompressionFixtures.bytes(name)
    for length in 0..<bytes.count {
      let found = read(Array(bytes[..<length]))
      #expect(!found.problems.isEmpty && found.members.isEmpty, "\(length) bytes")
    }
  }

  @Test func `a changed archive never crashes, and what is read has the stated checksum`() {
    let names = ["zip", "zip64", "zipStream", "zipDescriptors", "zipEncrypted", "zipBzip2"]
    let pieces: [[UInt8]] = [
      [0x50, 0x4B, 5, 6], [0x50, 0x4B, 1, 2], [0x50, 0x4B, 6, 7], [0xFF, 0xFF, 0xFF, 0xFF], [0],
    ]
    for seed in 0..<4000 as Range<UInt64> {
      var random = Seeded(seed)
      var bytes = CompressionFixtures.bytes(names[Int(seed) % names.count])
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.replaceSubrange(place..<min(bytes.count, place + 4), with: pieces.randomElement(using: &random)!)
        case 2: bytes.insert(contentsOf: pieces.randomElement(using: &random)!, at: place)
        default: if bytes.count > 40 { bytes.removeSubrange(place..<min(bytes.count, place + 3)) }
        }
      }
      let (archive, diagnostics) = ZIPArchive.open(
        Source(path: "a.zip", bytes: bytes), limits: ExpansionLimits(memberBytes: 3000))
      #expect(archive != nil || diagnostics.hasErrors, "seed \(seed)")
      for member in archive?.members ?? [] {
        guard let read = try? archive?.read(member) else { continue }
        #expect(read.count == member.size && read.count <= 3000, "seed \(seed)")
      }
    }
  }
}
