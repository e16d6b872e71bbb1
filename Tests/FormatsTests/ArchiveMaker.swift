import Formats

/// Writes ZIP archives, and whatever is wrong with them on request.
struct ArchiveMaker {
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    /// What the archive states of it, where that is not the truth.
    var flags: UInt16 = 0
    var method: UInt16 = 0
    var size: UInt32?
    var compressedSize: UInt32?
    var checksum: UInt32?
    var localName: [UInt8]?
    var offset: UInt32?
    var attributes: UInt32 = 0
    var system: UInt16 = 0

    init(_ name: String, _ content: String = "a,b\n1,2\n") { self.init(Array(name.utf8), Array(content.utf8)) }

    init(_ name: [UInt8], _ content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  var members: [Member] = []
  var before: [UInt8] = []
  var after: [UInt8] = []
  var count: UInt16?
  var disk: UInt16 = 0

  init(_ members: [Member]) { self.members = members }

  func bytes() -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = member.offset ?? UInt32(archive.count)
      let local = member.localName ?? member.name
      let sum = member.checksum ?? CRC32.of(member.content)
      let packed = member.compressedSize ?? UInt32(member.content.count)
      let sizes = number(sum, 4) + number(packed, 4) + number(member.size ?? UInt32(member.content.count), 4)
      let kind = number(member.flags, 2) + number(member.method, 2) + number(UInt32(0), 4)
      archive += number(UInt32(0x0403_4B50), 4) + number(UInt16(20), 2) + kind + sizes
      archive += number(UInt16(local.count), 2) + number(UInt16(0), 2) + local + member.content
      directory += number(UInt32(0x0201_4B50), 4) + number(member.system, 2) + number(UInt16(20), 2) + kind + sizes
      directory += number(UInt16(member.name.count), 2) + [UInt8](repeating: 0, count: 8)
      directory += number(member.attributes, 4) + number(offset, 4) + member.name
    }
    let entries = number(count ?? UInt16(members.count), 2)
    let end =
      number(UInt32(0x0605_4B50), 4) + number(disk, 2) + number(disk, 2) + entries + entries
      + number(UInt32(directory.count), 4) + number(UInt32(archive.count), 4) + number(UInt16(0), 2)
    return before + archive + directory + end + after
  }

  private func number(_ value: some FixedWidthInteger & UnsignedInteger, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: UInt64(value) >> UInt64(8 * $0)) }
  }
}
