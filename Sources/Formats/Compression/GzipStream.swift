/// A gzip file (RFC 1952) in pieces: one or several members behind each other, whose contents belong together.
///
/// Each member's checksum and length are compared. Zero bytes behind the last member are padding; anything else there
/// is left unread, and `hasOtherData` says so.
public struct GzipStream: ExpansionStream {
  private let input: LittleEndian
  private let limits: ExpansionLimits
  private var offset = 0
  private var member: Inflater?
  private var sum = CRC32()
  private var isFinished = false
  /// How many bytes came out so far.
  public private(set) var produced = 0
  /// Whether bytes follow that are no member, once the end is reached.
  public private(set) var hasOtherData = false

  /// A stream over all of a file.
  public init(_ bytes: [UInt8], limits: ExpansionLimits = .standard) {
    input = LittleEndian(bytes: bytes)
    self.limits = limits
  }

  /// Whether a file's first bytes are those of gzip.
  public static func begins(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

  /// Appends the next piece; false if the end had been reached before.
  public mutating func append(to output: inout [UInt8]) throws(ExpansionError) -> Bool {
    guard !isFinished else { return false }
    if member == nil { member = try begin() }
    let before = output.count
    // The inflater leaves its place while it works: two owners would make it copy its window.
    guard var inflater = member.take() else { return false }
    let hasMore = try inflater.append(to: &output)
    sum.add(output[before...])
    produced += output.count - before
    guard produced <= limits.memberBytes else { throw .memberLimit(limits.memberBytes) }
    if hasMore {
      member = inflater
      return true
    }
    try end(inflater)
    return !isFinished || output.count > before
  }

  /// Passes over a member's header.
  private mutating func begin() throws(ExpansionError) -> Inflater {
    let start = offset
    guard input.bytes.count - start >= 10 else { throw .truncated }
    guard Self.begins(input.bytes[start...]) else { throw .header("it does not begin as gzip does", at: start) }
    let flags = input.bytes[start + 3]
    guard flags & 0xE0 == 0 else { throw .header("flags that gzip does not have", at: start + 3) }
    offset += 10
    if flags & 4 != 0 {
      guard let length = input.word(at: offset) else { throw .truncated }
      offset += 2 + length
    }
    for flag in [8, 16] as [UInt8] where flags & flag != 0 {
      guard offset < input.bytes.count, let end = input.bytes[offset...].firstIndex(of: 0) else { throw .truncated }
      offset = end + 1
    }
    if flags & 2 != 0 {
      guard let stated = input.word(at: offset) else { throw .truncated }
      var sum = CRC32()
      sum.add(input.bytes[start..<offset])
      guard Int(sum.value & 0xFFFF) == stated else { throw .checksum }
      offset += 2
    }
    guard offset <= input.bytes.count else { throw .truncated }
    sum = CRC32()
    return Inflater(input.bytes, from: offset, limits: limits)
  }

  /// Compares what a member states of itself and looks at what follows it.
  private mutating func end(_ inflater: Inflater) throws(ExpansionError) {
    offset = inflater.position
    guard let stated = input.double(at: offset), let length = input.double(at: offset + 4) else { throw .truncated }
    guard stated == sum.value else { throw .checksum }
    let found = UInt32(truncatingIfNeeded: inflater.produced)
    guard length == found else { throw .length(stated: Int(length), found: Int(found)) }
    offset += 8
    var next = offset
    while next < input.bytes.count, input.bytes[next] == 0 { next += 1 }
    if next == input.bytes.count {
      isFinished = true
    } else if input.bytes[offset...].starts(with: [0x1F, 0x8B]) {
      member = nil
    } else {
      (isFinished, hasOtherData) = (true, true)
    }
  }
}
