import Diagnostics

/// Reads the central directory of a ZIP archive and holds every entry against the archive's bytes.
struct ZIPDirectoryReader {
  let source: Source
  let limits: ExpansionLimits
  let input: LittleEndian
  var found = LimitedDiagnostics()

  init(source: Source, limits: ExpansionLimits) {
    self.source = source
    self.limits = limits
    input = LittleEndian(bytes: source.bytes)
  }

  /// What the end of the directory says of it.
  private struct End {
    var entries: UInt64
    var size: UInt64
    var offset: UInt64
    /// Where the directory must end.
    var place: Int
  }

  mutating func archive() -> ZIPArchive? {
    guard let end = end() else { return nil }
    guard end.size <= UInt64(end.place) else {
      fail("its directory is longer than the file", at: end.place)
      return nil
    }
    // Whatever the archive was appended to stands before it, and the offsets do not count it.
    let start = end.place - Int(end.size)
    guard end.offset <= UInt64(start) else {
      fail("its directory is not where it says", at: end.place)
      return nil
    }
    let shift = start - Int(end.offset)
    var archive = ZIPArchive(source: source, limits: limits)
    if shift > 0 {
      found.add(ExpansionDiagnostics.otherData(source, "\(shift) bytes stand before the archive"))
      archive.isWhole = false
    }
    if !read(&archive, from: start, to: end.place, end.entries, shift) { archive.isWhole = false }
    check(&archive.members)
    for member in archive.members {
      if let problem = member.problem {
        found.add(ExpansionDiagnostics.diagnostic(problem, source, member: member.name))
      }
    }
    return archive
  }

  mutating func fail(_ words: String, at place: Int) {
    found.add(ExpansionDiagnostics.diagnostic(.header(words, at: place), source))
  }

  // MARK: the end of the directory

  /// Finds the record that ends an archive: the last one whose comment fills the rest of the file.
  private mutating func end() -> End? {
    let bytes = input.bytes
    var place = bytes.count - 22
    let lowest = max(0, place - 65_535)
    var candidate: Int?
    while place >= lowest {
      if bytes[place] == 0x50, input.double(at: place) == 0x0605_4B50, let comment = input.word(at: place + 20) {
        if place + 22 + comment == bytes.count {
          candidate = place
          break
        }
        if place + 22 + comment < bytes.count { candidate = candidate ?? place }
      }
      place -= 1
    }
    guard let place = candidate, let comment = input.word(at: place + 20) else {
      found.add(ExpansionDiagnostics.noDirectory(source))
      return nil
    }
    if place + 22 + comment < bytes.count {
      let rest = bytes.count - place - 22 - comment
      found.add(ExpansionDiagnostics.otherData(source, "\(rest) bytes stand behind the archive"))
    }
    guard let disk = input.word(at: place + 4), let first = input.word(at: place + 6),
      let entries = input.word(at: place + 10), let size = input.double(at: place + 12),
      let offset = input.double(at: place + 16)
    else { return nil }
    if place >= 20, input.double(at: place - 20) == 0x0706_4B50 { return largeEnd(place - 20) }
    guard disk == 0, first == 0 else {
      fail("it is one of several volumes", at: place)
      return nil
    }
    // Info-ZIP, writing ZIP64 to a pipe, leaves the offset to a record that it does not write.
    let start = UInt64(offset == .max ? UInt32(clamping: place - Int(size)) : offset)
    return End(entries: UInt64(entries), size: UInt64(size), offset: start, place: place)
  }

  /// The same of ZIP64, found by its locator.
  private mutating func largeEnd(_ locator: Int) -> End? {
    // It stands right before its locator; an archive that others stand before states a smaller offset.
    let stated = input.number(8, at: locator + 8).flatMap { Int(exactly: $0) } ?? -1
    var place = locator - 56
    if input.double(at: place) != 0x0606_4B50 { place = stated }
    guard input.double(at: place) == 0x0606_4B50, place < locator, let disk = input.double(at: place + 16),
      let first = input.double(at: place + 20), let entries = input.number(8, at: place + 32),
      let size = input.number(8, at: place + 40), let offset = input.number(8, at: place + 48)
    else {
      fail("the end of its ZIP64 directory is not where it says", at: locator)
      return nil
    }
    guard disk == 0, first == 0 else {
      fail("it is one of several volumes", at: place)
      return nil
    }
    return End(entries: entries, size: size, offset: offset, place: place)
  }

  // MARK: entries

  /// Reads the entries; false if some may be missing.
  private mutating func read(
    _ archive: inout ZIPArchive, from start: Int, to end: Int, _ count: UInt64, _ shift: Int
  ) -> Bool {
    var place = start
    var entries: UInt64 = 0
    while place < end, input.double(at: place) == 0x0201_4B50 {
      guard archive.members.count < limits.members else {
        found.add(ExpansionDiagnostics.diagnostic(.countLimit(limits.members), source))
        return false
      }
      guard let next = entry(at: place, start, end, shift, &archive.members) else {
        fail("its directory breaks off", at: place)
        return false
      }
      place = next
      entries += 1
    }
    // A directory of more than 65,535 entries counts modulo that in archives that are not ZIP64.
    guard entries == count || (count < 65_536 && entries & 0xFFFF == count) else {
      fail("its directory has \(entries) entries and states \(count)", at: place)
      return false
    }
    return true
  }

  /// Reads an entry of the directory that lies between two offsets, and returns where the next one begins.
  private func entry(
    at place: Int, _ start: Int, _ end: Int, _ shift: Int, _ members: inout [ZIPMember]
  ) -> Int? {
    guard let system = input.word(at: place + 4), let flags = input.word(at: place + 8),
      let method = input.word(at: place + 10), let checksum = input.double(at: place + 16),
      let compressed = input.double(at: place + 20), let size = input.double(at: place + 24),
      let nameLength = input.word(at: place + 28), let extraLength = input.word(at: place + 30),
      let commentLength = input.word(at: place + 32), let disk = input.word(at: place + 34),
      let attributes = input.double(at: place + 38), let offset = input.double(at: place + 42)
    else { return nil }
    let extra = place + 46 + nameLength
    let next = extra + extraLength + commentLength
    guard next <= end else { return nil }
    let raw = input.bytes[place + 46..<extra]
    let fields = ZIPExtraFields(input, extra..<extra + extraLength)
    var name = ZIPName(raw, flags: flags, fields)
    let large = fields.large(size: size, compressed: compressed, offset: offset, disk: disk)
    let mode = attributes >> 16
    let isUnix = system >> 8 == 3 || system >> 8 == 19
    let kind = isUnix ? mode & 0xF000 : 0
    if !name.text.hasSuffix("/"), attributes & 0x10 != 0, size == 0 || kind == 0x4000 { name.text += "/" }
    var member = ZIPMember(
      name: name.text, isFolder: name.text.hasSuffix("/"), method: Self.method(method), size: 0, compressedSize: 0,
      headerStart: 0, checksum: checksum)
    member.problem = name.problem
    // What came through a pipe is marked as one.
    if kind != 0, kind != 0x8000, kind != 0x4000, kind != 0x1000 { member.problem = member.problem ?? .notAFile }
    if flags & 0x2041 != 0 { member.problem = member.problem ?? .encrypted }
    if case .other(let number) = member.method {
      member.problem = member.problem ?? (number == 99 ? .encrypted : .method(Self.name(ofMethod: number)))
    }
    if let large, let size = Int(exactly: large.size), let compressed = Int(exactly: large.compressed),
      let offset = Int(exactly: large.offset), offset <= input.bytes.count, compressed <= input.bytes.count
    {
      (member.size, member.compressedSize, member.headerStart) = (size, compressed, offset + shift)
      let header = ZIPLocalHeader(input, at: member.headerStart)
      member.dataStart = header?.end ?? 0
      if header == nil || member.dataStart + compressed > start {
        member.problem = member.problem ?? .header("no member is where the directory says", at: member.headerStart)
      } else if let header, !header.name.elementsEqual(raw) || header.method != method {
        member.problem = member.problem ?? .header("its own header calls it otherwise", at: member.headerStart)
      }
    } else {
      member.problem = member.problem ?? .header("sizes beyond the file", at: place)
    }
    members.append(member)
    return next
  }

  private static func method(_ number: Int) -> ZIPMember.Method {
    switch number {
    case 0: .stored
    case 8: .deflate
    default: .other(number)
    }
  }

  private static func name(ofMethod number: Int) -> String {
    let names = [9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 97: "WavPack", 98: "PPMd"]
    return names[number] ?? "method \(number)"
  }

  // MARK: the entries together

  /// Refuses what is ambiguous, and what is too large; in the directory's order, so that the first ones are read.
  private func check(_ members: inout [ZIPMember]) {
    var places: [String: Int] = [:]
    for index in members.indices where !members[index].isFolder {
      if let first = places.updateValue(index, forKey: members[index].name) {
        for place in [first, index] { members[place].problem = members[place].problem ?? .duplicate }
      }
    }
    let order = members.indices.filter { members[$0].dataStart > 0 }
      .sorted { (members[$0].headerStart, $0) < (members[$1].headerStart, $1) }
    var before: Int?
    for index in order {
      if let last = before, members[index].headerStart < members[last].dataStart + members[last].compressedSize {
        for place in [last, index] { members[place].problem = members[place].problem ?? .overlap }
        let ends = [last, index].map { (members[$0].dataStart + members[$0].compressedSize, $0) }
        before = ends.max { $0.0 < $1.0 }?.1
      } else {
        before = index
      }
    }
    var total = 0
    for index in members.indices where members[index].problem == nil {
      let member = members[index]
      if member.method == .stored, member.size != member.compressedSize {
        members[index].problem = .length(stated: member.size, found: member.compressedSize)
      } else if member.size > limits.memberBytes {
        members[index].problem = .memberLimit(limits.memberBytes)
      } else if member.size > limits.ratioFloor, member.size / limits.ratio > member.compressedSize {
        members[index].problem = .ratioLimit(limits.ratio)
      } else if member.size > limits.totalBytes - total {
        members[index].problem = .totalLimit(limits.totalBytes)
      } else {
        total += member.size
      }
    }
  }
}
