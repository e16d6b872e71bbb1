import Values

/// `size`.
enum SizeFunction {
  static let size = FunctionDeclaration(
    "size",
    "How many code points a string has, bytes a value of bytes, elements a list, entries a map. Of a list that may have more elements than it shows it is unknown.",
    overloads(isMember: false) + overloads(isMember: true))

  private static func overloads(isMember: Bool) -> [Overload] {
    func id(_ type: String) -> String { isMember ? "\(type)_size" : "size_\(type)" }
    return [
      .of(id("string"), member: isMember, .int) { (text: String) -> Value in .int(Int64(text.unicodeScalars.count)) },
      .of(id("bytes"), member: isMember, .int) { (bytes: [UInt8]) -> Value in .int(Int64(bytes.count)) },
      .of(id("list"), member: isMember, takes: [.list(.parameter("A"))], .int) { (list: ListValue) -> Value in
        .int(Int64(list.elements.count))
      },
      .of(id("map"), member: isMember, takes: [.map(.parameter("A"), .parameter("B"))], .int) {
        (map: MapValue) -> Value in
        .int(Int64(map.entries.count))
      },
    ]
  }
}
