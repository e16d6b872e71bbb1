import Formats
import Schema
import Values

/// The way to a value of a document: as a JSON pointer, and as an expression writes it.
public enum DocumentPath {
  /// The pointer of a key or position below another.
  public static func pointer(_ parent: String, _ key: String) -> String { "\(parent)/\(JSONPointer.escape(key))" }

  /// The keys and positions of a pointer.
  public static func keys(_ pointer: String) -> [String] {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { JSONPointer.unescape($0) }
  }

  /// As expressions write it: `/cameras/front door/ports/0` is `cameras['front door'].ports[0]`.
  ///
  /// - Parameter root: what stands before: `document.data`.
  public static func name(_ pointer: String, root: String) -> String {
    keys(pointer).reduce(into: root) { text, key in
      if isIdentifier(key) {
        text += "." + key
      } else if isNumber(key) {
        text += "[\(key)]"
      } else {
        text += "['\(key.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))']"
      }
    }
  }

  /// `document.data.mqtt.tls` of `/mqtt/tls`.
  public static func name(_ pointer: String) -> String {
    name(pointer, root: "\(DocumentEntity.name).\(DocumentEntity.data)")
  }

  private static func isIdentifier(_ key: String) -> Bool {
    guard let first = key.utf8.first, first == UInt8(ascii: "_") || isLetter(first) else { return false }
    return key.utf8.allSatisfy { $0 == UInt8(ascii: "_") || isLetter($0) || (0x30...0x39).contains($0) }
  }

  private static func isNumber(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count < 10 && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
