import CEL
import Diagnostics
import Values

/// Versions compared letter by letter.
struct VersionAsText: Lint {
  let name = "version-as-text"
  let code = DiagnosticCode.versionAsText
  let summary = "A version that is compared as a text."
  let reason = """
    As texts `5.10` comes before `5.9`, and `5.7` is not `5.7.0`. `version(text)` reads the numbers, \
    `version(text, scheme)` as their maker counts them; what cannot be read is unknown then, instead of wrong.
    """
  let examples = [
    LintExample(ConstantCondition.policy("camera.firmware >= '5.7.20'"), finds: ["camera.firmware >= '5.7.20'"]),
    LintExample(ConstantCondition.policy("camera.firmware == 'V5.7.20'"), finds: ["camera.firmware == 'V5.7.20'"]),
    LintExample(ConstantCondition.policy("version(camera.firmware) >= version('5.7.20')")),
    LintExample(ConstantCondition.policy("camera.vendor == 'axis'")),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var found: [LintFinding] = []
    for expression in context.expressions {
      expression.root.forEach { node in
        guard case .call(let name, nil, let sides) = node.kind, sides.count == 2,
          sides.allSatisfy({ [.text, .string].contains(expression.type($0) ?? .dyn) })
        else { return }
        let isOrder = ["_<_", "_<=_", "_>_", "_>=_"].contains(name)
        guard isOrder || name == "_==_" || name == "_!=_" else { return }
        let isNumbered = sides.contains { isVersion($0.literal) }
        let isNamed = sides.contains(where: isNamedForVersions)
        guard isNumbered || (isOrder && isNamed) else { return }
        found.append(
          LintFinding(
            self, "a version is compared as a text here", at: expression.span(node),
            help: ["read both sides as versions: `version(...)`"], within: expression.place))
      }
    }
    return found
  }

  private func isNamedForVersions(_ node: Expression) -> Bool {
    guard case .select(_, let field, _) = node.kind else { return false }
    return ["version", "firmware", "build"].contains { field.contains($0) }
  }

  /// Numbers between dots, perhaps behind a `v`.
  private func isVersion(_ value: Value?) -> Bool {
    let text: String
    switch value {
    case .string(let string)?: text = string
    case .text(let folded)?: text = folded.display
    default: return false
    }
    let digits = text.first == "v" || text.first == "V" ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }
  }
}
