/// A JSON document written piece by piece, so that a long one is never in memory as a whole.
///
///     var json = JSONStream()
///     json.open(.object)
///     json.member("version", "2.1.0")
///     json.open(.array, as: "results")
///     for … { json.item(["ruleId": …]) }        // take() now and then
///     json.close()
///     json.close()
///
/// What is opened is laid out line by line with two spaces of indentation; a member or an item stands on one line.
/// The names of an object's members must differ, members stand in objects, items in arrays.
public struct JSONStream {
  public enum Container: Sendable {
    case object, array
  }

  /// What has been written since the last `take`.
  public private(set) var bytes: [UInt8] = []
  private var containers: [(kind: Container, isEmpty: Bool)] = []

  public init() {}

  /// Hands over what has been written, and forgets it.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Opens an object or array: the document, an item of the open array, or with a name a member of the open object.
  public mutating func open(_ kind: Container, as name: String? = nil) {
    begin(name)
    bytes.append(kind == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
    containers.append((kind, true))
  }

  /// Closes what was opened last. After the outermost one comes a line feed.
  public mutating func close() {
    guard let last = containers.popLast() else { return }
    if !last.isEmpty { newLine() }
    bytes.append(last.kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    if containers.isEmpty { bytes.append(0x0A) }
  }

  /// A member of the open object.
  public mutating func member(_ name: String, _ value: JSONValue) {
    begin(name)
    JSONWriter.appendCompact(value, to: &bytes)
  }

  /// An item of the open array.
  public mutating func item(_ value: JSONValue) {
    begin(nil)
    JSONWriter.appendCompact(value, to: &bytes)
  }

  private mutating func begin(_ name: String?) {
    guard let last = containers.indices.last else { return }
    if !containers[last].isEmpty { bytes.append(UInt8(ascii: ",")) }
    containers[last].isEmpty = false
    newLine()
    guard let name else { return }
    JSONWriter.appendCompact(.string(name), to: &bytes)
    bytes += [UInt8(ascii: ":"), 0x20]
  }

  private mutating func newLine() {
    bytes.append(0x0A)
    for _ in containers { bytes += [0x20, 0x20] }
  }
}
