import Values

/// The reference of all functions, made from their declarations.
public enum FunctionReference {
  /// A Markdown page: every function with its signatures and its documentation, in the order of the catalog.
  public static func markdown(_ declarations: [FunctionDeclaration] = FunctionCatalog.all) -> String {
    var lines = ["# Functions and operators", ""]
    lines.append("Made from the declarations in `Sources/CEL/Library`. Macros are described with the language.")
    for declaration in declarations {
      lines += ["", "## `\(title(declaration.name))`", "", declaration.documentation, ""]
      for overload in declaration.overloads {
        lines.append("- `\(signature(declaration.name, overload))`")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `string.split(string, int) -> list(string)`, `int + int -> int`.
  public static func signature(_ name: String, _ overload: Overload) -> String {
    let types = overload.parameters.map(\.description)
    let result = overload.result.description
    if let text = operation(name, types) { return "\(text) -> \(result)" }
    let more = overload.isVariadic ? ", ..." : ""
    guard overload.isMember, let receiver = types.first else {
      return "\(name)(\(types.joined(separator: ", "))\(more)) -> \(result)"
    }
    return "\(receiver).\(name)(\(types.dropFirst().joined(separator: ", "))\(more)) -> \(result)"
  }

  /// An operator between its operands: its CEL name has an underscore for each.
  private static func operation(_ name: String, _ operands: [String]) -> String? {
    if name == "@in", operands.count == 2 { return "\(operands[0]) in \(operands[1])" }
    if name == "_?_:_", operands.count == 3 { return "\(operands[0]) ? \(operands[1]) : \(operands[2])" }
    let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == operands.count + 1, name.first.map({ !$0.isLetter }) ?? false else { return nil }
    var text = parts[0]
    for (operand, part) in zip(operands, parts.dropFirst()) {
      let isWord = part.first.map { !"[]".contains($0) } ?? false
      text += operand + (isWord ? " \(part) " : part)
    }
    return text
  }

  private static func title(_ name: String) -> String {
    switch name {
    case "@in": "in"
    case "_?_:_": "? :"
    case "_[_]": "[ ]"
    case "_[?_]": "[? ]"
    default: name.first.map { $0.isLetter } ?? false ? name : name.filter { $0 != "_" }
    }
  }
}
