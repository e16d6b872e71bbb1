import FoundationEssentials

/// The expressions of the conformance corpus, as far as syntax and types go.
enum CorpusExpressions {
  struct File: Decodable, Sendable { var cases: [Case] }

  struct Case: Decodable, Sendable {
    var id: String
    var expr: String
    var container: String?
    var disable_check: Bool?
    var compile_error_ok: Bool?
    var type_env: [Declaration]?
    var expect: Expectation
    var libs: [String]?
    var needs: [String]?

    var usesBlocks: Bool { libs?.contains("block") ?? false }
  }

  struct Declaration: Decodable, Sendable {
    struct Signature: Decodable, Sendable {
      var id: String
      var member: Bool
      var params: [CorpusType]
      var result: CorpusType
    }
    var name: String
    var type: CorpusType?
    var overloads: [Signature]?
  }

  struct Expectation: Decodable, Sendable {
    struct Typed: Decodable, Sendable { var deduced_type: CorpusType }
    var typed_result: Typed?
    var eval_error: [String]?
  }

  static let folder: String? = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    let environment = ProcessInfo.processInfo.environment["KIEM_CEL_CORPUS"]
    let candidates = [environment, root + "/../shared/cel-conformance"].compactMap { $0 }
    return candidates.first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// All cases, by file, sorted by path.
  static let cases: [Case] = {
    guard let folder else { return [] }
    var cases: [Case] = []
    let paths: [String] = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    for path in paths.sorted() where path.hasSuffix(".json") {
      guard let data = FileManager.default.contents(atPath: folder + "/" + path),
        let file = try? JSONDecoder().decode(File.self, from: data)
      else { continue }
      cases += file.cases
    }
    return cases
  }()
}

/// A type as the corpus writes it.
indirect enum CorpusType: Decodable, Hashable, Sendable {
  case name(String)
  case list(CorpusType)
  case map(CorpusType, CorpusType)
  case optional(CorpusType)
  case type(CorpusType)
  case wrapper(CorpusType)
  case message(String)
  case parameter(String)
  case opaque(String, [CorpusType])

  struct Opaque: Decodable, Sendable {
    var name: String
    var params: [CorpusType]
  }

  private enum Key: String, CodingKey { case list, map, optional, type, wrapper, message, param, opaque }

  init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      self = .name(name)
      return
    }
    let fields = try decoder.container(keyedBy: Key.self)
    if let element = try fields.decodeIfPresent(CorpusType.self, forKey: .list) {
      self = .list(element)
    } else if let parts = try fields.decodeIfPresent([CorpusType].self, forKey: .map) {
      self = .map(parts[0], parts[1])
    } else if let inner = try fields.decodeIfPresent(CorpusType.self, forKey: .optional) {
      self = .optional(inner)
    } else if let inner = try fields.decodeIfPresent(CorpusType.self, forKey: .type) {
      self = .type(inner)
    } else if let inner = try fields.decodeIfPresent(CorpusType.self, forKey: .wrapper) {
      self = .wrapper(inner)
    } else if let name = try fields.decodeIfPresent(String.self, forKey: .message) {
      self = .message(name)
    } else if let name = try fields.decodeIfPresent(String.self, forKey: .param) {
      self = .parameter(name)
    } else {
      let opaque = try fields.decode(Opaque.self, forKey: .opaque)
      self = .opaque(opaque.name, opaque.params)
    }
  }
}
