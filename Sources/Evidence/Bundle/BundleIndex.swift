import Formats
import Schema

/// `run.json`: what a bundle is, how it came about, and the digest of every other file in it.
///
///     run.json           this; its `digest` is that of its canonical JSON without that member
///     records.ndjson     a record a line, canonical; the Merkle root is over these lines
///     matrix.json        every rule and subject, a letter each
///     summary.json       policies, clauses, rules, sources, waivers, attestations
///     diagnostics.json   what reading had to say
///     reports/           the reports asked for
///     inputs/            copies of what was read, if asked for
///     seal.json          the signature, if there is one; it covers `run.json` and so everything
public struct BundleIndex: Sendable {
  public static let format = "kiem-bundle"
  /// The version of the form that this program writes, and the newest that it reads.
  public static let version = 1

  public static let fileName = "run.json"
  public static let records = "records.ndjson"
  public static let matrix = "matrix.json"
  public static let summary = "summary.json"
  public static let diagnostics = "diagnostics.json"
  public static let seal = "seal.json"

  /// The program that made it.
  public struct Tool: Sendable, Hashable {
    public var name: String
    public var version: String
    /// SHA-256 of the program's file; empty where it could not be read.
    public var digest: String

    public init(name: String, version: String, digest: String) {
      self.name = name
      self.version = version
      self.digest = digest
    }
  }

  /// Who ran it, and for what.
  public struct Maker: Sendable, Hashable {
    public var auditor: String?
    public var engagement: String?
    public var host: String?

    public init(auditor: String? = nil, engagement: String? = nil, host: String? = nil) {
      self.auditor = auditor
      self.engagement = engagement
      self.host = host
    }
  }

  /// What was asked for.
  public struct Settings: Sendable, Hashable {
    public var failOn: Severity
    public var allowsUnknown: Bool
    public var selection: RecordSelection
    /// How personal data is shown: `withheld`, `shown` or `committed`.
    public var personal: String
    /// The name of the key that commitments were made with.
    public var keyID: String?

    public init(
      failOn: Severity, allowsUnknown: Bool, selection: RecordSelection, personal: String, keyID: String? = nil
    ) {
      self.failOn = failOn
      self.allowsUnknown = allowsUnknown
      self.selection = selection
      self.personal = personal
      self.keyID = keyID
    }
  }

  /// How a file of the inventory was obtained, where its manifest says so.
  public struct Origin: Sendable, Hashable {
    public var path: String
    public var obtained: Obtained

    public init(path: String, obtained: Obtained) {
      self.path = path
      self.obtained = obtained
    }
  }

  /// Where the copies of what was read stand, relative to the bundle.
  public struct Inputs: Sendable, Hashable {
    /// The paths of the inventory, as they would be named to `kiem check`.
    public var inventory: [String]
    /// The folder of the policies.
    public var policies: String
    public var profile: String?

    public init(inventory: [String], policies: String, profile: String? = nil) {
      self.inventory = inventory
      self.policies = policies
      self.profile = profile
    }
  }

  /// A file of the bundle.
  public struct File: Sendable, Hashable {
    /// Relative to the bundle, with `/` between parts.
    public var path: String
    public var bytes: Int
    public var digest: String
  }

  public var tool: Tool
  public var maker: Maker
  public var run: Run
  public var settings: Settings
  /// The exit status of the run, without what only its diagnostics add.
  public var status: Int
  public var recordCount: Int
  public var merkleRoot: String
  public var origins: [Origin]
  public var inputs: Inputs?
  /// Sorted by path.
  public var files: [File]

  public init(
    tool: Tool, maker: Maker, run: Run, settings: Settings, status: Int, recordCount: Int, merkleRoot: String,
    origins: [Origin], inputs: Inputs?, files: [File]
  ) {
    self.tool = tool
    self.maker = maker
    self.run = run
    self.settings = settings
    self.status = status
    self.recordCount = recordCount
    self.merkleRoot = merkleRoot
    self.origins = origins
    self.inputs = inputs
    self.files = files
  }

  /// The file's digest, as it stands in it.
  public var digest: String { ContentDigest.sha256(.object(members)) }

  /// The file.
  public var bytes: [UInt8] { JSONWriter.pretty(.object(members + [("digest", .string(digest))])) }

  private var members: [(String, JSONValue)] {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    let included: JSONValue =
      inputs.map {
        [
          "inventory": .array($0.inventory.map(JSONValue.string)), "policies": .string($0.policies),
          "profile": text($0.profile),
        ]
      } ?? .null
    return [
      ("format", .string(BundleIndex.format)),
      ("format_version", .int(Int64(BundleIndex.version))),
      ("tool", ["name": .string(tool.name), "version": .string(tool.version), "digest": .string(tool.digest)]),
      (
        "made",
        ["auditor": text(maker.auditor), "engagement": text(maker.engagement), "host": text(maker.host)]
      ),
      ("run_digest", .string(run.digest)),
      ("run", run.json),
      (
        "settings",
        [
          "fail_on": .string(settings.failOn.rawValue), "allow_unknown": .bool(settings.allowsUnknown),
          "records": .string(settings.selection.rawValue), "personal": .string(settings.personal),
          "personal_key": text(settings.keyID),
        ]
      ),
      (
        "result",
        [
          "status": .int(Int64(status)), "records": .int(Int64(recordCount)), "merkle_root": .string(merkleRoot),
        ]
      ),
      (
        "obtained",
        .array(
          origins.map {
            [
              "path": .string($0.path), "by": text($0.obtained.by), "how": text($0.obtained.how),
              "at": JSONValue($0.obtained.at),
            ]
          })
      ),
      ("inputs", included),
      ("files", .array(files.map(\.json))),
    ]
  }
}

extension BundleIndex.File {
  var json: JSONValue { ["path": .string(path), "bytes": .int(Int64(bytes)), "digest": .string(digest)] }
}

extension RunSummary {
  /// How the files of the inventory were obtained, each once, where the manifests say so.
  public var origins: [BundleIndex.Origin] {
    var seen: Set<String> = []
    return sources.compactMap { source in
      guard let obtained = source.obtained, seen.insert(source.path).inserted else { return nil }
      return BundleIndex.Origin(path: source.path, obtained: obtained)
    }
  }
}
