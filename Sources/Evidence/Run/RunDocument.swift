import Diagnostics
import Schema
import Tables

/// A file that decides what a run says: a policy, a schema, a catalog, a profile, waivers, a file of the inventory.
public struct RunDocument: Sendable, Hashable {
  /// As evidence names it: relative to the root that holds the policies, or that the user gave for the inventory; the
  /// same on every machine.
  public var path: String
  /// SHA-256 of its bytes.
  public var digest: String
  /// The path under which this run read it, which places in it still bear.
  public let sourcePath: String

  /// - Parameter path: relative to the root that holds the policies (`cam-pha/policy.yaml`), with `/` between parts.
  public init(_ source: Source, path: String) {
    self.path = path
    digest = ContentDigest.sha256(source.bytes)
    sourcePath = source.path
  }

  init(path: String, digest: String) {
    self.path = path
    self.digest = digest
    sourcePath = ""
  }

  /// Each document once, sorted by path.
  static func distinct(_ documents: [RunDocument]) -> [RunDocument] {
    var seen: Set<String> = []
    return documents.filter { seen.insert("\($0.digest) \($0.path)").inserted }.sorted {
      $0.path == $1.path ? $0.digest.precedesExactly($1.digest) : $0.path.precedesExactly($1.path)
    }
  }

  /// - Parameters:
  ///   - root: a folder; what precedes it in the source's path is left out. A source elsewhere keeps its last two parts.
  public init(_ source: Source, relativeTo root: String) {
    let prefix = root.hasSuffix("/") ? root : root + "/"
    if root != "", source.path.hasPrefix(prefix) {
      self.init(source, path: String(source.path.dropFirst(prefix.count)))
    } else {
      self.init(source, path: source.path.split(separator: "/").suffix(2).joined(separator: "/"))
    }
  }
}

extension InventorySource {
  /// Its path as evidence names it: people write passwords into file names, too.
  var shownPath: String { Redaction.withoutSecrets(path) }
}
