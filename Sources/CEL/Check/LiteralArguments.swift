import Diagnostics
import Values

/// Holds the literal arguments of functions that read a text against what they can read: a pattern, a time, a version.
///
/// The specification makes a pattern that cannot be compiled an error of evaluation, so this is no part of type
/// checking; but whoever writes a rule wants to know before the rule meets data.
public enum LiteralArguments {
  /// What is wrong with the literals of an expression.
  /// - Complexity: O(nodes), and what it costs to compile the patterns
  public static func diagnostics(for checked: CheckedExpression) -> [Diagnostic] {
    var found: [Diagnostic] = []
    visit(checked.root, checked, &found)
    return found
  }

  /// What is wrong with the patterns of an expression that is no good otherwise, so that all is told at once.
  /// - Complexity: O(nodes), and what it costs to compile the patterns
  public static func patternDiagnostics(for parsed: ParsedExpression) -> [Diagnostic] {
    let unchecked = CheckedExpression(parsed: parsed, types: [:], references: [:])
    return diagnostics(for: unchecked).filter { $0.code == .celPattern }
  }

  /// Functions whose second argument, the receiver counted, is a pattern.
  private static let patternFunctions: Set<String> = ["matches", "regex.extract", "regex.extractAll", "regex.replace"]

  /// Functions that read their first argument and cannot read every text.
  private static let readingFunctions: Set<String> = ["timestamp", "duration", "date", "version", "ip", "cidr"]

  private static func visit(_ expression: Expression, _ checked: CheckedExpression, _ found: inout [Diagnostic]) {
    if case .call(let name, let target, let arguments) = expression.kind {
      check(expression, name: fullName(expression, name, checked), target, arguments, checked, &found)
    }
    for child in expression.children { visit(child, checked, &found) }
  }

  private static func fullName(_ call: Expression, _ name: String, _ checked: CheckedExpression) -> String {
    if case .function(let full, _)? = checked.references[call.id] { full } else { name }
  }

  private static func check(
    _ call: Expression, name: String, _ target: Expression?, _ arguments: [Expression], _ checked: CheckedExpression,
    _ found: inout [Diagnostic]
  ) {
    if patternFunctions.contains(name) {
      // A namespace (`regex`) is no receiver.
      let operands = name == "matches" ? [target].compactMap { $0 } + arguments : arguments
      guard operands.count > 1, case .literal(.string(let pattern)) = operands[1].kind else { return }
      do throws(PatternError) {
        _ = try Pattern(pattern)
      } catch {
        found.append(.unusablePattern(error, pattern, at: operands[1], in: checked.parsed.source))
      }
    } else if readingFunctions.contains(name), target == nil, !arguments.isEmpty,
      arguments.allSatisfy({ if case .literal(.string) = $0.kind { true } else { false } })
    {
      let cut = CheckedExpression(
        parsed: ParsedExpression(source: checked.parsed.source, root: call), types: checked.types,
        references: checked.references)
      switch Interpreter().evaluate(cut, DictionaryActivation()) {
      case .failure(let failure): found.append(.unreadableLiteral(name, failure.message, at: call, checked))
      case .unknown: found.append(.unreadableLiteral(name, nil, at: call, checked))
      default: break
      }
    }
  }
}

extension Diagnostic {
  /// Points into the pattern where its text stands in the source as it is, else at the whole literal.
  fileprivate static func unusablePattern(
    _ error: PatternError, _ pattern: String, at literal: Expression, in source: ExpressionSource
  ) -> Diagnostic {
    var range = literal.range
    let written = Array(source.text.utf8)[literal.range]
    let content = Array(pattern.utf8)
    if content.count <= written.count, !content.isEmpty {
      let first = written.startIndex..<(written.endIndex - content.count + 1)
      if let start = first.first(where: { written[$0..<($0 + content.count)].elementsEqual(content) }) {
        range = (start + error.range.lowerBound)..<(start + error.range.upperBound)
      }
    }
    return Diagnostic(
      .celPattern, .error, "this pattern cannot be used: \(error.message)", at: source.span(range),
      help: [error.help].compactMap { $0 })
  }

  fileprivate static func unreadableLiteral(
    _ function: String, _ reason: String?, at call: Expression, _ checked: CheckedExpression
  ) -> Diagnostic {
    Diagnostic(
      .celUnreadableLiteral, .error, "`\(function)` cannot read this" + (reason.map { ": \($0)" } ?? ""),
      at: checked.parsed.source.span(call.range), help: LiteralForms.help(for: function).map { [$0] } ?? [])
  }
}

/// What the functions that read texts accept, by example.
private enum LiteralForms {
  static func help(for function: String) -> String? {
    switch function {
    case "timestamp": "a timestamp is written as in RFC 3339: `2026-01-15T08:00:00+07:00`"
    case "duration": "a duration is written as `1h30m` or `90s`"
    case "date": "a date is written as `2026-01-15`"
    case "version":
      "the schemes are " + Version.Scheme.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        + "; without one a version is numbers with dots"
    default: nil
    }
  }
}
