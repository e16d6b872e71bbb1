/// A pattern of paths, as the `for` of a rule about documents has it: `**/frigate*.yml`.
///
/// One with a slash must match the whole path; one without is about a file's name in any folder. `*` and `?` stay within
/// a name, `**/` stands for any folders or none, `{a,b}` for either, `[a-z]` for one of a class. Upper and lower case
/// differ.
public struct DocumentPattern: Sendable, Hashable {
  /// As the policy writes it.
  public let text: String
  /// The same in RE2 syntax, matching whole paths.
  public let expression: String

  /// Why a text is no pattern.
  public struct Fault: Error, Sendable {
    public let why: String
  }

  /// Longer patterns are refused.
  static let lengthLimit = 500

  /// Reads a pattern.
  public init(_ text: String) throws(Fault) {
    guard !text.isEmpty else { throw Fault(why: "it is empty") }
    guard text.utf8.count <= Self.lengthLimit else { throw Fault(why: "it has more than \(Self.lengthLimit) bytes") }
    if text.hasPrefix("/") {
      throw Fault(why: "paths are relative to the root that is checked, without `/` before them")
    }
    if text.split(separator: "/").contains(where: { $0 == ".." || $0 == "." }) {
      throw Fault(why: "paths are written without `.` and `..`")
    }
    self.text = text
    expression = (text.contains("/") ? "" : "(?:.*/)?") + (try Self.translated(Array(text.unicodeScalars)))
  }

  private static func translated(_ scalars: [Unicode.Scalar]) throws(Fault) -> String {
    var result = ""
    var depth = 0
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "*":
        guard index < scalars.count, scalars[index] == "*" else {
          result += "[^/]*"
          continue
        }
        index += 1
        let isWhole = index < 3 || scalars[index - 3] == "/"
        if isWhole, index < scalars.count, scalars[index] == "/" {
          index += 1
          result += "(?:.*/)?"
        } else {
          result += ".*"
        }
      case "?": result += "[^/]"
      case "{":
        depth += 1
        result += "(?:"
      case "}":
        guard depth > 0 else { throw Fault(why: "a `}` closes nothing") }
        depth -= 1
        result += ")"
      case ",": result += depth > 0 ? "|" : ","
      case "[":
        guard let end = scalars[index...].dropFirst().firstIndex(of: "]") else {
          throw Fault(why: "a `[` is not closed")
        }
        var members = scalars[index..<end]
        let isNegated = members.first == "!" || members.first == "^"
        if isNegated { members = members.dropFirst() }
        result += isNegated ? "[^/" : "["
        for member in members {
          if "\\[]^&~".unicodeScalars.contains(member) { result += "\\" }
          result.unicodeScalars.append(member)
        }
        result += "]"
        index = end + 1
      default:
        if "\\.+()|^$]".unicodeScalars.contains(scalar) { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    guard depth == 0 else { throw Fault(why: "a `{` is not closed") }
    return result
  }
}
