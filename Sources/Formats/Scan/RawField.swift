import Diagnostics

/// Reads fields as they stand in a file, the same way as the general readers do.
public enum RawField {
  /// The value of a cell of delimited text, with the quotes that stand around it; nil for bytes that are not UTF-8, which
  /// may be text in another encoding.
  public static func cell(_ bytes: UnsafeBufferPointer<UInt8>) -> RawValue? {
    guard bytes.count >= 2, bytes[0] == UInt8(ascii: "\"") else { return text(bytes) }
    let inner = UnsafeBufferPointer(rebasing: bytes[1..<bytes.count - 1])
    guard inner.contains(UInt8(ascii: "\"")) else { return text(inner) }
    var kept: [UInt8] = []
    kept.reserveCapacity(inner.count)
    var index = 0
    while index < inner.count {
      kept.append(inner[index])
      index += inner[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return kept.withUnsafeBufferPointer(text)
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> RawValue? {
    bytes.contains(0) ? nil : String(utf8: bytes).map { .string($0) }
  }

  /// The value of a member of a JSON object: the inside of a text, or a scalar or list as written; nil where that is no
  /// JSON.
  public static func json(_ bytes: UnsafeBufferPointer<UInt8>, isText: Bool) -> RawValue? {
    if isText, !bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 < 0x20 }) {
      return String(utf8: bytes).map { .string($0) }
    }
    if !isText, bytes.elementsEqual("true".utf8) { return .bool(true) }
    if !isText, bytes.elementsEqual("false".utf8) { return .bool(false) }
    if !isText, bytes.elementsEqual("null".utf8) { return .null }
    let quote = [UInt8(ascii: "\"")]
    let whole = isText ? quote + bytes + quote : Array(bytes)
    let (root, diagnostics) = JSONReader.read(Source(path: "", bytes: whole, isConfidential: true))
    guard let root, diagnostics.isEmpty else { return nil }
    return RawValue(root)
  }

  /// The text of a cell or member for another table: as it is written where that is plain, else read.
  ///
  /// - Parameter isText: of JSON, whether it stands between quotes; nil for a cell.
  public static func plainText(_ bytes: UnsafeBufferPointer<UInt8>, isText: Bool?) -> String {
    switch isText.map({ json(bytes, isText: $0) }) ?? cell(bytes) {
    case .string(let text), .number(let text), .unreadable(let text, _): text
    case .bool(let value): value ? "true" : "false"
    case .null, nil: ""
    case .list(let items): items.map { if case .string(let text) = $0 { text } else { "" } }.joined(separator: ";")
    case .some: String(decoding: bytes, as: UTF8.self)
    }
  }
}
