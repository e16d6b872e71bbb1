import CEL
import Diagnostics
import Values

/// What the fuzzer's expressions may name.
private let environment = Environment(
  variables: [
    "d": .init(.dyn), "i": .init(.int), "u": .init(.uint), "f": .init(.double), "b": .init(.bool),
    "s": .init(.string), "t": .init(.text), "l": .init(.list(.int)), "m": .init(.map(.string, .dyn)),
    "n": .init(.int),
  ])

private let activation = DictionaryActivation([
  "d": .list(ListValue([.int(1), .string("a"), .null])), "i": .int(7), "u": .uint(7), "f": .double(0.5),
  "b": .bool(true), "s": .string("Cẩm Phả"), "t": .text(Text("Ninh  Bình")),
  "l": .list(ListValue([.int(3), .int(1)], openness: Unknown(.sourcePartial, "l"))),
  "m": MapValue([.init(key: .string("k"), value: .double(1))]).map(Value.map) ?? .null,
  "n": .unknown(Unknown(.valueMissing, "n")),
])

private let interpreter = Interpreter(limits: EvaluationLimits(depth: 400, iterations: 20_000))

/// libFuzzer's own driver. The package manager names the entry point itself, so that libFuzzer's `main` is not used.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum FuzzExpressions {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { fuzz($0, $1) }
  }
}

/// One input, any bytes.
private func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  let (parsed, syntax) = Parser.parse(ExpressionSource(text))
  hold((parsed == nil) == syntax.contains { $0.severity == .error }, "refused in silence, or passed with an error")
  for diagnostic in syntax { holdPlace(diagnostic) }
  guard let parsed else { return 0 }

  let written = Unparser.text(of: parsed.root)
  let again = Parser.parse(ExpressionSource(written)).0
  hold(written.utf8.count > 100_000 || again?.root.isSame(as: parsed.root) == true, "became another tree: \(written)")

  let (checked, types) = Checker.check(parsed, in: environment)
  hold((checked == nil) == types.contains { $0.severity == .error }, "refused in silence, or passed with an error")
  for diagnostic in types { holdPlace(diagnostic) }
  _ = interpreter.prepare(parsed).evaluate(activation)
  guard let checked else { return 0 }
  parsed.root.forEach { hold(checked.types[$0.id] != nil, "a node without a type") }
  _ = CostEstimate(of: checked)
  let value = interpreter.prepare(checked).evaluate(activation)
  hold(agrees(value, checked.type), "\(value) is not of the type \(checked.type)")
  return 0
}

private func hold(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}

/// A place lies within the text, and a fix too.
private func holdPlace(_ diagnostic: Diagnostic) {
  let spans = [diagnostic.primary?.span, diagnostic.fix?.span].compactMap { $0 } + diagnostic.secondary.map(\.span)
  for span in spans {
    hold(
      span.range.lowerBound >= 0 && span.range.upperBound <= span.source.bytes.count, "a place outside: \(span.range)")
  }
  hold(!diagnostic.message.isEmpty, "no words")
}

/// Whether a value is of a type, as far as the type says anything.
private func agrees(_ value: Value, _ type: ValueType) -> Bool {
  switch (value, type) {
  case (.unknown, _), (.failure, _), (_, .dyn): true
  case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.bytes, .bytes): true
  case (.string, .string), (.text, .string), (.string, .text), (.text, .text): true
  case (.timestamp, .timestamp), (.duration, .duration), (.date, .date), (.version, .version), (.ip, .ip): true
  case (.cidr, .cidr), (.type, .type), (.optional(nil), .optional): true
  case (.optional(let inner?), .optional(let type)): agrees(inner, type)
  case (.list(let list), .list(let type)): list.elements.allSatisfy { agrees($0, type) }
  case (.map(let map), .map(let key, let type)):
    map.entries.allSatisfy { agrees($0.key, key) && agrees($0.value, type) }
  case (.null, .timestamp), (.null, .duration), (.null, .date), (.null, .version), (.null, .ip), (.null, .cidr): true
  case (.null, .optional): true
  default: false
  }
}
