import Formats
import Schema

extension BundleIndex {
  /// Why `run.json` cannot be used.
  enum Refusal: Error, Hashable {
    /// It is no bundle's.
    case foreign
    /// A later program wrote it; what this one can tell is whether it is whole.
    case newer(version: Int)
    case altered(StoredFault)
  }

  /// The index of a bundle, byte for byte as it was written.
  init(stored bytes: [UInt8]) throws(Refusal) {
    let json: JSONValue
    do throws(StoredFault) {
      json = try StoredJSON.read(bytes)
    } catch {
      throw .altered(error)
    }
    guard case .object(let members) = json, members.contains(where: { $0.0 == "format" }) else { throw .foreign }
    do throws(StoredFault) {
      let object = try StoredObject(json)
      let own = members.filter { $0.0 != "digest" }
      let digest = try object.string("digest")
      let isWhole = JSONWriter.pretty(json) == bytes && ContentDigest.sha256(.object(own)) == digest
      if isWhole, try object.string("format") != BundleIndex.format { throw StoredFault("foreign") }
      guard isWhole else { throw StoredFault("its own digest does not match it") }
    } catch {
      throw error.problem == "foreign" ? .foreign : .altered(error)
    }
    do throws(StoredFault) {
      let object = try StoredObject(json)
      let version = try object.int("format_version")
      if version > BundleIndex.version { throw StoredFault("newer", at: String(version)) }
      try self.init(object)
    } catch {
      if error.problem == "newer", let version = Int(error.pointer) { throw .newer(version: version) }
      throw .altered(error)
    }
  }

  private init(_ index: StoredObject) throws(StoredFault) {
    let tool = try index.object("tool")
    let made = try index.object("made")
    let settings = try index.object("settings")
    let result = try index.object("result")
    var origins: [Origin] = []
    for stored in try index.objects("obtained") {
      origins.append(
        Origin(
          path: try stored.string("path"),
          obtained: Obtained(
            by: try stored.optionalString("by"), how: try stored.optionalString("how"),
            at: try stored.optionalDay("at"))))
    }
    var inputs: Inputs?
    if let stored = try index.optionalObject("inputs") {
      inputs = Inputs(
        inventory: try stored.strings("inventory"), policies: try stored.string("policies"),
        profile: try stored.optionalString("profile"))
    }
    var files: [File] = []
    for stored in try index.objects("files") {
      files.append(
        File(
          path: try stored.string("path"), bytes: try stored.count("bytes"), digest: try stored.string("digest")))
    }
    self.init(
      tool: Tool(
        name: try tool.string("name"), version: try tool.string("version"), digest: try tool.string("digest")),
      maker: Maker(
        auditor: try made.optionalString("auditor"), engagement: try made.optionalString("engagement"),
        host: try made.optionalString("host")),
      run: try Run(stored: try index.value("run")),
      settings: Settings(
        failOn: try settings.word("fail_on"), allowsUnknown: try settings.bool("allow_unknown"),
        selection: try settings.word("records"), personal: try settings.string("personal"),
        keyID: try settings.optionalString("personal_key")),
      status: try result.int("status"), recordCount: try result.count("records"),
      merkleRoot: try result.string("merkle_root"), origins: origins, inputs: inputs, files: files)
    guard run.digest == (try index.string("run_digest")) else {
      throw StoredFault("`run_digest` is not that of `run`", at: "/run_digest")
    }
  }
}
