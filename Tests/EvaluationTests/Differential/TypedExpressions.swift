import CEL
import Values

/// Random well-typed expressions made from the declarations of the function catalog: whatever a declaration says that a
/// function takes is made up, from attributes of the rows at hand, from literals, or from other functions.
struct TypedExpressions {
  var random: RandomSource
  /// What may be named: rows of an entity, and variables of macros.
  private var variables: [(name: String, type: ValueType)] = []
  private var counter = 0

  /// Functions of which the result is any type, and unknown.
  private static let neverKnown: Set<String> = ["undecided_string"]

  private static let overloads: [(name: String, overload: Overload)] = FunctionCatalog.all.flatMap { function in
    function.overloads.map { (function.name, $0) }
  }

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  // MARK: Conditions

  /// A condition about an entity in which an overload is called.
  mutating func condition(about entity: String, calling name: String, _ overload: Overload) -> String {
    variables = [(entity, .object(ObjectType(entity)))]
    let (text, type) = call(name, overload, returning: nil, depth: 1)
    return condition(on: text, type, depth: 1)
  }

  /// A condition about an entity in which a macro is used.
  mutating func condition(about entity: String, using macro: MacroSample) -> String {
    variables = [(entity, .object(ObjectType(entity)))]
    let (text, type) = macro.make(&self)
    return condition(on: text, type, depth: 1)
  }

  /// What makes a condition of a value: the value itself, or a comparison with another of its type.
  private mutating func condition(on text: String, _ type: ValueType, depth: Int) -> String {
    switch type {
    case .bool: return text
    case .int, .uint, .double, .string, .bytes, .version, .date, .timestamp, .duration:
      return "\(text) \(random.pick(["==", "!=", "<", ">="])) \(value(of: type, depth))"
    case .type: return "\(text) == \(random.pick(["int", "string", "bool", "double", "list"]))"
    case .optional: return "(\(text)).hasValue()"
    default: return "dyn(\(text)) \(random.pick(["==", "!="])) dyn(\(value(of: type, depth)))"
    }
  }

  mutating func bool(_ depth: Int) -> String { value(of: .bool, depth) }

  // MARK: Values

  /// An expression of a type.
  mutating func value(of type: ValueType, _ depth: Int) -> String {
    if depth > 0, random.chance(40), let text = result(of: type, depth) { return text }
    let attributes = variables.flatMap { reads($0.name, $0.type, of: type) }
    if !attributes.isEmpty, random.chance(75) { return random.pick(attributes) }
    return literal(of: type, depth)
  }

  /// A call of some overload whose result is of a type.
  private mutating func result(of type: ValueType, _ depth: Int) -> String? {
    let fitting = Self.overloads.filter { candidate in
      var bindings: [String: ValueType] = [:]
      if case .parameter = candidate.overload.result, random.chance(80) { return false }
      return !Self.neverKnown.contains(candidate.overload.id)
        && Self.unify(candidate.overload.result, with: type, &bindings)
    }
    guard !fitting.isEmpty else { return nil }
    let (name, overload) = random.pick(fitting)
    return call(name, overload, returning: type, depth: depth - 1).text
  }

  /// The attributes of a row, or a variable, that are of a type.
  private func reads(_ name: String, _ source: ValueType, of type: ValueType) -> [String] {
    if source == type { return [name] }
    guard case .object(let entity) = source else { return [] }
    let string = entity.name == "software" ? ["\(name).publisher", "string(\(name).name)"] : []
    switch (entity.name, type) {
    case ("device", .text): return ["\(name).host"]
    case ("device", .string): return ["string(\(name).host)"]
    case ("device", .int): return ["\(name).ram", "\(name).unit.size"]
    case ("device", .uint): return ["uint(\(name).ram)"]
    case ("device", .double): return ["\(name).load"]
    case ("device", .bool): return ["\(name).managed", "has(\(name).ram)", "given(\(name).backup)"]
    case ("device", .bytes): return ["bytes(string(\(name).host))"]
    case ("device", .list(.text)): return ["\(name).purposes"]
    case ("device", .list(.int)): return ["[\(name).ram, 2]"]
    case ("device", .list(.string)): return ["[string(\(name).host), 'a']"]
    case ("device", .map(.string, .int)): return ["{'a': \(name).ram}"]
    case ("device", .version): return ["\(name).os.build"]
    case ("device", .date): return ["\(name).os.patched"]
    case ("device", .timestamp): return ["timestamp(string(\(name).os.patched) + 'T10:00:00Z')"]
    case ("device", .duration): return ["duration(string(\(name).ram) + 's')"]
    case ("device", .ip): return ["ip('10.0.0.' + string(\(name).ram))"]
    case ("device", .cidr): return ["cidr('10.0.0.0/' + string(\(name).ram + 8))"]
    case ("device", .optional(.int)): return ["\(name).?ram", "\(name).?unit.?size"]
    case ("device", .optional(.bool)): return ["\(name).?managed"]
    case ("software", .text): return ["\(name).name", "\(name).device.host"]
    case ("software", .string): return string
    case ("software", .int): return ["\(name).rank", "\(name).device.ram"]
    case ("software", .bool): return ["(\(name).state == 'installed')", "has(\(name).seen)", "\(name).device.managed"]
    case ("software", .version): return ["\(name).version"]
    case ("software", .date): return ["\(name).seen"]
    case ("software", .optional(.int)): return ["\(name).?rank"]
    default: return []
    }
  }

  /// A constant of a type, or something made of such.
  private mutating func literal(of type: ValueType, _ depth: Int) -> String {
    switch type {
    case .bool: return random.pick(["true", "false"])
    case .int: return "\(random.below(7) - 1)"
    case .uint: return "\(random.below(5))u"
    case .double: return random.pick(["0.5", "2.0", "-1.5"])
    case .string: return random.pick(["'zoom'", "'Zoom'", "'a'", "'1'", "'phòng ngủ'"])
    case .text: return textOfSomeRow()
    case .bytes: return random.pick(["b'zoom'", "b'a'"])
    case .timestamp: return "timestamp('2024-10-0\(1 + random.below(9))T01:02:03Z')"
    case .duration: return random.pick(["duration('1s')", "duration('90m')"])
    case .date: return "date('2024-09-\(10 + random.below(20))')"
    case .version: return random.pick(["version('1.2.9')", "version('2')"])
    case .ip: return random.pick(["ip('10.0.0.1')", "ip('::1')", "ip('224.0.0.1')"])
    case .cidr: return random.pick(["cidr('10.0.0.0/8')", "cidr('10.0.0.7/30')"])
    case .list(let element):
      return "[" + (0..<1 + random.below(3)).map { _ in value(of: element, depth - 1) }.joined(separator: ", ") + "]"
    case .map(let key, let element):
      return "{\(literal(of: key, 0)): \(value(of: element, depth - 1))}"
    case .optional(let inner):
      return random.chance(25) ? "optional.none()" : "optional.of(\(value(of: inner, depth - 1)))"
    case .type: return random.pick(["int", "string"])
    case .dyn: return "dyn(\(value(of: random.pick([.int, .string, .bool]), depth - 1)))"
    default: return "null"
    }
  }

  /// Only attributes are text; every row in scope has one.
  private func textOfSomeRow() -> String {
    for variable in variables { if let text = reads(variable.name, variable.type, of: .text).first { return text } }
    return "''"
  }

  // MARK: Calls

  /// A call of an overload, and its type.
  private mutating func call(
    _ name: String, _ overload: Overload, returning type: ValueType?, depth: Int
  ) -> (text: String, type: ValueType) {
    var bindings: [String: ValueType] = [:]
    if let type { _ = Self.unify(overload.result, with: type, &bindings) }
    for parameter in overload.parameters + [overload.result] { choose(parameter, &bindings) }
    var types = overload.parameters.map { Self.substituted($0, bindings) }
    if overload.isVariadic, let last = types.last {
      for _ in 0..<random.below(3) { types.append(last) }
    }
    let arguments = types.enumerated().map { position, type in
      switch ArgumentSample(overload.id, position) {
      case .texts(let texts)?: choice(texts)
      case .types(let types)?: value(of: random.pick(types), depth)
      case nil: value(of: type, depth)
      }
    }
    return (Self.write(name, overload, arguments), Self.substituted(overload.result, bindings))
  }

  /// One of some constants, or one for some rows and another for others.
  private mutating func choice(_ texts: [String]) -> String {
    // A constant that cannot be read is an error of the policy; the first one always can.
    if random.chance(40) { return texts[0] }
    return "(\(bool(0)) ? \(random.pick(texts)) : \(random.pick(texts)))"
  }

  /// Binds the free parameters of a type.
  private mutating func choose(_ type: ValueType, _ bindings: inout [String: ValueType]) {
    switch type {
    case .parameter(let name) where bindings[name] == nil: bindings[name] = random.pick([.int, .string, .bool])
    case .list(let inner), .optional(let inner), .type(let inner): choose(inner, &bindings)
    case .map(let key, let value):
      choose(key, &bindings)
      choose(value, &bindings)
    default: break
    }
  }

  private static func unify(_ pattern: ValueType, with type: ValueType, _ bindings: inout [String: ValueType]) -> Bool {
    switch (pattern, type) {
    case (.parameter(let name), _):
      if let bound = bindings[name] { return bound == type }
      guard [.int, .string, .bool].contains(type) else { return false }
      bindings[name] = type
      return true
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): return unify(a, with: b, &bindings)
    case (.map(let a, let b), .map(let c, let d)): return unify(a, with: c, &bindings) && unify(b, with: d, &bindings)
    default: return pattern == type
    }
  }

  private static func substituted(_ type: ValueType, _ bindings: [String: ValueType]) -> ValueType {
    switch type {
    case .parameter(let name): bindings[name] ?? .int
    case .list(let inner): .list(substituted(inner, bindings))
    case .optional(let inner): .optional(substituted(inner, bindings))
    case .type(let inner): .type(substituted(inner, bindings))
    case .map(let key, let value): .map(substituted(key, bindings), substituted(value, bindings))
    default: type
    }
  }

  /// A call as CEL writes it.
  private static func write(_ name: String, _ overload: Overload, _ arguments: [String]) -> String {
    switch (name, arguments.count) {
    case ("_?_:_", 3): return "(\(arguments[0]) ? \(arguments[1]) : \(arguments[2]))"
    case ("_[_]", 2): return "(\(arguments[0]))[\(arguments[1])]"
    case ("_[?_]", 2): return "(\(arguments[0]))[?\(arguments[1])]"
    case ("@in", 2): return "(\(arguments[0]) in \(arguments[1]))"
    case ("!_", 1), ("-_", 1): return "\(name.dropLast())(\(arguments[0]))"
    case (_, 2) where name.hasPrefix("_"): return "(\(arguments[0]) \(name.dropFirst().dropLast()) \(arguments[1]))"
    default:
      guard overload.isMember else { return "\(name)(\(arguments.joined(separator: ", ")))" }
      return "(\(arguments[0])).\(name)(\(arguments.dropFirst().joined(separator: ", ")))"
    }
  }

  // MARK: Macros

  /// A name that nothing else bears.
  mutating func fresh() -> String {
    counter += 1
    return "v\(counter)"
  }

  /// Something made with further variables in scope.
  mutating func with<T>(_ names: [(String, ValueType)], _ make: (inout TypedExpressions) -> T) -> T {
    variables += names.map { (name: $0.0, type: $0.1) }
    defer { variables.removeLast(names.count) }
    return make(&self)
  }

  /// The row that the condition is about.
  var rowName: String { variables[0].name }

  /// Some attribute of it.
  var attribute: String {
    mutating get {
      random.pick(rowName == "device" ? ["ram", "os.build", "unit", "load"] : ["rank", "seen", "device"])
    }
  }

  /// A relation or a list, and the type of its elements.
  mutating func range() -> (text: String, element: ValueType) {
    let devices = variables.filter { $0.type == .object(ObjectType("device")) }
    if !devices.isEmpty, random.chance(60) {
      let name = random.pick(devices).name
      return random.chance(70)
        ? ("\(name).software", .object(ObjectType("software"))) : ("\(name).clients", .object(ObjectType("device")))
    }
    let element: ValueType = random.pick([.int, .string])
    return (value(of: .list(element), 1), element)
  }
}
