import Values

/// A reading of reference data: a row that an answer rests on, or what was read of one.
public struct ReferenceReading: Sendable {
  public struct Key: Hashable, Sendable {
    public var place: ReferencePlace
    /// The column that was read; empty where the row was looked up.
    public var column: String
  }

  public let key: Key
  /// The column's value; null for a row.
  public let value: Value
  /// What the column is called where it stands, and its text there.
  public var header: String?
  public var raw: String?
}

/// A catalog that notes in a log what is looked up in it. It means what the catalog itself means.
struct LoggedCatalog: ObjectValue {
  let catalog: any ReferenceCatalog
  let log: ReadLog

  var type: ObjectType { catalog.type }
  var identity: String { catalog.identity }
  var subject: String { catalog.subject }

  func member(_ name: String) -> Value {
    let value = catalog.member(name)
    if value.isKnown { log.read(ReferenceReading(key: .init(place: catalog.place, column: name), value: value)) }
    return value
  }

  func has(_ name: String) -> Value { catalog.has(name) }

  func call(_ method: String, _ arguments: [Value]) -> Value? {
    guard let result = catalog.call(method, arguments) else { return nil }
    guard log.isNoting else { return logged(result) }
    for row in catalog.rowsConsulted(method, arguments) {
      log.read(ReferenceReading(key: .init(place: row.place, column: ""), value: .null))
    }
    log.read(ReferenceReading(key: .init(place: catalog.place, column: ""), value: .null))
    return logged(result)
  }

  private func logged(_ value: Value) -> Value {
    switch value {
    case .object(let object): return object.reference.map { .object(LoggedRow(row: $0, log: log)) } ?? value
    case .list(let list): return .list(ListValue(list.elements.map(logged), openness: list.openness))
    default: return value
    }
  }
}

/// A catalog's row that notes which of its columns are read.
private struct LoggedRow: ObjectValue {
  let row: any ReferenceRow
  let log: ReadLog

  var type: ObjectType { row.type }
  var identity: String { row.identity }
  var subject: String { row.subject }

  func member(_ name: String) -> Value {
    let value = row.member(name)
    guard value.isKnown else { return value }
    let spelling = row.spelling(of: name)
    log.read(
      ReferenceReading(
        key: .init(place: row.place, column: name), value: value, header: spelling?.header, raw: spelling?.raw))
    return value
  }

  func has(_ name: String) -> Value { row.has(name) }
  func call(_ method: String, _ arguments: [Value]) -> Value? { row.call(method, arguments) }
}
