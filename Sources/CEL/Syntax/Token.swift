/// A piece of an expression's text: what it is, and where.
struct Token: Equatable {
  enum Kind: UInt8 {
    case identifier
    /// A name in back-ticks, after a dot or in a message.
    case quotedIdentifier
    case reserved
    case int, uint, double, string, bytes
    case `true`, `false`, null, `in`
    case dot, comma, colon, question, exclamation
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case plus, minus, star, slash, percent
    case less, lessEqual, greater, greaterEqual, equal, notEqual, and, or
    /// A sign of another language that stands for a CEL operator: `=`, `&`, `<>`, `≤`.
    case foreignOperator
    /// Text that was reported and stands for nothing.
    case invalid
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

extension Token.Kind {
  /// The tokens with which an operand can begin.
  var startsOperand: Bool {
    switch self {
    case .identifier, .reserved, .int, .uint, .double, .string, .bytes, .true, .false, .null, .dot, .exclamation,
      .leftParenthesis, .leftBracket, .leftBrace, .minus, .invalid:
      true
    default: false
    }
  }

  var isCloser: Bool { self == .rightParenthesis || self == .rightBracket || self == .rightBrace }

  var isOpener: Bool { self == .leftParenthesis || self == .leftBracket || self == .leftBrace }

  /// The bracket that closes this one.
  var closer: Token.Kind {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    default: .rightBrace
    }
  }

  /// The bracket as written, for messages.
  var bracketText: String {
    switch self {
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .leftBracket: "["
    case .rightBracket: "]"
    case .leftBrace: "{"
    case .rightBrace: "}"
    default: ""
    }
  }
}
