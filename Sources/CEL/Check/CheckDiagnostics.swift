import Diagnostics
import Values

/// The checker's words: names, functions and arguments. Those on operators and macros stand in extensions.
enum CheckDiagnostics {
  // MARK: Names

  /// What an unknown name may have been meant to be.
  struct NameHints {
    var nearest: String?
    /// Variables that have an attribute of that name.
    var owners: [String] = []
    var isFunction = false
  }

  static func unknownName(_ span: Span, _ name: String, _ hints: NameHints) -> Diagnostic {
    var message = "nothing is named `\(name)` here"
    var help: [String] = []
    var fix: Diagnostic.Fix?
    let constants = [
      "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "None": "null", "nil": "null",
      "NULL": "null", "undefined": "null", "yes": "true", "no": "false",
    ]
    if let constant = constants[name] {
      help = ["write `\(constant)`"]
      fix = .init(span, constant)
    } else if let owner = hints.owners.first {
      message += "; did you mean `\(owner).\(name)`?"
      if hints.owners.count == 1 { fix = .init(span, "\(owner).\(name)") }
    } else if let nearest = hints.nearest {
      message += "; did you mean `\(nearest)`?"
      fix = .init(span, nearest)
    } else if hints.isFunction {
      help = ["`\(name)` is a function; it is called with parentheses"]
    } else {
      help = ["text stands in quotes: `'\(name)'`"]
    }
    return Diagnostic(.celUnknownName, .error, message, at: span, help: help, fix: fix)
  }

  static func unknownAttribute(
    _ span: Span, _ field: String, of operand: String, type: ObjectType, nearest: String?, all: [String],
    isMethod: Bool, origin: Diagnostic.Label?
  ) -> Diagnostic {
    var message = "`\(operand)` has no attribute `\(field)`"
    var help: [String] = []
    if isMethod {
      help = ["`\(field)` is called with arguments: `\(operand).\(field)(...)`"]
    } else if let nearest {
      message += "; did you mean `\(nearest)`?"
    } else if !all.isEmpty {
      help = ["it has \(list(all, limit: 12))"]
    }
    if operand != type.description, !operand.hasPrefix(type.description) {
      help.append("`\(operand)` is \(article(.object(type)))")
    }
    return Diagnostic(
      .celUnknownAttribute, .error, message, at: span, also: origin.map { [$0] } ?? [], help: help,
      fix: isMethod ? nil : nearest.map { .init(span, $0) })
  }

  static func noMembers(
    _ span: Span, _ field: String, operand: String, type: ValueType, origin: Diagnostic.Label?
  ) -> Diagnostic {
    var help: [String] = []
    switch type {
    case .list(let element):
      help = ["to look at its elements, write `\(operand).exists(x, x.\(field) ...)` or `.all(...)`, `.map(...)`"]
      if element.isOpen || element.isNumeric || element.isStringLike {
        help = ["a list has no fields; `\(operand)[0]` is its first element"]
      }
      if field == "length" || field == "size" || field == "count" { help = ["its length is `size(\(operand))`"] }
    case _ where type.isStringLike:
      if field == "length" || field == "size" { help = ["its length is `size(\(operand))`"] }
    case .timestamp: help = ["its parts are functions: `getFullYear()`, `getMonth()`, `getHours('Asia/Ho_Chi_Minh')`"]
    default: break
    }
    return Diagnostic(
      .celNoMembers, .error, "`\(operand)` has no `\(field)`: \(article(type)) has no attributes", at: span,
      also: origin.map { [$0] } ?? [], help: help)
  }

  static func message(_ span: Span, _ name: String) -> Diagnostic {
    Diagnostic(
      .celMessage, .error, "`\(name)` is no type that can be constructed: there are no protocol-buffer messages here",
      at: span, help: ["a map is written `{'key': value}`"])
  }

  // MARK: Functions

  /// Names by which other languages know our functions.
  private static let foreignFunctions: [String: String] = [
    "len": "size", "length": "size", "count": "size", "tolower": "lowerAscii", "lower": "lowerAscii",
    "tolowercase": "lowerAscii", "toupper": "upperAscii", "upper": "upperAscii", "touppercase": "upperAscii",
    "includes": "contains", "has_key": "in", "any": "exists", "some": "exists", "every": "all", "foreach": "all",
    "where": "filter", "select": "map", "collect": "map", "match": "matches", "test": "matches", "regex": "matches",
    "like": "matches", "str": "string", "tostring": "string", "float": "double", "number": "double", "integer": "int",
    "boolean": "bool", "substr": "substring", "slice": "substring", "startswith": "startsWith",
    "endswith": "endsWith", "isip": "isIP", "none": "exists", "max": "math.greatest", "min": "math.least",
    "abs": "math.abs", "round": "math.round", "ceil": "math.ceil", "floor": "math.floor", "coalesce": "orValue",
    "default": "orValue", "ifnull": "orValue", "exists_exactly": "exists_one", "let": "cel.bind", "strip": "trim",
  ]

  static func unknownFunction(
    _ span: Span, _ name: String, isMember: Bool, names: [String], isVariable: Bool, argumentCount: Int
  ) -> Diagnostic {
    let macros = [
      "all", "exists", "exists_one", "filter", "map", "has", "given", "optMap", "optFlatMap", "transformList",
      "transformMap", "transformMapEntry", "cel.bind",
    ]
    var help: [String] = []
    var message = "there is no function `\(name)`"
    var fix: Diagnostic.Fix?
    if let usage = MacroShape.usage(name) ?? (name == "cel.bind" ? "cel.bind(name, value, expression)" : nil) {
      message = "`\(name)` cannot be called like this"
      help = ["write `\(usage)`"]
    } else if let meant = foreignFunctions[name.lowercased()] ?? foreignFunctions[simpleName(name).lowercased()],
      macros.contains(meant) || names.contains(meant)
    {
      message += "; did you mean `\(meant)`?"
      if meant.lowercased() == name.lowercased() { fix = .init(span, meant) }
      if let usage = MacroShape.usage(meant) { help = ["write `\(usage)`"] }
    } else if name == "now" || name == "today" {
      help = ["an evaluation knows no clock; `run.as_of` is the day that it is made for"]
    } else if name == "if" || name == "iif" || name == "ifelse" {
      help = ["a choice is written `condition ? value : other value`"]
    } else if name == "isEmpty" || name == "empty" {
      help = ["write `size(x) == 0`"]
    } else if isVariable {
      help = ["`\(name)` is a variable, not a function"]
    } else if let nearest = NameSuggestions.nearest(to: name, among: names + macros) {
      message += "; did you mean `\(nearest)`?"
      fix = .init(span, nearest)
    } else {
      let prefix = name.split(separator: ".").dropLast().joined(separator: ".")
      let family = names.filter { !prefix.isEmpty && $0.hasPrefix(prefix + ".") }
      if !family.isEmpty { help = ["there are \(list(family, limit: 12))"] }
    }
    return Diagnostic(.celUnknownFunction, .error, message, at: span, help: help, fix: fix)
  }

  /// A name without its namespace.
  private static func simpleName(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }

  static func unknownMethod(
    _ span: Span, _ name: String, of operand: String, type: ObjectType, methods: [String], isMember: Bool,
    usage: String?
  ) -> Diagnostic {
    var message = "`\(operand)` has no function `\(name)`"
    var help: [String] = []
    var fix: Diagnostic.Fix?
    if isMember {
      message = "`\(operand).\(name)` is an attribute, not a function"
      help = ["leave the parentheses away"]
    } else if usage != nil {
      help = ["`\(operand)` is one `\(type)`, not a list of them"]
    } else if let nearest = NameSuggestions.nearest(to: name, among: methods) {
      message += "; did you mean `\(nearest)`?"
      fix = .init(span, nearest)
    } else if !methods.isEmpty {
      help = ["it has \(list(methods.map { "\($0)(...)" }, limit: 12))"]
    }
    return Diagnostic(.celUnknownFunction, .error, message, at: span, help: help, fix: fix)
  }

  static func wrongForm(_ span: Span, _ name: String, isMember: Bool, _ operands: [String]) -> Diagnostic {
    if isMember {
      let whole = "\(name)(\(operands.joined(separator: ", ")))"
      return Diagnostic(
        .celUnknownFunction, .error, "`\(name)` is not called on a value", at: span, help: ["write `\(whole)`"],
        fix: .init(span, whole))
    }
    let receiver = operands.first ?? "x"
    let rest = operands.dropFirst().joined(separator: ", ")
    guard !operands.isEmpty else {
      return Diagnostic(
        .celUnknownFunction, .error, "`\(name)` is called on a value", at: span, help: ["write `x.\(name)(...)`"])
    }
    let whole = "\(receiver).\(name)(\(rest))"
    return Diagnostic(
      .celUnknownFunction, .error, "`\(name)` is called on a value", at: span, help: ["write `\(whole)`"],
      fix: receiver.utf8.allSatisfy { $0.continuesName || $0 == UInt8(ascii: ".") } ? .init(span, whole) : nil)
  }

  static func noWindow(_ span: Span, _ text: String, origin: Diagnostic.Label?) -> Diagnostic {
    Diagnostic(
      .celUnknownFunction, .error, "`during` narrows a relation over time, and `\(text)` is none", at: span,
      also: origin.map { [$0] } ?? [], help: ["it is called on the relation itself: `unit.meetings.during(from, to)`"])
  }

  // MARK: Arguments

  static func argumentCount(
    _ span: Span, _ name: String, counts: [String], found: Int, usage: String?
  ) -> Diagnostic {
    Diagnostic(
      .celArgumentCount, .error,
      "`\(name)` takes \(alternatives(counts)), found \(found == 0 ? "none" : String(found))", at: span,
      help: usage.map { ["write `\($0)`"] } ?? [])
  }

  static func count(_ number: Int, orMore: Bool) -> String {
    switch (number, orMore) {
    case (0, false): "no argument"
    case (1, false): "1 argument"
    case (_, false): "\(number) arguments"
    case (1, true): "1 argument or more"
    default: "\(number) arguments or more"
    }
  }

  static func argument(
    _ span: Span, _ position: Int, of name: String, expected: [ValueType], found: ValueType,
    origin: Diagnostic.Label?
  ) -> Diagnostic {
    let what = position < 0 ? "`\(name)` is called on" : "the \(ordinal(position))argument of `\(name)` must be"
    let types = alternatives(expected.map { "`\($0.words)`" })
    var help: [String] = []
    if case .optional = found, !expected.contains(where: { if case .optional = $0 { true } else { false } }) {
      help = ["an optional yields its value with `.orValue(...)` or `.value()`"]
    } else if expected == [.string], found.isNumeric || found == .bool {
      help = ["`string(...)` makes it a string"]
    } else if expected.contains(.date), found == .timestamp || found.isStringLike {
      help = ["`date(...)` makes it a day"]
    } else if expected.contains(.version), found.isStringLike {
      help = ["`version(...)` makes it a version"]
    }
    return Diagnostic(
      .celArgumentType, .error, "\(what) \(types), found `\(found.words)`", at: span,
      also: origin.map { [$0] } ?? [], help: help)
  }

  static func mapKey(_ span: Span, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .celMapKey, .warning, "\(article(type)) cannot be the key of a map", at: span,
      help: ["keys are `string`, `int`, `uint` or `bool`; the map has no value when it is built"])
  }

  static func result(
    _ span: Span, found: ValueType, expected: ValueType, origin: Diagnostic.Label?
  ) -> Diagnostic {
    let what = expected == .bool ? "be true or false" : "yield `\(expected.words)`"
    return Diagnostic(
      .celResultType, .error, "this expression must \(what), and it yields `\(found.words)`", at: span,
      also: origin.map { [$0] } ?? [], help: expected == .bool ? boolHelp(found, span.text) : [])
  }

  // MARK: Words

  /// What stands at the place where a name is declared.
  static func declared(_ name: String, _ type: ValueType) -> String {
    if case .vocabulary = type { return "`\(name)` and its values are declared here" }
    return "`\(name)` is declared as `\(type.words)` here"
  }

  /// `a`, `b` or `c`.
  static func alternatives(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The first of many names.
  static func list(_ names: [String], limit: Int) -> String {
    let shown = names.prefix(limit).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }

  private static func ordinal(_ position: Int) -> String {
    let words = ["first ", "second ", "third ", "fourth ", "fifth "]
    return position < words.count ? words[position] : "\(position + 1)th "
  }

  /// A type with its article.
  static func article(_ type: ValueType) -> String {
    let words = type.words
    let isVowel = words.first.map { "aeio".contains($0) } ?? false
    return type == .null ? "`null`" : "\(isVowel ? "an" : "a") `\(words)`"
  }
}
