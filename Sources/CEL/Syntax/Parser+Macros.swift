import Diagnostics
import Values

/// A call that may be a macro.
struct MacroCall {
  var name: String
  var nameRange: Range<Int>
  var range: Range<Int>
  var target: Expression?
  var arguments: [Expression]
}

extension Parser {
  /// The macro that a call is by its name, its target and the number of its arguments, or nil for a plain call.
  mutating func macro(_ call: MacroCall) -> Expression? {
    guard let target = call.target else { return presence(call) }
    if case .identifier("cel", false) = target.kind { return namespacedMacro(call) }
    switch (call.name, call.arguments.count) {
    case ("optMap", 2), ("optFlatMap", 2):
      guard let variable = variable(call, 0, "variable") else { return placeholder(call.range) }
      let body = call.arguments[1]
      let kind = Expression.Kind.optionalMap(target, variable: variable, body: body, isFlat: call.name == "optFlatMap")
      return node(call.range, kind, below: max(height(target), height(body)))
    default: return comprehension(call, target)
    }
  }

  private mutating func presence(_ call: MacroCall) -> Expression? {
    guard call.arguments.count == 1, let presence = Expression.Presence(rawValue: call.name) else { return nil }
    let argument = call.arguments[0]
    guard case .select(let operand, let field, let isOptional) = argument.kind, !isOptional else {
      if !isPanicking { note(SyntaxDiagnostics.presenceWithoutField(call.name, argument, source)) }
      return placeholder(call.range)
    }
    let kind = Expression.Kind.presence(presence, operand, field: field, isOptional: false)
    return node(call.range, kind, below: height(operand))
  }

  private mutating func comprehension(_ call: MacroCall, _ target: Expression) -> Expression? {
    guard let shape = MacroShape(call.name, arguments: call.arguments.count) else { return nil }
    var variables: [String] = []
    var areNames = true
    for position in 0..<shape.variables {
      let role = shape.variables == 1 ? "variable" : position == 0 ? "first variable" : "second variable"
      if let name = variable(call, position, role) {
        if variables.contains(name) {
          note(SyntaxDiagnostics.repeatedVariable(source.span(call.arguments[position].range), name, macro: call.name))
        }
        variables.append(name)
      } else {
        areNames = false
      }
    }
    guard areNames else { return placeholder(call.range) }
    let rest = Array(call.arguments[shape.variables...])
    let comprehension = Expression.Comprehension(
      macro: shape.macro, spelling: call.name, operand: target, variables: variables,
      condition: shape.hasCondition ? rest.first : nil, transform: shape.hasTransform ? rest.last : nil)
    return node(call.range, .comprehension(comprehension), below: max(height(target), height(rest)))
  }

  private mutating func namespacedMacro(_ call: MacroCall) -> Expression? {
    switch (call.name, call.arguments.count) {
    case ("bind", 3):
      guard let variable = variable(call, 0, "variable") else { return placeholder(call.range) }
      let value = call.arguments[1]
      let body = call.arguments[2]
      return node(call.range, .bind(variable: variable, value, body: body), below: max(height(value), height(body)))
    case ("block", 2) where options.blocks: return block(call)
    case ("index", 1) where options.blocks:
      guard case .literal(.int(let number)) = call.arguments[0].kind, number >= 0 else { return nil }
      return node(call.range, .identifier(BlockName.index(number), isRooted: false))
    case ("iterVar", 2) where options.blocks:
      guard case .literal(.int(let depth)) = call.arguments[0].kind, depth >= 0,
        case .literal(.int(let position)) = call.arguments[1].kind, position >= 0
      else { return nil }
      return node(call.range, .identifier(BlockName.variable(depth, position), isRooted: false))
    default: return nil
    }
  }

  /// `cel.block([e0, e1], body)` is `cel.bind` of each part, under names that no author can write.
  private mutating func block(_ call: MacroCall) -> Expression? {
    guard case .list(let parts, let optionals) = call.arguments[0].kind, optionals.isEmpty else { return nil }
    var body = call.arguments[1]
    for (position, part) in parts.enumerated().reversed() {
      let kind = Expression.Kind.bind(variable: BlockName.index(Int64(position)), part, body: body)
      body = node(call.range, kind, below: max(height(part), height(body)))
    }
    return body
  }

  /// A macro's variable: a simple name.
  private mutating func variable(_ call: MacroCall, _ position: Int, _ role: String) -> String? {
    let argument = call.arguments[position]
    if case .identifier(let name, false) = argument.kind { return name }
    if !isPanicking {
      note(
        SyntaxDiagnostics.macroVariable(
          call.name, role: role, source.span(argument.range), literals.text(argument.range)))
    }
    return nil
  }
}

/// What the arguments of a comprehension macro are, given how many there are.
struct MacroShape {
  let macro: Expression.Comprehension.Macro
  let variables: Int
  let hasCondition: Bool
  let hasTransform: Bool

  init?(_ name: String, arguments: Int) {
    switch (name, arguments) {
    case ("all", 2): self.init(.all, 1, condition: true)
    case ("all", 3): self.init(.all, 2, condition: true)
    case ("exists", 2): self.init(.exists, 1, condition: true)
    case ("exists", 3): self.init(.exists, 2, condition: true)
    case ("exists_one", 2), ("existsOne", 2): self.init(.existsOne, 1, condition: true)
    case ("exists_one", 3), ("existsOne", 3): self.init(.existsOne, 2, condition: true)
    case ("filter", 2): self.init(.filter, 1, condition: true)
    case ("map", 2): self.init(.map, 1, transform: true)
    case ("map", 3): self.init(.map, 1, condition: true, transform: true)
    case ("transformList", 3): self.init(.transformList, 2, transform: true)
    case ("transformList", 4): self.init(.transformList, 2, condition: true, transform: true)
    case ("transformMap", 3): self.init(.transformMap, 2, transform: true)
    case ("transformMap", 4): self.init(.transformMap, 2, condition: true, transform: true)
    case ("transformMapEntry", 3): self.init(.transformMapEntry, 2, transform: true)
    case ("transformMapEntry", 4): self.init(.transformMapEntry, 2, condition: true, transform: true)
    case ("sortBy", 2): self.init(.sortBy, 1, transform: true)
    default: return nil
    }
  }

  private init(
    _ macro: Expression.Comprehension.Macro, _ variables: Int, condition: Bool = false, transform: Bool = false
  ) {
    self.macro = macro
    self.variables = variables
    hasCondition = condition
    hasTransform = transform
  }

  /// How a macro is called, for help texts, or nil where the name is no macro.
  static func usage(_ name: String) -> String? {
    switch name {
    case "all", "exists", "exists_one", "existsOne", "filter": "list.\(name)(x, condition on x)"
    case "map": "list.map(x, value of x)"
    case "sortBy": "list.sortBy(x, key of x)"
    case "transformList": "list.transformList(index, x, value)"
    case "transformMap": "map.transformMap(key, value, new value)"
    case "transformMapEntry": "map.transformMapEntry(key, value, {new key: new value})"
    case "optMap", "optFlatMap": "optional.\(name)(x, value of x)"
    case "has", "given": "\(name)(camera.attribute)"
    default: nil
    }
  }
}

/// The names of a block's parts and variables. The at-sign keeps them apart from every name an author can write.
enum BlockName {
  static func index(_ number: Int64) -> String { "@index\(number)" }
  static func variable(_ depth: Int64, _ position: Int64) -> String { "@it:\(depth):\(position)" }

  /// The call that a block's name was written as.
  static func call(_ name: String) -> String? {
    if name.hasPrefix("@index") { return "cel.index(\(name.dropFirst(6)))" }
    if name.hasPrefix("@it:") {
      let parts = name.dropFirst(4).split(separator: ":")
      return parts.count == 2 ? "cel.iterVar(\(parts[0]), \(parts[1]))" : nil
    }
    return nil
  }
}
