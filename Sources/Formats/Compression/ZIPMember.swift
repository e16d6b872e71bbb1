/// An entry of a ZIP archive's directory.
public struct ZIPMember: Sendable, Hashable {
  /// How its bytes are stored.
  public enum Method: Sendable, Hashable {
    case stored
    case deflate
    /// One that is not read, by its number.
    case other(Int)
  }

  /// Its path in the archive, parts separated by `/`.
  public internal(set) var name: String
  /// Whether it is a folder, or stands for one.
  public internal(set) var isFolder: Bool
  public internal(set) var method: Method
  /// How many bytes it has, as the directory states. Reading holds it to that.
  public internal(set) var size: Int
  /// How many bytes of the archive it takes.
  public internal(set) var compressedSize: Int
  /// Why it cannot be read, as far as the directory and its header tell.
  public internal(set) var problem: ExpansionError?
  /// Where its data begin in the archive's bytes.
  var dataStart = 0
  /// Where its header begins.
  var headerStart: Int
  var checksum: UInt32

  /// Whether some part of its path begins with a dot, as the files do that desktops leave behind, or is the folder in
  /// which macOS puts what other systems have no place for.
  public var isHidden: Bool {
    name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }
}

/// The bytes of a member, in pieces; its length and checksum are compared at the end.
public struct ZIPMemberStream: ExpansionStream {
  private let bytes: [UInt8]
  private let member: ZIPMember
  private var inflater: Inflater?
  private var offset: Int
  private var sum = CRC32()
  private var produced = 0
  private var isFinished = false

  init(_ bytes: [UInt8], _ member: ZIPMember, _ limits: ExpansionLimits) {
    self.bytes = bytes
    self.member = member
    offset = member.dataStart
    guard member.method == .deflate else { return }
    var own = limits
    own.memberBytes = min(limits.memberBytes, max(member.size, 0))
    inflater = Inflater(bytes, from: offset, to: offset + member.compressedSize, limits: own)
  }

  /// Appends the next piece; false if the end had been reached before.
  public mutating func append(to output: inout [UInt8]) throws(ExpansionError) -> Bool {
    guard !isFinished else { return false }
    let before = output.count
    let hasMore: Bool
    if var inflater = inflater.take() {
      do throws(ExpansionError) {
        hasMore = try inflater.append(to: &output)
      } catch .memberLimit {
        throw .length(stated: member.size, found: inflater.produced)
      }
      self.inflater = inflater
    } else {
      let end = min(member.dataStart + member.compressedSize, offset + Inflater.piece)
      output.append(contentsOf: bytes[offset..<end])
      hasMore = end > offset
      offset = end
    }
    sum.add(output[before...])
    produced += output.count - before
    if hasMore { return true }
    isFinished = true
    guard produced == member.size else { throw .length(stated: member.size, found: produced) }
    guard sum.value == member.checksum else { throw .checksum }
    return false
  }
}
