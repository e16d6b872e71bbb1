import Diagnostics

/// A document that stood in a compressed file, or a file that is one as it is.
public struct ExpandedDocument: Sendable {
  /// Its bytes, under the path that evidence names: the file's, and behind `!/` the member's.
  public var source: Source
  /// The path inside the file, such as `phan-mem.csv` or `inner.zip!/phan-mem.csv`; empty where there is only one thing
  /// that it can be.
  public var member: String
  /// False if there may be more of it: the compressed data broke off, and these are the lines before.
  public var isWhole = true
}

/// What came of expanding a file.
public struct Expansion: Sendable {
  /// What was passed over, and why.
  public struct Skipped: Sendable, Hashable {
    /// Its path, as evidence would name it.
    public var path: String
    /// Why, in a few words.
    public var reason: String
    /// Whether it was passed over because a part of its path begins with a dot.
    public var isHidden = false
  }

  /// The documents, in the order of the archive's directory.
  public internal(set) var documents: [ExpandedDocument] = []
  /// What is not among them.
  public internal(set) var skipped: [Skipped] = []
  /// Each thing that could not be had is an error.
  public internal(set) var diagnostics = DiagnosticList()
  /// False if the file was no container: it is the only document then.
  public internal(set) var isContainer = false
}

/// Turns a file into the documents that stand in it: of a `.gz` what it holds, of a `.zip` each of its members, and of
/// those that are compressed themselves what they hold, some levels deep. Any other file is its only document.
///
/// A document of an archive is called `export.zip!/phan-mem.csv`. A folder may bear the name `export.zip!`, so whoever
/// lists files must see to it that two of them do not come to one path. A gzip file holds one thing and lends it its
/// name: what stands in `a.csv.gz` is called `a.csv.gz`.
///
/// Spreadsheets and other packages (`.xlsx`, `.ods`, `.jar`) are archives too, but documents: they stay as they are.
public enum ContainerExpansion {
  /// What stands between an archive's path and a member's.
  public static let separator = "!/"

  /// Whether a file is a container, as far as its first bytes tell; a package begins like an archive.
  public static func mayExpand(_ bytes: some Sequence<UInt8>) -> Bool {
    let head = Array(bytes.prefix(4))
    return GzipStream.begins(head) || ZIPArchive.begins(head)
  }

  /// Expands a file.
  ///
  /// Whatever cannot be expanded is reported, and the rest is there. Of a gzip file that breaks off the lines before
  /// the break are given, with `isWhole` false.
  /// - Complexity: O(bytes, expanded); memory for all documents, which `limits` bound.
  public static func expand(_ source: Source, limits: ExpansionLimits = .standard) -> Expansion {
    var work = ContainerWork(limits: limits)
    work.visit(ExpandedDocument(source: source, member: ""), depth: 0)
    return work.result
  }
}

/// The state of expanding a file.
private struct ContainerWork {
  var result = Expansion()
  let limits: ExpansionLimits
  private var produced = 0

  init(limits: ExpansionLimits) { self.limits = limits }

  mutating func visit(_ document: ExpandedDocument, depth: Int) {
    let source = document.source
    if GzipStream.begins(source.bytes) {
      if enter(source, depth) { gzip(document, depth) }
    } else if ZIPArchive.begins(source.bytes) {
      let (archive, diagnostics) = ZIPArchive.open(source, limits: own)
      if let archive, archive.isPackage {
        result.documents.append(document)
        return
      }
      guard enter(source, depth) else { return }
      result.diagnostics.add(contentsOf: diagnostics.all)
      if let archive { zip(archive, document, depth) } else { skip(source.path, "it cannot be expanded") }
    } else {
      result.documents.append(document)
    }
  }

  /// The limits that are left.
  private var own: ExpansionLimits {
    var own = limits
    own.totalBytes = max(0, limits.totalBytes - produced)
    own.members = max(0, limits.members - result.documents.count - result.skipped.count)
    return own
  }

  private mutating func enter(_ source: Source, _ depth: Int) -> Bool {
    result.isContainer = true
    guard depth < limits.depth else {
      lose(source, .depthLimit(limits.depth))
      return false
    }
    return true
  }

  private mutating func lose(_ source: Source, _ error: ExpansionError) {
    result.diagnostics.add(ExpansionDiagnostics.diagnostic(error, source))
    skip(source.path, "it cannot be expanded")
  }

  private mutating func skip(_ path: String, _ reason: String, isHidden: Bool = false) {
    result.skipped.append(Expansion.Skipped(path: path, reason: reason, isHidden: isHidden))
  }

  private mutating func gzip(_ document: ExpandedDocument, _ depth: Int) {
    let source = document.source
    var stream = GzipStream(source.bytes, limits: own)
    var bytes: [UInt8] = []
    var isWhole = true
    do throws(ExpansionError) {
      while try stream.append(to: &bytes) {
        if bytes.count > limits.totalBytes - produced { throw .totalLimit(limits.totalBytes) }
      }
    } catch .truncated {
      result.diagnostics.add(ExpansionDiagnostics.diagnostic(.truncated, source))
      // The last line may lack its end, and a number without its last digit is another number.
      bytes.removeSubrange((bytes.lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1..<bytes.count)
      isWhole = false
      if bytes.isEmpty {
        skip(source.path, "it cannot be expanded")
        return
      }
    } catch {
      lose(source, error)
      return
    }
    if stream.hasOtherData {
      result.diagnostics.add(ExpansionDiagnostics.otherData(source, "bytes stand behind the compressed data"))
      isWhole = false
    }
    produced += bytes.count
    let inner = Source(path: source.path, bytes: bytes, isConfidential: source.isConfidential)
    visit(
      ExpandedDocument(source: inner, member: document.member, isWhole: isWhole && document.isWhole), depth: depth + 1)
  }

  private mutating func zip(_ archive: ZIPArchive, _ document: ExpandedDocument, _ depth: Int) {
    let source = archive.source
    for member in archive.members where !member.isFolder {
      let path = source.path + ContainerExpansion.separator + member.name
      if member.isHidden {
        skip(path, "it is hidden", isHidden: true)
        continue
      }
      do throws(ExpansionError) {
        if member.problem == nil, member.size > limits.totalBytes - produced { throw .totalLimit(limits.totalBytes) }
        let bytes = try archive.read(member)
        produced += bytes.count
        let prefix = document.member.isEmpty ? "" : document.member + ContainerExpansion.separator
        let inner = Source(path: path, bytes: bytes, isConfidential: source.isConfidential)
        visit(ExpandedDocument(source: inner, member: prefix + member.name), depth: depth + 1)
      } catch {
        // What the directory told already is told once.
        if member.problem == nil { result.diagnostics.add(archive.diagnostic(error, member)) }
        skip(path, "it cannot be expanded")
      }
    }
  }
}

extension ZIPArchive {
  /// Whether the archive is a document in itself: an Office or OpenDocument file, a book, a program.
  public var isPackage: Bool {
    if self["[Content_Types].xml"] != nil || self["META-INF/MANIFEST.MF"] != nil { return true }
    return self["mimetype"] != nil && members.first?.name == "mimetype"
  }
}
