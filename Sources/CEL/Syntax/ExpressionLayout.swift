/// The canonical layout of an expression's text, its comments kept.
///
/// An expression that fits stands on one line as `Unparser` writes it. One that does not, or that has comments, is
/// broken at `&&`, `||` and `? :`, the outermost first, then inside of macros:
///
///     a.networked
///       && (a.vendor == 'axis'
///         || a.vendor == 'dahua')  // whichever
///       && a.seen
public struct ExpressionLayout {
  private struct Comment {
    var offset: Int
    var text: String
    /// Whether nothing stands before it on its line.
    var isAlone: Bool
  }

  /// One line of the result, and the stretch of the source that it came from.
  private struct Line {
    var indent: Int
    var text: String
    var range: Range<Int>
    var comments: [String] = []
  }

  /// What a comment stands inside of and nothing can be broken at.
  private struct Unplaceable: Error {}

  private let width: Int
  private let comments: [Comment]

  /// The text laid out, without a line break at its end; nil where it does not parse, or where a comment stands inside
  /// of what cannot be broken: then it is best left as it is.
  ///
  /// - Parameters:
  ///   - width: how many columns a line may have; what cannot be broken may have more.
  ///   - mayBreak: whether there may be more than one line. Without, an expression with comments is left as it is.
  /// - Complexity: O(text · height)
  public static func text(of source: String, width: Int = 100, mayBreak: Bool = true) -> String? {
    let (parsed, _) = Parser.parse(ExpressionSource(source))
    guard let root = parsed?.root else { return nil }
    var lexer = Lexer(ExpressionSource(source))
    lexer.run()
    let comments = comments(in: lexer)
    let single = written(root)
    if comments.isEmpty, !mayBreak || columns(single) <= width { return single }
    guard mayBreak else { return nil }
    let layout = ExpressionLayout(width: width, comments: comments)
    guard let laidOut = layout.laidOut(root) else { return nil }
    // INVARIANT: the layout changes neither the tree nor the comments.
    let (again, _) = Parser.parse(ExpressionSource(laidOut))
    var check = Lexer(ExpressionSource(laidOut))
    check.run()
    let kept = Self.comments(in: check).map(\.text)
    guard again?.root.isSame(as: root) ?? false, kept == comments.map(\.text) else { return nil }
    return laidOut
  }

  /// On one line. `&&` inside `||` has parentheses: they cost little, and nobody has to know which binds tighter.
  private static func written(_ node: Expression) -> String { Unparser.text(of: node, clarifies: true) }

  private static func columns(_ text: String) -> Int { text.unicodeScalars.count }

  private static func comments(in lexer: Lexer) -> [Comment] {
    var found: [Comment] = []
    var index = 0
    let bytes = lexer.bytes
    for token in lexer.tokens {
      while index < token.range.lowerBound {
        guard bytes[index] == UInt8(ascii: "/") else {
          index += 1
          continue
        }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") { index += 1 }
        var end = index
        while end > start, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "\t") { end -= 1 }
        let before = bytes[..<start].reversed().prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let isAlone = before.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        found.append(Comment(offset: start, text: lexer.text(start..<end), isAlone: isAlone))
      }
      index = max(index, token.range.upperBound)
    }
    return found
  }

  private func laidOut(_ root: Expression) -> String? {
    guard var lines = try? broken(root, indent: 0) else { return nil }
    var own: [(before: Int, text: String)] = []
    for comment in comments {
      if lines.contains(where: { $0.range.lowerBound < comment.offset && comment.offset < $0.range.upperBound }) {
        return nil
      }
      let next = lines.firstIndex { $0.range.lowerBound > comment.offset } ?? lines.count
      if comment.isAlone || next == 0 {
        own.append((next, comment.text))
      } else {
        lines[next - 1].comments.append(comment.text)
      }
    }
    // Of two comments behind one operand the second would run into the first.
    guard lines.allSatisfy({ $0.comments.count < 2 }) else { return nil }
    var result: [String] = []
    for (position, line) in lines.enumerated() {
      let indent = String(repeating: " ", count: line.indent)
      result += own.filter { $0.before == position }.map { indent + $0.text }
      result.append(indent + line.text + line.comments.map { "  " + $0 }.joined())
    }
    result += own.filter { $0.before == lines.count }.map(\.text)
    return result.joined(separator: "\n")
  }

  // MARK: Breaking

  private func hasComment(inside range: Range<Int>) -> Bool {
    comments.contains { range.lowerBound < $0.offset && $0.offset < range.upperBound }
  }

  /// The lines of an expression that is to be broken, if it can be.
  private func broken(_ node: Expression, indent: Int) throws(Unplaceable) -> [Line] {
    switch node.kind {
    case .call("_&&_", nil, _), .call("_||_", nil, _):
      let isAnd = if case .call("_&&_", _, _) = node.kind { true } else { false }
      var lines: [Line] = []
      for (position, operand) in Unparser.operands(of: node).enumerated() {
        let needsParentheses = Unparser.needsParentheses(operand)
        let sign = position == 0 ? "" : isAnd ? "&& " : "|| "
        lines += try placed(
          operand, sign: sign, isWrapped: needsParentheses, indent: position == 0 ? indent : indent + 2)
      }
      return lines
    case .call("_?_:_", nil, let parts) where parts.count == 3:
      let wrapped = parts.map { if case .call("_?_:_", nil, _) = $0.kind { true } else { false } }
      return try placed(parts[0], sign: "", isWrapped: wrapped[0], indent: indent)
        + placed(parts[1], sign: "? ", isWrapped: wrapped[1], indent: indent + 2)
        + placed(parts[2], sign: ": ", isWrapped: false, indent: indent + 2)
    case .call("!_", nil, let operands) where Self.canBreak(node):
      var lines = try broken(operands[0], indent: indent)
      lines[0].text = "!" + lines[0].text
      return lines
    case .comprehension(let macro) where Self.canBreak(node):
      guard let body = macro.condition else { throw Unplaceable() }
      return try quantified(node, body: body, indent: indent)
    default:
      guard !hasComment(inside: node.range) else { throw Unplaceable() }
      return [Line(indent: indent, text: Self.written(node), range: node.range)]
    }
  }

  /// An operand behind its sign: on one line if it fits and no comment stands in it.
  private func placed(
    _ node: Expression, sign: String, isWrapped: Bool, indent: Int
  ) throws(Unplaceable) -> [Line] {
    let single = isWrapped ? "(" + Self.written(node) + ")" : Self.written(node)
    let fits = indent + Self.columns(sign + single) <= width
    if !hasComment(inside: node.range), fits || !Self.canBreak(node) {
      return [Line(indent: indent, text: sign + single, range: node.range)]
    }
    var lines = try broken(node, indent: indent)
    guard !lines.isEmpty else { throw Unplaceable() }
    lines[0].text = sign + (isWrapped ? "(" : "") + lines[0].text
    if isWrapped { lines[lines.count - 1].text += ")" }
    return lines
  }

  /// A macro whose body is broken: its head, then the body further in.
  private func quantified(_ node: Expression, body: Expression, indent: Int) throws(Unplaceable) -> [Line] {
    let (whole, inner) = (Self.written(node), Self.written(body))
    guard whole.hasSuffix(inner + ")") else { throw Unplaceable() }
    let head = whole.dropLast(inner.count + 1)
    let range = node.range.lowerBound..<max(node.range.lowerBound, body.range.lowerBound)
    guard !hasComment(inside: range) else { throw Unplaceable() }
    let text = head.hasSuffix(" ") ? String(head.dropLast()) : String(head)
    var lines = [Line(indent: indent, text: text, range: range)]
    lines += try placed(body, sign: "", isWrapped: false, indent: indent + 2)
    lines[lines.count - 1].text += ")"
    return lines
  }

  private static func canBreak(_ node: Expression) -> Bool {
    switch node.kind {
    case .call("_&&_", nil, _), .call("_||_", nil, _), .call("_?_:_", nil, _): return true
    case .call("!_", nil, let operands):
      guard let operand = operands.first, case .comprehension = operand.kind else { return false }
      return canBreak(operand)
    case .comprehension(let macro):
      return macro.transform == nil && macro.condition.map(canBreak) ?? false
    default: return false
    }
  }
}

extension Unparser {
  /// The operands of a run of `&&` or `||` as they are written: all of the run if the parser would balance it to this
  /// very tree, else the two sides.
  static func operands(of expression: Expression) -> [Expression] {
    guard case .call(let name, nil, let sides) = expression.kind else { return [expression] }
    var operands: [Expression] = []
    flatten(expression, name, into: &operands)
    return isBalanced(expression, name, operands.count) ? operands : sides
  }

  /// Whether an operand of `&&` or `||` stands in parentheses, where `&&` inside `||` does.
  static func needsParentheses(_ operand: Expression) -> Bool { level(operand) < Level.relation }
}
