import CEL
import Diagnostics
import Formats
import Schema
import Values

/// The records of a declared adapter with their expressions ready to be asked.
struct DeclarativeRecords: Sendable {
  /// An expression over `row`.
  struct Expression: Sendable {
    let program: Program
    let required: [String]
    let columns: [String]
    let readsAll: Bool
  }

  let declaration: AdapterDeclaration.Records
  let derive: [(member: String, expression: Expression)]
  let condition: Expression?

  /// What an expression over a row may cost.
  private static let limits = EvaluationLimits(iterations: 100_000)

  /// Checks the expressions of the records; nil if one is wrong, which is reported.
  init?(_ declaration: AdapterDeclaration.Records, _ diagnostics: inout [Diagnostic]) {
    self.declaration = declaration
    var derive: [(member: String, expression: Expression)] = []
    for derived in declaration.derive {
      if let expression = Self.compile(derived.expression, expecting: nil, &diagnostics) {
        derive.append((derived.member.value, expression))
      }
    }
    self.derive = derive
    condition = declaration.condition.flatMap { Self.compile($0, expecting: .bool, &diagnostics) }
    if derive.count != declaration.derive.count || (condition == nil) != (declaration.condition == nil) { return nil }
  }

  private static func compile(
    _ text: ExpressionText, expecting type: ValueType?, _ diagnostics: inout [Diagnostic]
  ) -> Expression? {
    let (parsed, syntax) = Parser.parse(ExpressionSource(text: text.text, map: text.map))
    diagnostics += syntax
    guard let parsed, !syntax.contains(where: { $0.severity == .error }) else { return nil }
    let row = Environment.Variable(.map(.string, .dyn))
    let environment = Environment(variables: [RowReads.variable: row])
    let (checked, found) = Checker.check(parsed, in: environment, expecting: type)
    diagnostics += found
    guard let checked else { return nil }
    let reads = RowReads(checked.root)
    return Expression(
      program: Interpreter(limits: limits).prepare(checked), required: reads.required, columns: reads.columns,
      readsAll: reads.readsAll)
  }
}

extension DeclarativeRecords.Expression {
  /// The value for a row; nil where the row has no such column at all.
  func value(of site: DeclarativeSite) -> Value? {
    guard required.allSatisfy({ site[$0] != nil }) else { return nil }
    let names = readsAll ? columns + site.headers.filter { !columns.contains($0) } : columns
    let entries = names.compactMap { name in
      site[name].map { MapValue.Entry(key: .string(name), value: Value(row: $0.value)) }
    }
    guard let row = MapValue(entries) else { return .failure(Failure("a column is there twice")) }
    return program.evaluate(DictionaryActivation([RowReads.variable: .map(row)]))
  }

  /// The value as a cell that stands where the first of the columns does, with all of their text.
  func cell(of site: DeclarativeSite) -> Cell? {
    guard let value = value(of: site), let raw = RawValue(derived: value) else { return nil }
    let read = columns.compactMap { name in site[name].map { (name: name, cell: $0) } }
    guard let first = read.first else { return Cell(raw) }
    let text =
      read.count == 1
      ? first.cell.value.spelling : read.map { "\($0.name)=\($0.cell.value.spelling)" }.joined(separator: ", ")
    if case .unreadable(_, let reason) = raw {
      return Cell(.unreadable(text, reason: reason), under: first.cell.header)
    }
    return Cell(.converted(raw, from: text), under: first.cell.header)
  }
}

extension Value {
  /// A value of a file as an expression over `row` sees it: texts as they stand, numbers as numbers.
  init(row raw: RawValue) {
    switch raw {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text):
      self = Int64(text).map(Value.int) ?? Double(text).map(Value.double) ?? .string(text)
    case .string(let text): self = .string(text)
    case .unreadable(_, let reason): self = .unknown(Unknown(.valueUnreadable, "row", detail: reason))
    case .converted(let inner, _): self = Value(row: inner)
    case .list(let items): self = .list(ListValue(items.map { Value(row: $0) }))
    case .map(let fields):
      let entries = fields.map { MapValue.Entry(key: .string($0.name), value: Value(row: $0.value)) }
      self = MapValue(entries).map(Value.map) ?? .failure(Failure("an object with a name twice"))
    }
  }
}

extension RawValue {
  /// What an expression has worked out; nil for `optional.none()`, which says nothing.
  init?(derived value: Value) {
    switch value {
    case .optional(nil): return nil
    case .optional(let inner?): self.init(derived: inner)
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .number(String(value))
    case .uint(let value): self = .number(String(value))
    case .double(let value): self = value.isFinite ? .number("\(value)") : .unreadable("\(value)", reason: "no number")
    case .string(let text): self = .string(text)
    case .date(let day): self = .string("\(day)")
    case .list(let list): self = .list(list.elements.compactMap { RawValue(derived: $0) })
    case .unknown(let unknown):
      self = .unreadable("", reason: "worked out of what is not known (\(unknown.code.rawValue))")
    case .failure(let failure): self = .unreadable("", reason: failure.message)
    default: self = .string(LookupText.display(value))
    }
  }
}
