/// The number of a firmware, as sources spell it.
///
/// Tools give version and build apart, registers in one cell: `V5.8.5`, `5.8.5` and `V5.8.5 build 240606` are one
/// version, as are `2.800.0000016.0.R` and `2.800.0000016.0.R,build:2020-06-05`. The build stands in an attribute of its
/// own.
enum FirmwareText {
  /// The attribute that holds a firmware's number.
  static let attribute = "firmware_version"

  /// What two spellings of one version have in common.
  /// - Complexity: O(length)
  static func number(_ folded: String) -> String {
    var text = parts(folded).number[...]
    if text.first == "v", text.dropFirst().first?.isNumber ?? false { text = text.dropFirst() }
    return String(text)
  }

  /// A number and the build behind it: `V5.8.5` and `build 240606`; `2.800.0000016.0.R` and `Build Date 2020-06-05`.
  /// - Complexity: O(length)
  static func parts(_ text: String) -> (number: String, build: String?) {
    guard text.hasBytes(of: "uild") || text.hasBytes(of: "UILD"),
      let build = text.firstRange(of: "build") ?? text.firstRange(of: "Build") ?? text.firstRange(of: "BUILD")
    else {
      return (text, nil)
    }
    let before = text[..<build.lowerBound]
    let trimmed = before.trimmingSuffix { " ,;_-(".contains($0) }
    // A text that begins with the build, or in which it is part of a word, has no number before it.
    guard !trimmed.isEmpty, trimmed.endIndex != before.endIndex else { return (text, nil) }
    return (String(trimmed), String(text[build.lowerBound...]))
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
