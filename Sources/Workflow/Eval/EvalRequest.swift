/// What `kiem eval` is asked for, in usable form.
public struct EvalRequest: Sendable {
  public enum Format: String, Sendable, CaseIterable { case text, json }

  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  /// `NAME=TEXT`.
  struct Setting: Sendable {
    var name: String
    var text: String
  }

  let expression: String
  /// Texts of JSON, each member of which is a variable.
  let json: [String]
  /// Files of JSON or YAML, each member of which is a variable; `-` is the standard input.
  let inputs: [String]
  /// A configuration file, which is the variable `document`.
  let document: String?
  /// Values in JSON.
  let variables: [Setting]
  /// Types as a schema writes them.
  let types: [Setting]
  let showsTrace: Bool
  let showsCost: Bool
  let format: Format

  /// Reads what the command line says.
  public init(
    expression: String, json: [String] = [], inputs: [String] = [], document: String? = nil, variables: [String] = [],
    types: [String] = [], showsTrace: Bool = false, showsCost: Bool = false, format: String = "text"
  ) throws(Problem) {
    self.expression = expression
    self.json = json
    self.inputs = inputs
    self.document = document
    self.variables = try variables.map { text throws(Problem) in try Self.setting(text, "--var", "JSON") }
    self.types = try types.map { text throws(Problem) in try Self.setting(text, "--type", "TYPE") }
    self.showsTrace = showsTrace
    self.showsCost = showsCost
    guard let format = Format(rawValue: format) else {
      let all = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(message: "--format \(format) is no format of `eval`; it is one of \(all)")
    }
    self.format = format
    if inputs.count(where: { $0 == "-" }) > 1 { throw Problem(message: "--input - is there twice; it is read once") }
  }

  private static func setting(_ text: String, _ option: String, _ what: String) throws(Problem) -> Setting {
    guard let equals = text.firstIndex(of: "=") else {
      throw Problem(message: "\(option) \(text) has no `=`; write NAME=\(what)")
    }
    let name = String(text[..<equals])
    guard EvalVariables.isName(name) else {
      throw Problem(message: "\(option) \(text): `\(name)` is no name that an expression can use for a variable")
    }
    return Setting(name: name, text: String(text[text.index(after: equals)...]))
  }
}
