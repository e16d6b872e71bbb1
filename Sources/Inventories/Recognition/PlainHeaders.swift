import Schema
import Synchronization
import Values

/// Headers written without Vietnamese marks, or with their words run together: `Ten thiet bi`, `ten_thiet_bi`,
/// `TenThietBi`, `FirmwareVersion`.
///
/// Only a header that has no marks at all is looked up so: one with other marks is another word. A spelling that several
/// members have in common means none of them.
final class PlainHeaders: Sendable {
  private let headers: [(canonical: String, member: String)]
  /// By plain spelling the name that is meant, empty where there are several; made when it is first asked for.
  private let index = Mutex<[String: String]?>(nil)

  /// - Parameter headers: the names of members, in their form for comparison, the best first
  init(_ headers: [(canonical: String, member: String)]) { self.headers = headers }

  /// The name that a header means, in its form for comparison.
  /// - Complexity: O(length); O(names) at first
  func name(of canonical: String) -> String? {
    guard canonical.utf8.count > 2, canonical.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let plain = Self.plain(canonical)
    let found = index.withLock { index in
      if index == nil { index = Self.index(of: headers) }
      return index?[plain]
    }
    return found.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func index(of headers: [(canonical: String, member: String)]) -> [String: String] {
    var index: [String: String] = [:]
    var members: [String: String] = [:]
    for (canonical, member) in headers {
      let plain = plain(canonical)
      if let known = members[plain] {
        if known != member { index[plain] = "" }
      } else {
        members[plain] = member
        index[plain] = canonical
      }
    }
    return index
  }

  /// A name without marks and without what stands between its words.
  static func plain(_ canonical: String) -> String {
    var plain = ""
    for scalar in Text.decomposed(canonical).unicodeScalars {
      switch scalar {
      case "_", "\u{300}"..."\u{36F}": continue
      case "đ": plain.unicodeScalars.append("d")
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }
}
