import CEL
import Diagnostics
import Evidence
import Formats
import Schema
import Tables
import Values

/// The variables of `kiem eval`: their values out of JSON and YAML, and the types that the values have or were said to
/// have.
///
/// Where the same name is given more than once, `--var` wins over `--json`, that over `--input`, and of two of a kind the
/// later one. Without a type an integer is an int, any other number a double, a list has its elements' type where they
/// have one, and null and what is mixed is `dyn`. With a type the value is read as a schema's attribute would be, so
/// that it may turn out missing or unreadable; a type without a value makes an unknown.
struct EvalVariables {
  private(set) var values: [String: Value] = [:]
  private(set) var types: [String: Environment.Variable] = [:]
  private(set) var diagnostics = DiagnosticList()
  /// Set where an input is not there or the types cannot be understood.
  private(set) var failure: ExitStatus?

  /// What must not be shown of the configuration file.
  private(set) var secrets: DocumentSecrets?

  private var raw: [String: RawValue] = [:]

  /// The variable that a list or a scalar without a name becomes.
  static let whole = "input"

  /// The most that is read of one input.
  private static let sizeLimit = 64 << 20

  init(_ request: EvalRequest) {
    for path in request.inputs { read(path) }
    for text in request.json { take(json: text, named: "<--json>", as: nil) }
    for variable in request.variables {
      take(json: variable.text, named: "<--var \(variable.name)>", as: variable.name)
    }
    var declared: Set<String> = []
    for setting in request.types {
      declared.insert(setting.name)
      declare(setting)
    }
    for (name, raw) in raw where !declared.contains(name) {
      let value = Self.value(raw)
      values[name] = value
      types[name] = Environment.Variable(Self.type(value))
    }
    if let path = request.document { take(document: path) }
    if failure == nil, diagnostics.hasErrors { failure = .unusableData }
  }

  /// Whether a text is a name that an expression can use for a variable.
  static func isName(_ text: String) -> Bool {
    guard let tree = Parser.parse(ExpressionSource(text)).0?.root else { return false }
    if case .identifier(let name, isRooted: false) = tree.kind { return name.utf8.elementsEqual(text.utf8) }
    return false
  }

  // MARK: Reading

  private mutating func read(_ path: String) {
    let source: Source
    do throws(FileError) {
      let file = try FileReader.read(path: path == "-" ? "/dev/stdin" : path, limit: Self.sizeLimit)
      source = path == "-" ? Source(path: "<standard input>", bytes: file.bytes) : file
    } catch {
      if case .notFound = error {
        diagnostics.add(.missingPath(path))
      } else {
        diagnostics.add(Diagnostic(.unreadablePath, error.description))
      }
      failure = .missingInput
      return
    }
    switch RecordReader.recognise(path: path, bytes: source.bytes) {
    case .json: takeJSON(source, as: nil)
    case .yaml: takeYAML(source)
    case .ndjson, .csv, .xlsx, .sqlite, nil:
      // A name that says YAML or nothing at all: YAML reads plain scalars and lists in brackets too.
      if path.hasSuffix(".json") { takeJSON(source, as: nil) } else { takeYAML(source) }
    }
  }

  /// A configuration file as a rule sees it: `document.path`, `document.format`, `document.index`, `document.data`. Of
  /// several documents `FILE#2` is the second.
  private mutating func take(document name: String) {
    let mark = name.lastIndex { $0 == "#" }
    let number = Disk.has(name) ? nil : mark.flatMap { Int(name[name.index(after: $0)...]) }
    let path = number == nil ? name : mark.map { String(name[..<$0]) } ?? name
    let source: Source
    do throws(FileError) {
      source = try FileReader.read(path: path, limit: Self.sizeLimit)
    } catch {
      diagnostics.add(.missingPath(path))
      failure = .missingInput
      return
    }
    guard let file = ConfigurationReader.read(source) else {
      diagnostics.add(.noConfigurationFile(path))
      failure = .unusableData
      return
    }
    for var problem in file.diagnostics.all {
      // As in a check: what cannot be read is unknown.
      problem.severity = min(problem.severity, .warning)
      diagnostics.add(problem)
    }
    let index = (number ?? 1) - 1
    guard file.documents.indices.contains(index) else {
      diagnostics.add(.noSuchDocument(name, count: file.documents.count))
      failure = .missingInput
      return
    }
    let content = DocumentContent(path: path, root: file.documents[index].root, subject: "")
    secrets = DocumentSecrets(content)
    let members: [(String, Value)] = [
      (DocumentEntity.path, .string(path)), (DocumentEntity.format, .string(file.format.rawValue)),
      (DocumentEntity.index, .int(Int64(index))), (DocumentEntity.data, content.value),
    ]
    values[DocumentEntity.name] = MapValue(members.map { MapValue.Entry(key: .string($0.0), value: $0.1) })
      .map(Value.map)
    types[DocumentEntity.name] = Environment.Variable(.map(.string, .dyn))
  }

  private mutating func take(json text: String, named label: String, as name: String?) {
    takeJSON(Source(path: label, text: text), as: name)
  }

  private mutating func takeJSON(_ source: Source, as name: String?) {
    let (root, found) = JSONReader.read(source)
    diagnostics.add(contentsOf: found.all)
    guard !found.hasErrors, let root else { return }
    take(root, as: name)
  }

  private mutating func takeYAML(_ source: Source) {
    let (documents, found) = YAMLReader.read(source)
    diagnostics.add(contentsOf: found.all)
    guard !found.hasErrors else { return }
    for document in documents { take(JSONNode(document), as: nil) }
  }

  private mutating func take(_ node: JSONNode, as name: String?) {
    if let name {
      raw[name] = RawValue(node)
    } else if case .object(let members) = node.kind {
      let count = Dictionary(members.map { ($0.name, 1) }, uniquingKeysWith: +)
      // Of a name that is there twice the reader has said that neither value is used.
      for member in members where count[member.name] == 1 {
        if Self.isName(member.name) {
          raw[member.name] = RawValue(member.value)
        } else {
          diagnostics.add(.unusableName(member.name, at: member.nameSpan))
        }
      }
    } else {
      raw[Self.whole] = RawValue(node)
    }
  }

  // MARK: With a type

  private mutating func declare(_ setting: EvalRequest.Setting) {
    let source = Source(path: "<--type \(setting.name)>", text: setting.text)
    let (documents, found) = YAMLReader.read(source)
    diagnostics.add(contentsOf: found.all)
    let log = DecodingLog()
    let type = documents.first.flatMap { log.attributeType($0) }
    diagnostics.add(contentsOf: log.diagnostics.all)
    guard let type, !found.hasErrors, !log.diagnostics.hasErrors else {
      if documents.isEmpty, !found.hasErrors {
        diagnostics.add(Diagnostic(.unknownType, "`--type \(setting.name)` names no type"))
      }
      failure = failure ?? .usage
      return
    }
    let span = Span(source: source, range: 0..<source.bytes.count)
    types[setting.name] = Environment.Variable(type.valueType, origin: span)
    guard let raw = raw[setting.name] else {
      values[setting.name] = .unknown(Unknown(.attributeAbsent, setting.name))
      return
    }
    let attribute = AttributeDeclaration(name: setting.name, type: type, span: span)
    switch ValueReader(words: .plain).read(raw, as: attribute) {
    case .value(let value): values[setting.name] = value
    case .null: values[setting.name] = .null
    case .missing: values[setting.name] = .unknown(Unknown(.valueMissing, setting.name))
    case .unreadable(let reason):
      values[setting.name] = .unknown(Unknown(.valueUnreadable, setting.name, detail: reason))
    }
  }

  // MARK: Without a type

  private static func value(_ raw: RawValue) -> Value {
    switch raw {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .number(let text): return number(text)
    case .string(let text), .unreadable(let text, _): return .string(text)
    case .converted(let inner, _): return value(inner)
    case .list(let items): return .list(ListValue(items.map(value)))
    case .map(let fields):
      let count = Dictionary(fields.map { ($0.name, 1) }, uniquingKeysWith: +)
      let entries = fields.filter { count[$0.name] == 1 }
        .map { MapValue.Entry(key: .string($0.name), value: value($0.value)) }
      return MapValue(entries).map(Value.map) ?? .null
    }
  }

  private static func number(_ text: String) -> Value {
    if let value = Int64(text) { return .int(value) }
    if let value = UInt64(text) { return .uint(value) }
    return .double(Double(text) ?? .nan)
  }

  private static func type(_ value: Value) -> ValueType {
    switch value {
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .list(let list): .list(common(list.elements))
    case .map(let map): .map(.string, common(map.entries.map(\.value)))
    default: .dyn
    }
  }

  /// The type that values have in common.
  private static func common(_ values: [Value]) -> ValueType {
    var result: ValueType?
    for value in values {
      let type = type(value)
      result = result.map { joined($0, type) } ?? type
      if result == .dyn { break }
    }
    return result ?? .dyn
  }

  private static func joined(_ a: ValueType, _ b: ValueType) -> ValueType {
    switch (a, b) {
    case _ where a == b: a
    case (.list(let a), .list(let b)): .list(joined(a, b))
    case (.map(_, let a), .map(_, let b)): .map(.string, joined(a, b))
    default: .dyn
    }
  }
}

extension Diagnostic {
  static func noConfigurationFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .unreadablePath, "\(quote(path: path)) is no configuration file",
      help: ["YAML, JSON, TOML, INI, `.env`, XML and properties files are; tables are read with --input"])
  }

  static func noSuchDocument(_ name: String, count: Int) -> Diagnostic {
    Diagnostic(
      .missingPath, "there is no document \(quote(path: name)): the file has \(count == 1 ? "one" : "\(count)")",
      help: ["the second is called `FILE#2`"])
  }

  static func unusableName(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unusableVariable, .warning, "\(quote(name)) is no name that an expression can use for a variable", at: span,
      help: ["what stands beside it can be used; rename it, or put the whole under another name"])
  }
}
