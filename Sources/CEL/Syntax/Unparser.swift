import Values

/// Writes a tree as text that parses to the same tree, with no more parentheses than that takes.
///
///     Unparser.text(of: tree)     // a && (b || c) ? -x.y : [1, 2][0]
///
/// Macros come out as the author's macros. Strings stand in single quotes unless that would cost an escape; a string
/// with backslashes is a raw one where it can be.
/// - Complexity: O(text), and O(n · height) for chains of `&&` or `||` that are not balanced.
public struct Unparser {
  private var out = ""
  /// Whether `&&` inside `||` stands in parentheses, as people read it.
  private var clarifies = false

  private init() {}

  /// The canonical text of an expression.
  public static func text(of expression: Expression) -> String { text(of: expression, clarifies: false) }

  static func text(of expression: Expression, clarifies: Bool) -> String {
    var unparser = Unparser()
    unparser.clarifies = clarifies
    unparser.write(expression)
    return unparser.out
  }

  // MARK: Precedence

  enum Level {
    static let conditional = 0
    static let or = 1
    static let and = 2
    static let relation = 3
    static let sum = 4
    static let product = 5
    static let unary = 6
    static let member = 7
  }

  /// The sign and level of a binary operator.
  private static func binary(_ name: String) -> (sign: String, level: Int)? {
    switch name {
    case "_||_": ("||", Level.or)
    case "_&&_": ("&&", Level.and)
    case "_<_": ("<", Level.relation)
    case "_<=_": ("<=", Level.relation)
    case "_>_": (">", Level.relation)
    case "_>=_": (">=", Level.relation)
    case "_==_": ("==", Level.relation)
    case "_!=_": ("!=", Level.relation)
    case "@in": ("in", Level.relation)
    case "_+_": ("+", Level.sum)
    case "_-_": ("-", Level.sum)
    case "_*_": ("*", Level.product)
    case "_/_": ("/", Level.product)
    case "_%_": ("%", Level.product)
    default: nil
    }
  }

  static func level(_ expression: Expression) -> Int {
    guard case .call(let name, nil, let arguments) = expression.kind else { return Level.member }
    switch (name, arguments.count) {
    case ("_?_:_", 3): return Level.conditional
    case ("!_", 1), ("-_", 1): return Level.unary
    case (_, 2): return binary(name)?.level ?? Level.member
    default: return Level.member
    }
  }

  // MARK: Writing

  private mutating func write(_ expression: Expression, atLeast level: Int = 0) {
    guard Unparser.level(expression) < level else { return writeBare(expression) }
    out += "("
    writeBare(expression)
    out += ")"
  }

  private mutating func writeBare(_ expression: Expression) {
    switch expression.kind {
    case .literal(let value): out += LiteralText.text(of: value)
    case .identifier(let name, let isRooted):
      out += isRooted ? "." : ""
      out += BlockName.call(name) ?? name
    case .select(let operand, let field, let isOptional):
      write(operand, atLeast: Level.member)
      out += isOptional ? ".?" : "."
      out += Unparser.fieldText(field)
    case .presence(let presence, let operand, let field, let isOptional):
      out += presence.rawValue + "("
      write(operand, atLeast: Level.member)
      out += (isOptional ? ".?" : ".") + Unparser.fieldText(field) + ")"
    case .call(let name, let target, let arguments): writeCall(expression, name, target, arguments)
    case .list(let items, let optionals):
      separated(items.indices, "[", "]") { writer, index in
        writer.out += optionals.contains(index) ? "?" : ""
        writer.write(items[index])
      }
    case .map(let entries):
      separated(entries.indices, "{", "}") { writer, index in
        writer.out += entries[index].isOptional ? "?" : ""
        writer.write(entries[index].key)
        writer.out += ": "
        writer.write(entries[index].value)
      }
    case .message(let name, let fields):
      out += name
      separated(fields.indices, "{", "}") { writer, index in
        writer.out += (fields[index].isOptional ? "?" : "") + Unparser.fieldText(fields[index].name) + ": "
        writer.write(fields[index].value)
      }
    case .comprehension(let comprehension):
      write(comprehension.operand, atLeast: Level.member)
      out += "." + comprehension.spelling + "("
      out += comprehension.variables.map { BlockName.call($0) ?? $0 }.joined(separator: ", ")
      for part in [comprehension.condition, comprehension.transform].compactMap({ $0 }) {
        out += ", "
        write(part)
      }
      out += ")"
    case .bind(let variable, let value, let body):
      if BlockName.call(variable) != nil { return writeBlock(expression) }
      out += "cel.bind(\(variable), "
      write(value)
      out += ", "
      write(body)
      out += ")"
    case .optionalMap(let target, let variable, let body, let isFlat):
      write(target, atLeast: Level.member)
      out += isFlat ? ".optFlatMap(" : ".optMap("
      out += (BlockName.call(variable) ?? variable) + ", "
      write(body)
      out += ")"
    }
  }

  private mutating func writeCall(
    _ expression: Expression, _ name: String, _ target: Expression?, _ arguments: [Expression]
  ) {
    if let target {
      write(target, atLeast: Level.member)
      out += "." + name
      return separated(arguments.indices, "(", ")") { $0.write(arguments[$1]) }
    }
    switch (name, arguments.count) {
    case ("_?_:_", 3):
      write(arguments[0], atLeast: Level.or)
      out += " ? "
      write(arguments[1], atLeast: Level.or)
      out += " : "
      write(arguments[2])
    case ("!_", 1):
      out += "!"
      write(arguments[0], atLeast: Level.unary)
    case ("-_", 1): writeNegation(arguments[0])
    case ("_[_]", 2), ("_[?_]", 2):
      write(arguments[0], atLeast: Level.member)
      out += name == "_[_]" ? "[" : "[?"
      write(arguments[1])
      out += "]"
    case ("_&&_", 2), ("_||_", 2): writeLogical(expression, name)
    default:
      guard arguments.count == 2, let (sign, level) = Unparser.binary(name) else {
        out += name
        return separated(arguments.indices, "(", ")") { $0.write(arguments[$1]) }
      }
      write(arguments[0], atLeast: level)
      out += " " + sign + " "
      write(arguments[1], atLeast: level + 1)
    }
  }

  /// A minus before a digit would become part of the number.
  private mutating func writeNegation(_ operand: Expression) {
    out += "-"
    let start = out.endIndex
    write(operand, atLeast: Level.unary)
    let written = out[start...]
    guard let first = written.utf8.first, first.isDigit else { return }
    out.replaceSubrange(start..., with: "(\(written))")
  }

  /// A run of one logical operator is written without parentheses if the parser would balance it to this very tree.
  private mutating func writeLogical(_ expression: Expression, _ name: String) {
    var operands: [Expression] = []
    Unparser.flatten(expression, name, into: &operands)
    if !Unparser.isBalanced(expression, name, operands.count) {
      guard case .call(_, _, let sides) = expression.kind else { return }
      operands = sides
    }
    let (sign, level) = name == "_&&_" ? (" && ", Level.and) : (" || ", Level.or)
    for (position, operand) in operands.enumerated() {
      if position > 0 { out += sign }
      write(operand, atLeast: clarifies ? Level.relation : level + 1)
    }
  }

  static func flatten(_ expression: Expression, _ name: String, into operands: inout [Expression]) {
    guard case .call(name, nil, let sides) = expression.kind else { return operands.append(expression) }
    for side in sides { flatten(side, name, into: &operands) }
  }

  static func isBalanced(_ expression: Expression, _ name: String, _ count: Int) -> Bool {
    guard case .call(name, nil, let sides) = expression.kind, sides.count == 2 else { return count == 1 }
    guard count > 1 else { return false }
    let left = Expression.balancedSplit(count)
    return isBalanced(sides[0], name, left) && isBalanced(sides[1], name, count - left)
  }

  private mutating func writeBlock(_ expression: Expression) {
    var parts: [Expression] = []
    var body = expression
    while case .bind(BlockName.index(Int64(parts.count)), let value, let rest) = body.kind {
      parts.append(value)
      body = rest
    }
    out += "cel.block("
    separated(parts.indices, "[", "]") { $0.write(parts[$1]) }
    out += ", "
    write(body)
    out += ")"
  }

  private mutating func separated(
    _ indices: Range<Int>, _ opener: String, _ closer: String, _ write: (inout Unparser, Int) -> Void
  ) {
    out += opener
    for index in indices {
      if index > indices.lowerBound { out += ", " }
      write(&self, index)
    }
    out += closer
  }

  /// A field's name, in back-ticks unless it is a plain name.
  static func fieldText(_ field: String) -> String {
    let bytes = Array(field.utf8)
    let isName = bytes.first?.isNameStart == true && bytes.allSatisfy(\.continuesName)
    switch Lexer.keyword(bytes[...]) {
    case .identifier, .reserved: return isName ? field : "`\(field)`"
    default: return "`\(field)`"
    }
  }
}
