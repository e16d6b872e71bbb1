import CEL
import Diagnostics
import Values

/// A small inventory to check expressions against: a camera, its recorder, a unit, a catalog.
struct SampleSchema: ObjectTypes {
  /// The text that the origins of attributes point into.
  static let file = Source(
    path: "schema.yaml",
    text: """
      kind: one of analog, ip, ptz
      vendor: text
      port: int
      installed: date
      firmware.version: version
      params.min_length: int

      """)

  static func origin(_ line: Int) -> Span {
    let start = file.lineStarts[line - 1]
    return Span(source: file, range: start..<start + file.line(line).utf8.count)
  }

  static let members: [String: [String: ObjectMember]] = [
    "camera": [
      "kind": ObjectMember(.vocabulary(["analog", "ip", "ptz"]), origin: origin(1)),
      "modes": ObjectMember(.list(.vocabulary(["day", "night"]))),
      "vendor": ObjectMember(.text, origin: origin(2)),
      "serial": ObjectMember(.string),
      "port": ObjectMember(.int, origin: origin(3)),
      "is_live": ObjectMember(.bool),
      "score": ObjectMember(.double),
      "size_bytes": ObjectMember(.uint),
      "installed": ObjectMember(.date, origin: origin(4)),
      "seen_at": ObjectMember(.timestamp),
      "firmware": ObjectMember(.object(ObjectType("camera", path: ["firmware"]))),
      "password": ObjectMember(.object(ObjectType("camera", path: ["password"]))),
      "recorder": ObjectMember(.object(ObjectType("recorder"))),
      "accounts": ObjectMember(.list(.object(ObjectType("account")))),
      "address": ObjectMember(.ip),
      "tags": ObjectMember(.map(.string, .string)),
    ],
    "camera.firmware": [
      "version": ObjectMember(.version, origin: origin(5)), "released": ObjectMember(.date),
    ],
    "camera.password": ["state": ObjectMember(.vocabulary(["default", "changed"])), "length": ObjectMember(.int)],
    "recorder": ["name": ObjectMember(.text)],
    "account": ["name": ObjectMember(.text), "is_disabled": ObjectMember(.bool)],
    "unit": ["meetings": ObjectMember(.list(.object(ObjectType("meeting"))), hasWindow: true)],
    "meeting": ["topic": ObjectMember(.text)],
    "params": ["min_length": ObjectMember(.int, origin: origin(6)), "ports": ObjectMember(.list(.int))],
    "run": ["as_of": ObjectMember(.date)],
    "vendor_row": ["country": ObjectMember(.text)],
  ]

  static let environment = Environment(
    variables: Dictionary(
      uniqueKeysWithValues: ["camera", "unit", "params", "run", "vendors"].map {
        ($0, Environment.Variable(.object(ObjectType($0))))
      }), objects: SampleSchema())

  func member(_ name: String, of type: ObjectType) -> ObjectMember? { Self.members[type.description]?[name] }

  func memberNames(of type: ObjectType) -> [String] { (Self.members[type.description] ?? [:]).keys.sorted() }

  func methods(_ name: String, of type: ObjectType) -> [MethodSignature] {
    guard type.name == "vendors" else { return [] }
    switch name {
    case "row": return [MethodSignature([.text], result: .object(ObjectType("vendor_row")))]
    case "classify": return [MethodSignature([.object(ObjectType("camera"))], result: .string)]
    default: return []
    }
  }

  func methodNames(of type: ObjectType) -> [String] { type.name == "vendors" ? ["classify", "row"] : [] }
}
