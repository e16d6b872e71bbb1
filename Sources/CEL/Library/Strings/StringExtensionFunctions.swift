import Values

/// The strings extension of cel-go: positions count code points from 0.
enum StringExtensionFunctions {
  static let all: [FunctionDeclaration] = [
    charAt, indexOf, lastIndexOf, substring, lowerAscii, upperAscii, trim, replace, split, join, quote, reverse,
  ]

  private static let charAt = FunctionDeclaration(
    "charAt", "The character at a position; empty directly behind the last one, an error further out.",
    [
      .of("string_char_at_int", member: true, .string) { (text: String, position: Int64) -> Value in
        let scalars = Array(text.unicodeScalars)
        guard position >= 0, position <= Int64(scalars.count) else { return .indexOutOfRange(position) }
        return .string(position == Int64(scalars.count) ? "" : String(scalars[Int(position)]))
      }
    ])

  private static let indexOf = FunctionDeclaration(
    "indexOf", "The position of the first occurrence of a string, from an offset if one is given; -1 if there is none.",
    [
      .of("string_index_of_string", member: true, .int) { (text: String, part: String) -> Value in
        position(of: part, in: text, from: 0)
      },
      .of("string_index_of_string_int", member: true, .int) {
        (text: String, part: String, offset: Int64) -> Value in
        position(of: part, in: text, from: offset)
      },
    ])

  private static func position(of part: String, in text: String, from offset: Int64) -> Value {
    let scalars = Array(text.unicodeScalars)
    guard offset >= 0, offset <= Int64(scalars.count) else { return .indexOutOfRange(offset) }
    let found = Scalars.firstIndex(of: Array(part.unicodeScalars), in: scalars, from: Int(offset))
    return .int(Int64(found ?? -1))
  }

  private static let lastIndexOf = FunctionDeclaration(
    "lastIndexOf",
    "The position of the last occurrence of a string that begins at or before an offset, if one is given; -1 if there is none.",
    [
      .of("string_last_index_of_string", member: true, .int) { (text: String, part: String) -> Value in
        let scalars = Array(text.unicodeScalars)
        let found = Scalars.lastIndex(of: Array(part.unicodeScalars), in: scalars, from: scalars.count)
        return .int(Int64(found ?? -1))
      },
      .of("string_last_index_of_string_int", member: true, .int) {
        (text: String, part: String, offset: Int64) -> Value in
        let scalars = Array(text.unicodeScalars)
        guard offset >= 0, offset <= Int64(scalars.count) else { return .indexOutOfRange(offset) }
        let found = Scalars.lastIndex(of: Array(part.unicodeScalars), in: scalars, from: Int(offset))
        return .int(Int64(found ?? -1))
      },
    ])

  private static let substring = FunctionDeclaration(
    "substring", "The part from a position to its end, or up to another position. Out of range is an error.",
    [
      .of("string_substring_int", member: true, .string) { (text: String, start: Int64) -> Value in
        let scalars = Array(text.unicodeScalars)
        guard start >= 0, start <= Int64(scalars.count) else { return .indexOutOfRange(start) }
        return .string(Scalars.string(scalars[Int(start)...]))
      },
      .of("string_substring_int_int", member: true, .string) {
        (text: String, start: Int64, end: Int64) -> Value in
        if start > end { return .failed("invalid substring range, start: \(start), end: \(end)") }
        let scalars = Array(text.unicodeScalars)
        guard start >= 0, start <= Int64(scalars.count) else { return .indexOutOfRange(start) }
        guard end <= Int64(scalars.count) else { return .indexOutOfRange(end) }
        return .string(Scalars.string(scalars[Int(start)..<Int(end)]))
      },
    ])

  private static let lowerAscii = FunctionDeclaration(
    "lowerAscii", "The ASCII letters in lower case, everything else as it is.",
    [
      .of("string_lower_ascii", member: true, .string) { (text: String) -> Value in
        .string(
          String(decoding: text.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 + 32 : $0 }, as: UTF8.self))
      }
    ])

  private static let upperAscii = FunctionDeclaration(
    "upperAscii", "The ASCII letters in upper case, everything else as it is.",
    [
      .of("string_upper_ascii", member: true, .string) { (text: String) -> Value in
        .string(
          String(decoding: text.utf8.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 - 32 : $0 }, as: UTF8.self))
      }
    ])

  private static let trim = FunctionDeclaration(
    "trim", "Without the white space (Unicode's `White_Space`) at both ends.",
    [
      .of("string_trim", member: true, .string) { (text: String) -> Value in
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
          let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return .string("") }
        return .string(String(scalars[first...last]))
      }
    ])

  private static let replace = FunctionDeclaration(
    "replace", "Every occurrence of a string replaced by another, or the first so many; a negative number is no limit.",
    [
      .of("string_replace_string_string", member: true, .string) {
        (text: String, old: String, new: String) -> Value in
        replacing(text, old, new, limit: -1)
      },
      .of("string_replace_string_string_int", member: true, .string) {
        (text: String, old: String, new: String, limit: Int64) -> Value in
        replacing(text, old, new, limit: limit)
      },
    ])

  private static func replacing(_ text: String, _ old: String, _ new: String, limit: Int64) -> Value {
    let limit = limit < 0 ? Int.max : Int(limit)
    var result: [UInt8] = []
    let insertion = Array(new.utf8)
    var count = 0
    if old.isEmpty {
      // An empty string occurs before every character and at the end.
      for scalar in text.unicodeScalars {
        if count < limit { result += insertion }
        count += 1
        result += Array(String(scalar).utf8)
        if result.count > SizeLimit.bytes { return SizeLimit.tooManyBytes }
      }
      if count < limit { result += insertion }
    } else {
      let whole = Array(text.utf8)
      let part = Array(old.utf8)
      var start = 0
      while count < limit, let found = Scalars.firstIndex(of: part, in: whole, from: start) {
        result += whole[start..<found]
        result += insertion
        if result.count > SizeLimit.bytes { return SizeLimit.tooManyBytes }
        start = found + part.count
        count += 1
      }
      result += whole[start...]
    }
    return result.count > SizeLimit.bytes ? SizeLimit.tooManyBytes : .string(String(decoding: result, as: UTF8.self))
  }

  private static let split = FunctionDeclaration(
    "split", "The parts between the occurrences of a separator, at most so many; a negative number is no limit.",
    [
      .of("string_split_string", member: true, .list(.string)) { (text: String, separator: String) -> Value in
        splitting(text, separator, limit: -1)
      },
      .of("string_split_string_int", member: true, .list(.string)) {
        (text: String, separator: String, limit: Int64) -> Value in
        splitting(text, separator, limit: limit)
      },
    ])

  private static func splitting(_ text: String, _ separator: String, limit: Int64) -> Value {
    if limit == 0 { return .list(ListValue([])) }
    let limit = limit < 0 ? Int.max : Int(limit)
    var parts: [Value] = []
    if separator.isEmpty {
      let scalars = Array(text.unicodeScalars)
      let singles = min(scalars.count, limit - 1)
      for scalar in scalars[..<singles] { parts.append(.string(String(scalar))) }
      if singles < scalars.count { parts.append(.string(Scalars.string(scalars[singles...]))) }
    } else {
      let whole = Array(text.utf8)
      let part = Array(separator.utf8)
      var start = 0
      while parts.count < limit - 1, let found = Scalars.firstIndex(of: part, in: whole, from: start) {
        parts.append(.string(String(decoding: whole[start..<found], as: UTF8.self)))
        start = found + part.count
      }
      parts.append(.string(String(decoding: whole[start...], as: UTF8.self)))
    }
    return parts.count > SizeLimit.elements ? SizeLimit.tooManyElements : .list(ListValue(parts))
  }

  private static let join = FunctionDeclaration(
    "join", "The strings of a list one after the other, with a separator between them if one is given.",
    [
      .of("list_join", member: true, takes: [.list(.string)], .string) { (list: ListValue) -> Value in
        joining(list, "")
      },
      .of("list_join_string", member: true, takes: [.list(.string), .string], .string) {
        (list: ListValue, separator: String) -> Value in
        joining(list, separator)
      },
    ])

  private static func joining(_ list: ListValue, _ separator: String) -> Value {
    var result = ""
    for (position, element) in list.elements.enumerated() {
      guard let text = element.plainText else { return .noSuchOverload("join", [.list(list)]) }
      if position > 0 { result += separator }
      result += text
      if result.utf8.count > SizeLimit.bytes { return SizeLimit.tooManyBytes }
    }
    return .string(result)
  }

  private static let quote = FunctionDeclaration(
    "strings.quote", "The string as a CEL literal in double quotes, special characters escaped.",
    [
      .of("strings_quote", .string) { (text: String) -> Value in
        var result = "\""
        for scalar in text.unicodeScalars {
          switch scalar {
          case "\u{07}": result += "\\a"
          case "\u{08}": result += "\\b"
          case "\u{0C}": result += "\\f"
          case "\n": result += "\\n"
          case "\r": result += "\\r"
          case "\t": result += "\\t"
          case "\u{0B}": result += "\\v"
          case "\\": result += "\\\\"
          case "\"": result += "\\\""
          default: result.unicodeScalars.append(scalar)
          }
        }
        return .string(result + "\"")
      }
    ])

  private static let reverse = FunctionDeclaration(
    "reverse", "The characters of a string, or the elements of a list, in the opposite order.",
    [
      .of("string_reverse", member: true, .string) { (text: String) -> Value in
        .string(Scalars.string(text.unicodeScalars.reversed()))
      },
      .of("list_reverse", member: true, takes: [.list(.parameter("T"))], open: true, .list(.parameter("T"))) {
        (list: ListValue) -> Value in
        .list(ListValue(list.elements.reversed(), openness: list.openness))
      },
    ])
}
