import CEL
import FoundationEssentials
import Values

/// The cases of the conformance corpus, whole: with bindings and expected values.
///
/// The folder is the one that `KIEM_CEL_CORPUS` names, by default `../shared/cel-conformance` from the package's root;
/// its README tells the format.
enum ConformanceCorpus {
  struct File: Decodable, Sendable {
    var cases: [Case]
  }

  struct Case: Decodable, Sendable {
    var id: String
    var expr: String
    var container: String?
    var disable_macros: Bool?
    var disable_check: Bool?
    var check_only: Bool?
    var compile_error_ok: Bool?
    var type_env: [CorpusExpressions.Declaration]?
    var bindings: [String: CorpusValue]?
    var unknown_attributes: [String]?
    var expect: Expectation
    var needs: [String]?
    var libs: [String]?
    var disputed_by: [String]?
  }

  struct Expectation: Decodable, Sendable {
    struct Typed: Decodable, Sendable {
      var deduced_type: CorpusType
      var value: CorpusValue?
    }
    var value: CorpusValue?
    var eval_error: [String]?
    var typed_result: Typed?
    var unknown: [String]?
  }

  /// The files by their path within the folder, sorted.
  static func files(in folder: String) throws -> [(path: String, cases: [Case])] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
    return try paths.map { path in
      let data = FileManager.default.contents(atPath: folder + "/" + path) ?? Data()
      return (path, try JSONDecoder().decode(File.self, from: data).cases)
    }
  }
}

/// A value as the corpus writes it: an object with exactly one key.
struct CorpusValue: Decodable, Sendable {
  let value: Value

  private enum Key: String, CodingKey {
    case null, bool, int64, uint64, double, string, bytes, list, map, type, timestamp, duration, `enum`, message
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    guard let key = fields.allKeys.first else { throw Malformed(what: "empty value") }
    func text() throws -> String { try fields.decode(String.self, forKey: key) }
    func known(_ value: Value?) throws -> Value {
      guard let value else { throw Malformed(what: try text()) }
      return value
    }
    switch key {
    case .null: value = .null
    case .bool: value = .bool(try fields.decode(Bool.self, forKey: key))
    case .int64: value = try known(Int64(try text()).map(Value.int))
    case .uint64: value = try known(UInt64(try text()).map(Value.uint))
    case .double: value = try known(Double(try text()).map(Value.double))
    case .string: value = .string(try text())
    case .bytes: value = try known(Data(base64Encoded: try text()).map { .bytes(Array($0)) })
    case .list:
      value = .list(ListValue(try fields.decode([CorpusValue].self, forKey: key).map(\.value)))
    case .map:
      let entries = try fields.decode([[CorpusValue]].self, forKey: key).map {
        MapValue.Entry(key: $0[0].value, value: $0[1].value)
      }
      guard let map = MapValue(entries) else { throw Malformed(what: "map") }
      value = .map(map)
    case .type: value = try known(TypeNames.all[try text()].map(Value.type))
    case .timestamp: value = try known(Timestamp(try text()).map(Value.timestamp))
    case .duration: value = try known(Duration(try text()).map(Value.duration))
    case .enum, .message: value = .failure(Failure("out of scope"))
    }
  }

  struct Malformed: Error { var what: String }
}
