import Diagnostics

/// The parser's words: operators, operands and names. Those on literals and brackets stand in extensions.
enum SyntaxDiagnostics {
  static func emptyExpression(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celEmpty, .error, "this expression is empty", at: span, help: ["write `true` for a condition that always holds"])
  }

  static func tooLarge(_ span: Span, size: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .celTooLarge, .error, "this expression has \(size) bytes, more than the \(limit) that one may have", at: span,
      help: ["move long lists of values into a catalog or a parameter, and conditions that repeat into facts"])
  }

  static func tooDeep(_ span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .celTooDeep, .error, "this expression nests more than \(limit) levels deep", at: span,
      help: [
        "every pair of brackets is a level, and so is every operand in a chain of `+`, `.` or another operator than"
          + " `&&` and `||`", "give parts of it names, as facts or with `cel.bind`",
      ])
  }

  // MARK: Operators

  static func assignment(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celNotAnOperator, .error, "`=` is no operator: nothing can be assigned in an expression", at: span,
      help: ["two values are compared with `==`"], fix: .init(span, "=="))
  }

  static func foreignOperator(_ span: Span, _ word: String, meant: String) -> Diagnostic {
    Diagnostic(
      .celNotAnOperator, .error, "`\(word)` is no operator of CEL", at: span, help: ["write `\(meant)`"],
      fix: .init(span, meant))
  }

  static func noSuchOperator(_ span: Span, _ word: String) -> Diagnostic {
    let help =
      switch word {
      case "=~": "a pattern is matched with `text.matches('pattern')`"
      case "**": "there is no operator for powers; multiply"
      case "^", "~": "bits are combined with `math.bitXor`, `math.bitAnd`, `math.bitOr` and `math.bitNot`"
      default: "the operators are `+ - * / %`, `== != < <= > >= in`, `&& || !` and `a ? b : c`"
      }
    return Diagnostic(.celNotAnOperator, .error, "`\(word)` is no operator of CEL", at: span, help: [help])
  }

  static func wordOperator(_ span: Span, _ word: String) -> Diagnostic {
    let help =
      switch word.lowercased() {
      case "contains": "it is a function: `text.contains('part')`"
      case "startswith": "it is a function: `text.startsWith('part')`"
      case "endswith": "it is a function: `text.endsWith('part')`"
      case "matches", "like": "patterns are matched by a function: `text.matches('pattern')`"
      case "between": "write two comparisons: `low <= x && x <= high`"
      case "mod": "the remainder is `%`"
      case "div": "division is `/`"
      case "eq": "write `==`"
      case "ne": "write `!=`"
      case "lt": "write `<`"
      case "le": "write `<=`"
      case "gt": "write `>`"
      default: "write `>=`"
      }
    return Diagnostic(.celNotAnOperator, .error, "`\(word)` is no operator of CEL", at: span, help: [help])
  }

  static func notIn(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celNotAnOperator, .error, "`not in` is no operator of CEL", at: span, help: ["negate the whole: `!(x in list)`"])
  }

  /// The same with both operands known.
  static func notIn(_ whole: Span, proposed: String, at diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.help = ["write `\(proposed)`"]
    diagnostic.fix = .init(whole, proposed)
    return diagnostic
  }

  static func prefixNot(_ replaced: Span, _ span: Span, _ word: String) -> Diagnostic {
    Diagnostic(
      .celNotAnOperator, .error, "`\(word)` is no operator of CEL", at: span, help: ["write `!`"],
      fix: .init(replaced, "!"))
  }

  static func strayIn(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celMissingOperand, .error, "`in` stands between a value and a list, and here the value is missing", at: span,
      help: [
        "write `value in list`",
        "to look at every element of a list, write `list.all(x, condition on x)` or `list.exists(x, condition on x)`",
      ])
  }

  static func missingOperand(_ span: Span, after: String, found: String) -> Diagnostic {
    let place = after.isEmpty ? "at the beginning of the expression" : "after `\(after)`"
    return Diagnostic(.celMissingOperand, .error, "an operand is missing \(place), found \(found)", at: span)
  }

  static func conditionalWithoutElse(_ span: Span, question: Span) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "this conditional has no `:` with a value for the other case", at: span,
      also: [.init(question, "the condition ends here")], help: ["write `condition ? value : other value`"])
  }

  static func expectedOperator(_ span: Span, found: String, word: String, closer: Token.Kind?, after: Span?)
    -> Diagnostic
  {
    var help: [String] = []
    switch word {
    case "for":
      help = ["to make a list of another one, write `list.map(x, value of x)` or `list.filter(x, condition on x)`"]
    case ",": help = ["a list of values stands in square brackets: `[a, b]`"]
    case "then", "else", "if": help = ["a choice is written `condition ? value : other value`"]
    case ";": help = ["an expression is one value; conditions are joined with `&&`"]
    case ":": help = ["`:` belongs to `condition ? value : other value` or to an entry `{key: value}`"]
    default: break
    }
    let expected =
      closer.map { "an operator, `,` or `\($0.bracketText)`" } ?? "an operator or the end of the expression"
    return Diagnostic(
      .celSyntax, .error, "expected \(expected), found \(found)", at: span,
      also: after.map { [.init($0, "after this")] } ?? [], help: help)
  }

  // MARK: Names

  static func reservedWord(_ span: Span, _ word: String) -> Diagnostic {
    let help =
      switch word {
      case "if", "else": "a choice is written `condition ? value : other value`"
      case "for", "while", "loop": "to look at every element, write `list.all(x, condition on x)` or `list.exists(...)`"
      case "let", "var", "const": "to name a value, write `cel.bind(name, value, expression)`, or declare a fact"
      case "function", "return": "there are no functions of one's own; declare a fact"
      default: "it may be a field behind a dot, but not a variable or a function"
      }
    return Diagnostic(
      .celReservedWord, .error, "`\(word)` is a reserved word of CEL and cannot be a name here", at: span, help: [help])
  }

  static func foreignWord(_ span: Span, _ word: String) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "`\(word)` is no name: names have the letters a to z, digits and `_` only",
      at: span, help: ["text stands in quotes: `'\(word)'`"])
  }

  static func missingField(_ span: Span, found: String) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "expected a name, found \(found)", at: span,
      help: found.hasPrefix("a ") ? ["what is no name is looked up in brackets: `map['some key']`, `list[0]`"] : [])
  }

  static func quotedName(_ span: Span, _ name: String) -> Diagnostic {
    Diagnostic(
      .celInvalidCharacter, .error, "`\(name)` cannot stand in back-ticks", at: span,
      help: [
        "back-ticks quote field names of letters, digits, `_ . - /` and spaces; look other keys up with"
          + " `map['some key']`"
      ])
  }

  static func quotedNameOutOfPlace(_ span: Span, _ name: String) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "a name in back-ticks may only stand behind a dot", at: span,
      help: ["text stands in single or double quotes: `'\(name.dropFirst().dropLast())'`"])
  }

  static func optionalSelectOrder(_ span: Span) -> Diagnostic {
    Diagnostic(
      .celSyntax, .error, "the optional select is written `.?`, not `?.`", at: span, help: ["write `.?`"],
      fix: .init(span, ".?"))
  }

  static func optionalSyntaxOff(_ span: Span) -> Diagnostic {
    Diagnostic(.celSyntax, .error, "the syntax for optional values is switched off here", at: span)
  }

  // MARK: Macros

  static func presenceWithoutField(_ macro: String, _ argument: Expression, _ source: ExpressionSource) -> Diagnostic {
    let span = source.span(argument.range)
    var help = ["write `\(macro)(camera.attribute)`"]
    switch argument.kind {
    case .call("_[_]", _, let parts):
      if parts.count == 2, case .literal(.string) = parts[1].kind {
        help = ["whether a map has a key is asked with `in`: `'key' in map`"]
      }
    case .identifier(let name, _): help.append("`\(name)` is a variable, and a variable is always there")
    case .select: help = ["leave the `?` away: `\(macro)` asks whether the last field is there"]
    default: break
    }
    return Diagnostic(
      .celMacroArgument, .error, "`\(macro)` asks whether an attribute is there, and this names none", at: span,
      help: help)
  }

  static func macroVariable(_ macro: String, role: String, _ span: Span, _ text: String) -> Diagnostic {
    let usage = MacroShape.usage(macro) ?? "cel.bind(name, value, expression)"
    return Diagnostic(
      .celMacroArgument, .error, "the \(role) of `\(macro)` must be a simple name, found `\(text)`", at: span,
      help: ["write `\(usage)`"])
  }

  static func repeatedVariable(_ span: Span, _ name: String, macro: String) -> Diagnostic {
    Diagnostic(.celMacroArgument, .error, "both variables of `\(macro)` are named `\(name)`", at: span)
  }
}
