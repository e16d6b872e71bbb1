import CEL
import Diagnostics
import Values

/// Puts a case through parse, check and evaluate, and tells at which stage it ended and whether that was expected.
struct ConformanceRunner {
  enum Outcome {
    case passed
    case skipped
    /// A compile error is no evaluation error: these two are failures of their own.
    case rejectedByParser(String)
    case rejectedByChecker(String)
    case wrong(String)
  }

  func run(_ item: ConformanceCorpus.Case) -> Outcome {
    if !(item.needs ?? []).isEmpty { return .skipped }
    var options = ParserOptions()
    options.macros = !(item.disable_macros ?? false)
    options.blocks = true
    let (parsed, problems) = Parser.parse(ExpressionSource(item.expr), options: options)
    guard let parsed else {
      return item.compile_error_ok ?? false ? .passed : .rejectedByParser(words(problems))
    }
    return item.disable_check ?? false ? evaluate(item, parsed) : check(item, parsed)
  }

  private func check(_ item: ConformanceCorpus.Case, _ parsed: ParsedExpression) -> Outcome {
    let environment = environment(item)
    let (checked, problems) = Checker.check(parsed, in: environment)
    guard let checked else {
      return item.compile_error_ok ?? false ? .passed : .rejectedByChecker(words(problems))
    }
    if let deduced = item.expect.typed_result?.deduced_type {
      let expected = CheckerCorpusTests.type(deduced)
      guard checked.type == expected else { return .wrong("expected the type \(expected), got \(checked.type)") }
    }
    if item.check_only ?? false { return .passed }
    let outcome = judge(item, Interpreter(functions: environment.functions).prepare(checked))
    // What the checker resolves ahead of time must come to the same as what is resolved during evaluation.
    if case .passed = outcome { return evaluate(item, parsed) }
    return outcome
  }

  private func environment(_ item: ConformanceCorpus.Case) -> Environment {
    var variables: [String: Environment.Variable] = [:]
    var functions: [FunctionDeclaration] = []
    for declaration in item.type_env ?? [] {
      if let type = declaration.type { variables[declaration.name] = .init(CheckerCorpusTests.type(type)) }
      guard let signatures = declaration.overloads else { continue }
      let overloads = signatures.map { signature in
        Overload(
          signature.id, member: signature.member, signature.params.map { CheckerCorpusTests.type($0) },
          CheckerCorpusTests.type(signature.result)
        ) { _, _ in .failure(Failure("declared only")) }
      }
      functions.append(FunctionDeclaration(declaration.name, "Declared by the case.", overloads))
    }
    return Environment(
      variables: variables, functions: FunctionLibrary(functions + FunctionCatalog.all),
      container: item.container ?? "")
  }

  private func evaluate(_ item: ConformanceCorpus.Case, _ parsed: ParsedExpression) -> Outcome {
    if item.check_only ?? false { return .passed }
    let program = Interpreter().prepare(parsed, container: item.container ?? "")
    return judge(item, program)
  }

  private func judge(_ item: ConformanceCorpus.Case, _ program: Program) -> Outcome {
    let result = program.evaluate(activation(item))
    if item.expect.eval_error != nil {
      if case .failure = result { return .passed }
      return .wrong("expected an evaluation error, got \(result)")
    }
    if let attributes = item.expect.unknown {
      guard case .unknown(let unknown) = result else { return .wrong("expected unknown, got \(result)") }
      return unknown.attributes == attributes.sorted() ? .passed : .wrong("unknown \(unknown.attributes)")
    }
    let expected = item.expect.value?.value ?? item.expect.typed_result?.value?.value
    guard let expected else { return .passed }
    return ConformanceComparison.same(result, expected) ? .passed : .wrong("expected \(expected), got \(result)")
  }

  /// Unknown attributes are variables that are unknown, or keys of a map whose values are (`m.x`).
  private func activation(_ item: ConformanceCorpus.Case) -> DictionaryActivation {
    var values = (item.bindings ?? [:]).mapValues(\.value)
    for attribute in item.unknown_attributes ?? [] {
      let unknown = Value.unknown(Unknown(.attributeAbsent, attribute))
      let parts = attribute.split(separator: ".").map(String.init)
      if parts.count == 2, case .map(let map)? = values[parts[0]] {
        let entry = MapValue.Entry(key: .string(parts[1]), value: unknown)
        values[parts[0]] = MapValue(map.entries + [entry]).map(Value.map)
      } else {
        values[attribute] = unknown
      }
    }
    return DictionaryActivation(values)
  }

  private func words(_ diagnostics: [Diagnostic]) -> String { diagnostics.map(\.message).joined(separator: "; ") }
}
