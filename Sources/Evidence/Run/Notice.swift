import Diagnostics
import Formats
import Schema

/// Something that reading policies and inventory had to say, as reports show it: without the lines of any file, and
/// with what must not be shown taken out.
public struct Notice: Sendable, Hashable {
  /// `KIEM4007`.
  public var code: String
  public var severity: Diagnostic.Severity
  public var message: String
  public var help: [String]
  /// The file as the user named it, with line and column; nil where there is no such place.
  public var place: EvidenceRecord.Place?

  public init(_ diagnostic: Diagnostic) {
    code = diagnostic.code.description
    severity = diagnostic.severity
    message = Notice.shown(diagnostic.message)
    help = diagnostic.help.map(Notice.shown)
    place = diagnostic.primary.map { label in
      let start = label.span.start
      return EvidenceRecord.Place(path: label.span.source.path, line: start.line, column: start.column)
    }
  }

  init(stored notice: StoredObject) throws(StoredFault) {
    code = try notice.string("code")
    severity = try notice.word("severity")
    message = try notice.string("message")
    help = try notice.strings("help")
    place = nil
    if let path = try notice.optionalString("path") {
      place = EvidenceRecord.Place(path: path, line: try notice.count("line"), column: try notice.count("column"))
    }
  }

  /// A text as it may be shown: without credentials and what looks like a secret.
  public static func shown(_ text: String) -> String { Redaction.withoutSecrets(text) }

  /// On one line: `devices.csv:3:1: warning[KIEM4020]: a record without a key`.
  public var line: String {
    let start = place.map { "\($0.path):\($0.line):\($0.column): " } ?? ""
    return "\(start)\(severity.rawValue)[\(code)]: \(message)"
  }

  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("code", .string(code)), ("severity", .string(severity.rawValue)), ("message", .string(message)),
      ("help", .array(help.map(JSONValue.string))),
    ]
    if let place {
      members += [
        ("path", .string(place.path)), ("line", .int(Int64(place.line))), ("column", .int(Int64(place.column))),
      ]
    }
    return .object(members)
  }
}
