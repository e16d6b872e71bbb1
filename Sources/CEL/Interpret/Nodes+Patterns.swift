import Values

/// `text.matches('...')` with a literal pattern, compiled when the program was made.
final class MatchNode: Node {
  let expression: Expression
  let operand: any Node
  let pattern: Pattern

  init(_ expression: Expression, operand: any Node, pattern: Pattern) {
    self.expression = expression
    self.operand = operand
    self.pattern = pattern
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    switch value {
    case .string(let text): return .bool(pattern.matches(text))
    case .text(let text): return .bool(pattern.matches(text.display))
    case .unknown, .failure: return value
    default: return .noSuchOverload("matches", [value, .string(pattern.source)])
    }
  }
}

/// `mentions(text, '...')` with a literal phrase, whose words were taken when the program was made.
final class MentionNode: Node {
  let expression: Expression
  let operand: any Node
  let phrase: Text
  let words: Text.Words

  init(_ expression: Expression, operand: any Node, phrase: Text) {
    self.expression = expression
    self.operand = operand
    self.phrase = phrase
    self.words = phrase.words
  }

  func compute(_ frame: inout Frame) -> Value {
    let value = operand.evaluate(&frame)
    switch value {
    case .text(let text): return .bool(text.mentions(words))
    case .string(let text): return .bool(Text(text).mentions(words))
    case .unknown, .failure: return value
    default: return .noSuchOverload("mentions", [value, .text(phrase)])
    }
  }
}

/// A call that gives its argument back: `version` of what the checker knows to be a version, `dyn`.
final class PassNode: Node {
  let expression: Expression
  let operand: any Node

  init(_ expression: Expression, operand: any Node) {
    self.expression = expression
    self.operand = operand
  }

  func compute(_ frame: inout Frame) -> Value { operand.evaluate(&frame) }
}
