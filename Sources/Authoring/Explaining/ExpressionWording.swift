import CEL
import Planning
import Policies
import Schema
import Values

/// Says in plain words what an expression asks: `&&` is "all of", `x.all(...)` "for every ...", an attribute its label.
///
///     camera.accounts.all(a, a.is_disabled || a.strong)
///     for every account of the camera's accounts at least one of:
///       - the account's is disabled: yes
///       - the account: "strong" holds
///
/// What there are no words for stays an expression, in back-ticks: nothing is said that the expression does not say.
struct ExpressionWording {
  let compiled: CompiledPolicy
  let language: Language
  /// The side tables of the expression.
  let checked: CheckedExpression

  /// A line of an outline, so many steps in.
  struct Line: Equatable {
    var depth: Int
    var text: String
  }

  /// How many levels of an expression are broken into lines; what is deeper stays on one.
  private static let depthLimit = 6

  func word(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// An expression in lines: a line for a condition, under it the conditions that it is made of.
  ///
  /// - Parameter isNegated: whether the opposite is to be said.
  func outline(_ expression: Expression, isNegated: Bool = false) -> [Line] {
    guard !neverHolds(expression, isNegated) else {
      let head = word(
        "chỉ dữ liệu thì không bao giờ đủ, vì phần sau để ngỏ:",
        "never by the data alone, since this is left undecided:")
      return [Line(depth: 0, text: head)] + outline(expression, isNegated, depth: 1)
    }
    return outline(expression, isNegated, depth: 0)
  }

  /// Whether an expression, or its opposite, can never be true, whatever the data: for `undecided(...)` in it.
  private func neverHolds(_ expression: Expression, _ isNegated: Bool) -> Bool {
    guard case .call(let name, nil, let operands) = expression.kind else { return false }
    switch name {
    case "undecided": return true
    case "!_": return operands.first.map { neverHolds($0, !isNegated) } ?? false
    case "_&&_", "_||_":
      let isAll = (name == "_&&_") != isNegated
      return isAll
        ? operands.contains { neverHolds($0, isNegated) } : operands.allSatisfy { neverHolds($0, isNegated) }
    default: return false
    }
  }

  private func outline(_ expression: Expression, _ isNegated: Bool, depth: Int) -> [Line] {
    guard depth < ExpressionWording.depthLimit else {
      return [Line(depth: depth, text: phrase(expression, isNegated))]
    }
    switch expression.kind {
    case .call("!_", nil, let operands) where operands.count == 1:
      return outline(operands[0], !isNegated, depth: depth)
    case .call(let name, nil, _) where name == "_&&_" || name == "_||_":
      let isAll = (name == "_&&_") != isNegated
      let head =
        isAll ? word("tất cả các điều sau:", "all of these:") : word("ít nhất một điều sau:", "at least one of these:")
      let operands = expression.operands(of: name)
      let possible = isAll ? operands : operands.filter { !neverHolds($0, isNegated) }
      guard possible.count != 1 else { return outline(possible[0], isNegated, depth: depth) }
      return [Line(depth: depth, text: head)] + possible.flatMap { outline($0, isNegated, depth: depth + 1) }
    case .call("_?_:_", nil, let parts) where parts.count == 3 && checked.types[expression.id] == .bool:
      return [Line(depth: depth, text: word("nếu ", "if ") + phrase(parts[0]) + word(", thì:", ", then:"))]
        + outline(parts[1], isNegated, depth: depth + 1)
        + [Line(depth: depth, text: word("nếu không:", "otherwise:"))]
        + outline(parts[2], isNegated, depth: depth + 1)
    case .comprehension(let macro):
      guard let body = macro.condition, let head = head(of: macro, isNegated), isComposed(body) else { break }
      // Of "no camera that ..." the conditions are said as they are, of "some camera that is not ..." they are not.
      let negatesBody = macro.macro == .all && isNegated
      return [Line(depth: depth, text: head)] + outline(body, negatesBody, depth: depth + 1)
    default: break
    }
    return [Line(depth: depth, text: phrase(expression, isNegated))]
  }

  private func isComposed(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call("_&&_", nil, _), .call("_||_", nil, _), .comprehension: true
    case .call("!_", nil, let operands): operands.first.map(isComposed) ?? false
    default: false
    }
  }

  /// What a macro asks of how many, before what it asks; nil for one that is no condition.
  func head(of macro: Expression.Comprehension, _ isNegated: Bool) -> String? {
    let (one, many) = element(macro)
    switch (macro.macro, isNegated) {
    case (.all, false): return word("với mọi \(one) trong \(many):", "for every \(one) of \(many):")
    case (.all, true): return word("có \(one) trong \(many) mà:", "there is some \(one) of \(many) for which:")
    case (.exists, false): return word("có \(one) trong \(many) mà:", "there is some \(one) of \(many) for which:")
    case (.exists, true):
      return word("không có \(one) nào trong \(many) mà:", "there is no \(one) of \(many) for which:")
    case (.existsOne, false):
      return word("có đúng một \(one) trong \(many) mà:", "there is exactly one \(one) of \(many) for which:")
    case (.existsOne, true):
      return word(
        "không có, hoặc có nhiều hơn một \(one) trong \(many) mà:",
        "there is not exactly one \(one) of \(many) for which:")
    default: return nil
    }
  }

  private func element(_ macro: Expression.Comprehension) -> (one: String, many: String) {
    let name =
      switch checked.types[macro.operand.id] {
      case .list(.object(let object))?: compiled.schema[object.name].map { spaced($0.name) }
      default: String?.none
      }
    let variable = macro.variables.last ?? ""
    return (name ?? word("phần tử \(variable)", "element \(variable)"), noun(macro.operand))
  }

  // MARK: Conditions on one line

  /// A condition in one phrase.
  func phrase(_ expression: Expression, _ isNegated: Bool = false) -> String {
    switch expression.kind {
    case .literal(.bool(let value)):
      return value != isNegated ? word("luôn luôn", "always") : word("không bao giờ", "never")
    case .call(let name, nil, let operands):
      if let text = operation(name, operands, expression, isNegated) { return text }
    case .call(let name, let target?, let arguments):
      if let text = question(name, target, arguments, isNegated) { return text }
    case .presence(let presence, let operand, let field, _):
      let thing = member(operand, field)
      let isKnown = presence == .given
      if isNegated {
        return isKnown
          ? word("không biết \(thing)", "\(thing) is not known")
          : word("\(thing) để trống", "\(thing) is not filled in")
      }
      return isKnown ? word("đã biết \(thing)", "\(thing) is known") : word("\(thing) có ghi", "\(thing) is filled in")
    case .comprehension(let macro):
      if let head = head(of: macro, isNegated), let body = macro.condition {
        return "\(head) \(phrase(body, macro.macro == .all && isNegated))"
      }
    case .select(let operand, let field, _):
      if let text = truth(of: operand, field, isNegated) { return text }
    default: break
    }
    let text = code(expression)
    return isNegated ? word("không: \(text)", "not: \(text)") : text
  }

  /// A fact that holds, an attribute that says yes.
  private func truth(of operand: Expression, _ field: String, _ isNegated: Bool) -> String? {
    if case .object(let object)? = checked.types[operand.id], object.path.isEmpty,
      compiled.policy.facts(of: object.name).contains(where: { $0.name == field })
    {
      let whose = noun(operand)
      return isNegated
        ? word("\(whose): không “\(spaced(field))”", "\(whose) is not “\(spaced(field))”")
        : word("\(whose): “\(spaced(field))”", "\(whose) is “\(spaced(field))”")
    }
    let thing = member(operand, field)
    return isNegated ? word("\(thing): không", "\(thing): no") : word("\(thing): có", "\(thing): yes")
  }

  private func operation(
    _ name: String, _ operands: [Expression], _ expression: Expression, _ isNegated: Bool
  ) -> String? {
    switch (name, operands.count) {
    case ("!_", 1): return phrase(operands[0], !isNegated)
    case ("_&&_", 2), ("_||_", 2):
      let isAll = (name == "_&&_") != isNegated
      let parts = expression.operands(of: name).map { phrase($0, isNegated) }
      return parts.joined(separator: isAll ? word(" và ", " and ") : word(" hoặc ", " or "))
    case ("_?_:_", 3):
      let (test, yes, no) = (phrase(operands[0]), phrase(operands[1], isNegated), phrase(operands[2], isNegated))
      return word("nếu \(test) thì \(yes), nếu không thì \(no)", "if \(test) then \(yes), otherwise \(no)")
    case ("_==_", 2), ("_!=_", 2): return equality(operands[0], operands[1], (name == "_==_") != isNegated)
    case ("@in", 2): return membership(operands[0], operands[1], isNegated)
    case ("_<_", 2): return comparison(operands, isNegated ? .atLeast : .less)
    case ("_<=_", 2): return comparison(operands, isNegated ? .more : .atMost)
    case ("_>_", 2): return comparison(operands, isNegated ? .atMost : .more)
    case ("_>=_", 2): return comparison(operands, isNegated ? .less : .atLeast)
    case ("undecided", 1):
      guard case .literal(let why) = operands[0].kind else { return nil }
      let text = ValueLiteral.text(of: why, limit: 200)
      return word("(không quyết định được: \(text))", "(left undecided: \(text))")
    case ("mentions", 2):
      let (a, b) = (noun(operands[0]), noun(operands[1]))
      return isNegated
        ? word("\(a) không nhắc tới \(b)", "\(a) does not mention \(b)")
        : word("\(a) nhắc tới \(b)", "\(a) mentions \(b)")
    case ("isIP", 1):
      let a = noun(operands[0])
      return isNegated
        ? word("\(a) không phải địa chỉ mạng", "\(a) is no network address")
        : word("\(a) là địa chỉ mạng", "\(a) is a network address")
    default: return nil
    }
  }

  private func equality(_ a: Expression, _ b: Expression, _ isSame: Bool) -> String {
    if case .literal(.null) = b.kind {
      let thing = noun(a)
      return isSame ? word("không có \(thing)", "there is no \(thing)") : word("có \(thing)", "there is \(thing)")
    }
    if let text = recognition(a, b, isSame) { return text }
    let (left, right) = (noun(a), noun(b))
    return isSame
      ? word("\(left) là \(right)", "\(left) is \(right)")
      : word("\(left) không phải \(right)", "\(left) is not \(right)")
  }

  /// `catalog.classify(x) == 'zoom'`, and facts that are no more than that are left to their own line.
  private func recognition(_ a: Expression, _ b: Expression, _ isSame: Bool) -> String? {
    guard case .call("classify", let target?, let arguments) = a.kind, let about = arguments.first,
      case .literal(let id) = b.kind, let catalog = catalog(target)
    else { return nil }
    let thing = noun(about)
    let text = ValueLiteral.text(of: id, limit: 100)
    if text == "''" {
      return isSame
        ? word(
          "danh mục \(catalog) chắc chắn không có \(thing)",
          "the catalog \(catalog) is sure that \(thing) is none of its rows")
        : word("danh mục \(catalog) nhận ra \(thing)", "the catalog \(catalog) recognises \(thing)")
    }
    return isSame
      ? word("danh mục \(catalog) nhận ra \(thing) là \(text)", "the catalog \(catalog) recognises \(thing) as \(text)")
      : word(
        "danh mục \(catalog) không nhận ra \(thing) là \(text)",
        "the catalog \(catalog) does not recognise \(thing) as \(text)")
  }

  private func membership(_ a: Expression, _ b: Expression, _ isNegated: Bool) -> String {
    let thing = noun(a)
    if case .list(let items, _) = b.kind {
      let list = items.map(noun).joined(separator: ", ")
      return isNegated
        ? word("\(thing) không thuộc: \(list)", "\(thing) is none of \(list)")
        : word("\(thing) thuộc: \(list)", "\(thing) is one of \(list)")
    }
    let list = noun(b)
    return isNegated
      ? word("\(thing) không nằm trong \(list)", "\(thing) is not among \(list)")
      : word("\(thing) nằm trong \(list)", "\(thing) is among \(list)")
  }

  private enum Comparison { case less, atMost, more, atLeast }

  private func comparison(_ operands: [Expression], _ comparison: Comparison) -> String {
    let (a, b) = (noun(operands[0]), noun(operands[1]))
    let isDay =
      switch checked.types[operands[0].id] {
      case .date?, .timestamp?: true
      default: false
      }
    let sign =
      switch comparison {
      case .less: isDay ? word("trước", "is before") : word("nhỏ hơn", "is less than")
      case .atMost: isDay ? word("không sau", "is not after") : word("không quá", "is at most")
      case .more: isDay ? word("sau", "is after") : word("lớn hơn", "is more than")
      case .atLeast: isDay ? word("không trước", "is not before") : word("ít nhất là", "is at least")
      }
    return "\(a) \(sign) \(b)"
  }

  private func question(
    _ name: String, _ target: Expression, _ arguments: [Expression], _ isNegated: Bool
  ) -> String? {
    guard arguments.count == 1 else { return nil }
    let (a, b) = (noun(target), noun(arguments[0]))
    let sign: String
    switch name {
    case "contains": sign = word("chứa", "contains")
    case "startsWith": sign = word("bắt đầu bằng", "begins with")
    case "endsWith": sign = word("kết thúc bằng", "ends with")
    case "matches": sign = word("khớp mẫu", "matches the pattern")
    case "containsIP", "containsCIDR": sign = word("bao gồm", "includes")
    default: return nil
    }
    return isNegated ? word("\(a) không \(sign) \(b)", "it is not so that \(a) \(sign) \(b)") : "\(a) \(sign) \(b)"
  }
}
