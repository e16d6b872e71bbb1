import CEL
import Planning
import Policies
import Schema
import Values

extension ExpressionWording {
  /// What a value is called.
  func noun(_ expression: Expression) -> String {
    switch expression.kind {
    case .literal(.null): return word("không có gì", "nothing")
    case .literal(let value): return ValueLiteral.text(of: value, limit: 200)
    case .identifier(let name, _):
      switch checked.types[expression.id] {
      case .object(let object)?:
        if let entity = compiled.schema[object.name] { return word(spaced(entity.name), "the \(spaced(entity.name))") }
        if let catalog = catalog(expression) { return word("danh mục \(catalog)", "the catalog \(catalog)") }
        return name
      default: return name
      }
    case .select(let operand, let field, _): return member(operand, field)
    case .list(let items, _): return "[\(items.map(noun).joined(separator: ", "))]"
    case .call(let name, nil, let operands): return result(name, operands) ?? code(expression)
    case .call(let name, let target?, let arguments): return result(name, target, arguments) ?? code(expression)
    case .comprehension(let macro):
      guard macro.macro == .filter, let condition = macro.condition else { return code(expression) }
      let many = noun(macro.operand)
      return word("những mục trong \(many) mà \(phrase(condition))", "those of \(many) for which \(phrase(condition))")
    default: return code(expression)
    }
  }

  /// What is called by a field of something: an attribute, a parameter, a catalog's column.
  func member(_ operand: Expression, _ field: String) -> String {
    guard case .object(let object)? = checked.types[operand.id] else {
      return code(operand, field)
    }
    switch object.name {
    case "params":
      let value = compiled.parameters[field].map { " (\(ValueLiteral.text(of: $0, limit: 80)))" } ?? ""
      return word("tham số \(field)\(value)", "the parameter \(field)\(value)")
    case "run": return word("ngày đánh giá", "the day of the run")
    default: break
    }
    if let catalog = compiled.catalogs.first(where: { $0.rowType == object }) {
      let row = noun(operand)
      return word("“\(field)” của \(row)", "“\(field)” of \(row)")
        + (row.contains(catalog.name) ? "" : " (\(catalog.name))")
    }
    if let catalog = catalog(operand) {
      return field == "as_of"
        ? word("ngày của danh mục \(catalog)", "the day of the catalog \(catalog)") : "\(catalog).\(field)"
    }
    guard let entity = compiled.schema[object.name] else { return code(operand, field) }
    let path = object.path + [field]
    var owner = operand
    // Of a group (`camera.password.state`) the thing itself is the owner.
    for _ in object.path {
      guard case .select(let inner, _, _) = owner.kind else { break }
      owner = inner
    }
    return owned(label(path, of: entity), by: noun(owner))
  }

  private func owned(_ label: String, by owner: String) -> String {
    word("\(label) của \(owner)", owner.hasSuffix("s") ? "\(owner)' \(label)" : "\(owner)'s \(label)")
  }

  /// What people call an attribute or relation: in Vietnamese by the first header that means it, else by its name.
  func label(_ path: [String], of entity: EntityType) -> String {
    let name = path.joined(separator: ".")
    let synonyms = entity.attribute(name)?.synonyms ?? entity.relation(name)?.synonyms ?? []
    let own = synonyms.first { synonym in synonym.unicodeScalars.contains { $0.value > 0x7F } }
    return language == .vi ? own ?? spaced(name) : spaced(name)
  }

  /// A name without what joins its parts.
  func spaced(_ name: String) -> String { String(name.map { $0 == "_" || $0 == "." ? " " : $0 }) }

  /// The name of the catalog that an expression is.
  func catalog(_ expression: Expression) -> String? {
    guard case .object(let object)? = checked.types[expression.id] else { return nil }
    return compiled.catalogs.first { $0.objectType == object }?.name
  }

  private func result(_ name: String, _ operands: [Expression]) -> String? {
    func joined(_ sign: String) -> String { operands.map(noun).joined(separator: " \(sign) ") }
    switch (name, operands.count) {
    case ("size", 1): return word("số lượng \(noun(operands[0]))", "the number of \(noun(operands[0]))")
    case ("version", 1), ("version", 2):
      if case .literal = operands[0].kind { return noun(operands[0]) }
      return word("\(noun(operands[0])) (xét như phiên bản)", "\(noun(operands[0])) (as a version)")
    case ("date", 1), ("timestamp", 1), ("cidr", 1), ("ip", 1), ("string", 1), ("text", 1): return noun(operands[0])
    case ("days_between", 2):
      let (a, b) = (noun(operands[0]), noun(operands[1]))
      return word("số ngày từ \(a) đến \(b)", "the number of days from \(a) to \(b)")
    case ("_+_", 2): return joined("+")
    case ("_-_", 2): return joined("-")
    case ("_*_", 2): return joined("×")
    case ("_/_", 2): return joined("/")
    case ("-_", 1): return "-" + noun(operands[0])
    case ("_?_:_", 3):
      let (test, yes, no) = (phrase(operands[0]), noun(operands[1]), noun(operands[2]))
      return word("\(yes) nếu \(test), nếu không thì \(no)", "\(yes) if \(test), otherwise \(no)")
    default: return nil
    }
  }

  private func result(_ name: String, _ target: Expression, _ arguments: [Expression]) -> String? {
    let things = arguments.map(noun).joined(separator: ", ")
    if let catalog = catalog(target) {
      switch name {
      case "row":
        return word("dòng (\(things)) của danh mục \(catalog)", "the row for (\(things)) of the catalog \(catalog)")
      case "match":
        return word(
          "dòng khớp với \(things) của danh mục \(catalog)", "the row that matches \(things) in the catalog \(catalog)")
      case "classify":
        return word("mã của \(things) trong danh mục \(catalog)", "what the catalog \(catalog) recognises \(things) as")
      case "affecting":
        return word(
          "các dòng của danh mục \(catalog) ứng với (\(things))",
          "the rows of the catalog \(catalog) that affect (\(things))")
      default: return nil
      }
    }
    switch (name, arguments.count) {
    case ("during", 2):
      let (a, b) = (noun(arguments[0]), noun(arguments[1]))
      return word("\(noun(target)) từ \(a) đến \(b)", "\(noun(target)) from \(a) to \(b)")
    case ("size", 0): return word("số lượng \(noun(target))", "the number of \(noun(target))")
    case ("trim", 0), ("lowerAscii", 0): return noun(target)
    default: return nil
    }
  }

  func code(_ expression: Expression) -> String { "`\(Unparser.text(of: expression))`" }

  private func code(_ operand: Expression, _ field: String) -> String { "`\(Unparser.text(of: operand)).\(field)`" }
}
