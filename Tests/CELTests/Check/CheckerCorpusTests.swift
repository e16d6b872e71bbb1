import CEL
import Diagnostics
import Testing
import Values

@Suite struct CheckerCorpusTests {
  @Test(.enabled(if: CorpusExpressions.folder != nil, "the conformance corpus is not here"))
  func `every expression of the corpus checks, with the type that the corpus deduces`() throws {
    var options = ParserOptions()
    options.blocks = true
    var deduced = 0
    for test in CorpusExpressions.cases where test.disable_check != true && test.compile_error_ok != true {
      guard let parsed = Parser.parse(ExpressionSource(test.expr), options: options).0 else {
        Issue.record("\(test.id) does not parse")
        continue
      }
      let (checked, diagnostics) = Checker.check(parsed, in: Self.environment(of: test))
      #expect(checked != nil, "\(test.id): \(test.expr): \(diagnostics.map(\.message))")
      guard let checked else { continue }
      parsed.root.forEach { node in
        #expect(checked.types[node.id] != nil, "\(test.id): node \(node.id) has no type")
      }
      if let expected = test.expect.typed_result?.deduced_type {
        deduced += 1
        #expect(checked.type == Self.type(expected), "\(test.id): \(test.expr)")
      }
    }
    #expect(deduced > 5)
  }

  static func environment(of test: CorpusExpressions.Case) -> Environment {
    var variables: [String: Environment.Variable] = [:]
    var functions: [FunctionDeclaration] = []
    for declaration in test.type_env ?? [] {
      if let type = declaration.type { variables[declaration.name] = .init(self.type(type)) }
      if let overloads = declaration.overloads {
        functions.append(
          FunctionDeclaration(
            declaration.name, "Declared by the case.",
            overloads.map { overload in
              Overload(overload.id, member: overload.member, overload.params.map { type($0) }, type(overload.result)) {
                _, _ in .failure(Failure("declared only"))
              }
            }))
      }
    }
    return Environment(
      variables: variables, functions: FunctionLibrary(functions + FunctionCatalog.all),
      container: test.container ?? "")
  }

  static func type(_ type: CorpusType) -> ValueType {
    switch type {
    case .name("null_type"): .null
    case .name("bool"): .bool
    case .name("int"): .int
    case .name("uint"): .uint
    case .name("double"): .double
    case .name("string"): .string
    case .name("bytes"): .bytes
    case .name("timestamp"): .timestamp
    case .name("duration"): .duration
    case .name("type"): .type(.dyn)
    case .name: .dyn
    case .list(let element): .list(self.type(element))
    case .map(let key, let value): .map(self.type(key), self.type(value))
    case .optional(let inner): .optional(self.type(inner))
    case .type(let inner): .type(self.type(inner))
    case .wrapper(let inner): self.type(inner)
    case .message: .dyn
    case .parameter(let name): .parameter(name)
    case .opaque(let name, let parameters): .abstract(name, parameters.map { self.type($0) })
    }
  }
}
