import ArgumentParser
import Workflow

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Tries an expression.",
    discussion: """
      Each member of the JSON or YAML given is a variable; a list or a scalar is the variable `input`. A whole number is \
      an int, any other a double. With `--type` a value is read as an attribute of a schema would be: text, string, bool, \
      int, double, date, timestamp, version, list<text>, {type: enum, values: [a, b]}. A type without a value makes an \
      unknown.

        kiem eval 'ports.all(p, p < 1024)' --json '{"ports": [22, 8080]}' --trace
        kiem eval 'document.data.mqtt.tls == true' --document frigate.yml --trace
        kiem eval "fw < version('5.7')" --type fw=version --var fw='"5.5.82"'

      Exit status: 0 the expression has a value, whatever it is; 1 it ended in an error; 2 it is unknown; 64 wrong usage; \
      65 it does not compile, or an input cannot be read; 66 a path is not there.
      """)

  @Argument(help: "An expression in CEL. One that begins with a minus stands behind `--`.")
  var expression: String

  @Option(help: ArgumentHelp("Variables: the members of an object in JSON. May be repeated.", valueName: "object"))
  var json: [String] = []

  @Option(
    help: ArgumentHelp(
      "Variables: the members of a file in JSON or YAML; `-` is the standard input. May be repeated.",
      valueName: "file"), completion: .file())
  var input: [String] = []

  @Option(
    help: ArgumentHelp(
      "A configuration file as rules see it: the variable `document`, with document.data. Of several documents FILE#2 is the second.",
      valueName: "file"), completion: .file())
  var document: String?

  @Option(
    name: .customLong("var"), help: ArgumentHelp("One variable, in JSON. May be repeated.", valueName: "name=json"))
  var variable: [String] = []

  @Option(help: ArgumentHelp("The type of a variable, as a schema writes it. May be repeated.", valueName: "name=type"))
  var type: [String] = []

  @Flag(help: "Show the value of each sub-expression, and each turn of a macro.")
  var trace = false

  @Flag(help: "Show how many steps the expression may take, estimated without the data.")
  var cost = false

  @Option(name: [.customShort("f"), .long], help: ArgumentHelp("text or json.", valueName: "format"))
  var format = "text"

  /// The request, or a complaint about the command line.
  private func request() throws -> EvalRequest {
    do throws(EvalRequest.Problem) {
      return try EvalRequest(
        expression: expression, json: json, inputs: input, document: document, variables: variable, types: type,
        showsTrace: trace,
        showsCost: cost, format: format)
    } catch {
      throw ValidationError(error.message)
    }
  }

  func validate() throws { _ = try request() }

  func run() throws { try finish(Command.eval(try request(), console: .standard)) }
}
