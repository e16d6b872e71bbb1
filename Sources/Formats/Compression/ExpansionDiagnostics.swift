import Diagnostics

/// The words of everything that can be wrong with compressed files and archives.
enum ExpansionDiagnostics {
  static func diagnostic(_ error: ExpansionError, _ source: Source, member: String? = nil) -> Diagnostic {
    let what = member.map { "the member \(Diagnostic.quote(path: $0)) of the archive" } ?? "the file"
    func found(_ code: DiagnosticCode, _ words: String, _ help: String) -> Diagnostic {
      Diagnostic(code, "\(what) \(words)", at: place(source), help: [help])
    }
    let again = "copy or export the file again"
    switch error {
    case .truncated: return found(.expansionTruncated, "ends before its compressed data do", again)
    case .damaged(let fault, let at):
      return found(.expansionDamaged, "is damaged at byte \(at): \(words(fault))", again)
    case .checksum: return found(.expansionChecksum, "has another checksum than it states", again)
    case .length(let stated, let length):
      return found(.expansionChecksum, "states \(stated) bytes and has \(length) or more", again)
    case .header(let words, let at): return found(.expansionDamaged, "is damaged at byte \(at): \(words)", again)
    case .memberLimit(let limit):
      return found(
        .expansionMemberLimit, "has more than the limit of \(limit) bytes when expanded",
        "split it, or give the expanded file")
    case .totalLimit(let limit):
      return found(
        .expansionTotalLimit, "does not fit into the \(limit) bytes that all of its file may have when expanded",
        "give the expanded files, or several archives")
    case .ratioLimit(let limit):
      return found(
        .expansionRatioLimit, "is more than \(limit) times longer than its compressed form",
        "if it is no bomb, give the expanded file")
    case .countLimit(let limit):
      return found(
        .expansionCountLimit, "has more members than the limit of \(limit)", "give several archives, or a folder")
    case .depthLimit(let limit):
      return found(
        .expansionDepthLimit, "stands in more than the limit of \(limit) compressed files", "give the inner file")
    case .encrypted:
      return found(.expansionEncrypted, "is encrypted", "give the file without encryption: no password is asked for")
    case .method(let name):
      return found(.expansionMethod, "is compressed by \(name)", "store it, or compress it by Deflate")
    case .name(let why): return found(.archiveMemberName, "has a name that is refused: \(why)", "rename the member")
    case .duplicate:
      return found(
        .archiveDuplicateMember, "has the name of another member",
        "neither is read, since nothing tells which one is meant: rename one")
    case .overlap:
      return found(
        .archiveOverlap, "shares its bytes with another member", "neither is read: no honest archive is made so")
    case .notAFile: return found(.archiveMemberName, "is a link or a device", "give the file that it leads to")
    }
  }

  static func noDirectory(_ source: Source) -> Diagnostic {
    Diagnostic(
      .expansionTruncated, "the archive has no directory at its end: it is cut short, or no ZIP archive",
      at: place(source), help: ["copy or export the file again"])
  }

  static func otherData(_ source: Source, _ words: String) -> Diagnostic {
    Diagnostic(
      .expansionOtherData, .warning, "\(words), and are not read", at: place(source),
      help: ["are two files stuck together? give them one by one"])
  }

  /// A compressed file has no lines to point at.
  private static func place(_ source: Source) -> Span { Span(source: source, range: 0..<0) }

  private static func words(_ fault: InflateFault) -> String {
    switch fault {
    case .truncated: "it ends too early"
    case .blockType: "a block of a kind that there is not"
    case .storedLength: "a stored block of two lengths"
    case .codes: "code lengths that make no code"
    case .symbol: "bits that are no symbol"
    case .distance: "a repetition of what was not there"
    }
  }
}
