import Diagnostics

/// A ZIP archive (APPNOTE 6.3.10), read by its central directory: stored and deflated members, ZIP64, data descriptors.
///
/// Two readers of one archive must not see two different things in it, so whatever is ambiguous is refused, with a
/// reason: a member whose name stands twice, whose bytes another member shares, whose header calls it otherwise than the
/// directory, or whose name leads out of the archive.
///
///     let (archive, diagnostics) = ZIPArchive.open(source)
///     if let archive, let member = archive["xl/workbook.xml"] { let bytes = try archive.read(member) }
public struct ZIPArchive: Sendable {
  /// The archive's file.
  public let source: Source
  /// The members, folders included, in the directory's order. Those with a `problem` cannot be read.
  public internal(set) var members: [ZIPMember] = []
  /// False if there may be members that are not here.
  public internal(set) var isWhole = true
  let limits: ExpansionLimits
  private var indices: [String: Int] = [:]

  init(source: Source, limits: ExpansionLimits) {
    self.source = source
    self.limits = limits
  }

  /// Whether a file's first bytes are those of a ZIP archive.
  public static func begins(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// Reads an archive's directory; nil, with an error among the diagnostics, if it has none that can be read.
  /// Members that cannot be read have a diagnostic each, encrypted ones for example.
  /// - Complexity: O(directory · log members)
  public static func open(
    _ source: Source, limits: ExpansionLimits = .standard
  ) -> (archive: ZIPArchive?, diagnostics: DiagnosticList) {
    var reader = ZIPDirectoryReader(source: source, limits: limits)
    var archive = reader.archive()
    archive?.index()
    return (archive, reader.found.finished())
  }

  /// The member with a name; nil if there is none, or more than one.
  public subscript(name: String) -> ZIPMember? { indices[name].map { members[$0] } }

  /// The bytes of a member.
  /// - Complexity: O(bytes)
  public func read(_ member: ZIPMember) throws(ExpansionError) -> [UInt8] {
    var stream = try stream(member)
    return try stream.all(reserving: member.size)
  }

  /// The bytes of a member, in pieces.
  public func stream(_ member: ZIPMember) throws(ExpansionError) -> ZIPMemberStream {
    if let problem = member.problem { throw problem }
    return ZIPMemberStream(source.bytes, member, limits)
  }

  /// What says that a member cannot be had.
  public func diagnostic(_ error: ExpansionError, _ member: ZIPMember) -> Diagnostic {
    ExpansionDiagnostics.diagnostic(error, source, member: member.name)
  }

  private mutating func index() {
    for (place, member) in members.enumerated() where member.problem != .duplicate { indices[member.name] = place }
  }
}
