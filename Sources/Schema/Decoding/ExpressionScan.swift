/// What can be told of an expression's text without parsing it: whether a string or bracket is left open, and where a
/// comment begins. It only has to know CEL's string literals.
struct ExpressionScan {
  /// Byte offset of the first `//` outside a string.
  private(set) var comment: Int?
  /// Whether the text ends inside a string, inside a bracket or behind an operator.
  private(set) var isUnfinished = false

  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    run()
  }

  private mutating func run() {
    var depth = 0
    var last: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard skipString(byte) else {
          isUnfinished = true
          return
        }
        last = byte
        continue
      case UInt8(ascii: "/") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/"):
        if comment == nil { comment = index }
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      if byte > UInt8(ascii: " ") { last = byte }
      index += 1
    }
    isUnfinished = depth > 0 || "&|=<>+-*/%!?:,.".utf8.contains(last)
  }

  /// Skips a string from its quote on; false if it does not end.
  private mutating func skipString(_ quote: UInt8) -> Bool {
    let isRaw = index > 0 && bytes[index - 1] | 0x20 == UInt8(ascii: "r")
    let isTriple = index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
    index += isTriple ? 3 : 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), !isRaw {
        index += 2
      } else if byte == quote {
        if !isTriple {
          index += 1
          return true
        }
        if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
          index += 3
          return true
        }
        index += 1
      } else if byte == UInt8(ascii: "\n"), !isTriple {
        return false
      } else {
        index += 1
      }
    }
    return false
  }
}
