import CEL
import Diagnostics
import Schema
import Values

/// Product names looked for as a piece of a text, where a catalog knows another product that has the piece in its name.
struct LooseProductName: Lint {
  let name = "loose-product-name"
  let code = DiagnosticCode.looseProductName
  let summary = "A search for a product's name that hits a look-alike of a catalog."
  let reason = """
    `contains('zoom')` finds ZoomText and ZoomIt too. A catalog tells products from their look-alikes: ask \
    `catalog.classify(entity)`. Looked at are `contains`, `startsWith`, `endsWith`, `matches` and `mentions` on an \
    attribute by which a catalog of the policy classifies.
    """
  private static let catalog = """

    ---
    catalog: vendors
    as_of: 2026-01-05
    origin: an example
    columns: {id: text, names: list<pattern>, look_alikes: list<pattern>}
    key: [id]
    classify: {camera: [{vendor: names}]}
    rows: [{id: axis, names: ['axis( communications)?'], look_alikes: ['(the )?axiscare.*']}]
    """
  let examples = [
    LintExample(
      "uses: [inventory, vendors]\n"
        + ConstantCondition.policy("!camera.vendor.contains('axis') && vendors.classify(camera) != ''")
        + catalog, finds: ["camera.vendor.contains('axis')"]),
    LintExample(
      "uses: [inventory, vendors]\n" + ConstantCondition.policy("vendors.classify(camera) != 'axis'") + catalog),
    LintExample(
      "uses: [inventory, vendors]\n"
        + ConstantCondition.policy("!mentions(camera.vendor, 'axis') && vendors.classify(camera) != ''")
        + catalog),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var found: [LintFinding] = []
    for expression in context.expressions {
      expression.root.forEach { node in
        guard case .call(let name, let target, let arguments) = node.kind, Self.searches.contains(name) else { return }
        let operands = (target.map { [$0] } ?? []) + arguments
        guard operands.count == 2, let wanted = text(operands[1].literal),
          let hit = lookAlike(of: wanted, by: name, members: context.members(operands[0], in: expression), context)
        else { return }
        found.append(
          LintFinding(
            self, "this also finds `\(hit.sample)`, which is something else", at: expression.span(node),
            also: [Diagnostic.Label(hit.span, "a look-alike of the catalog")],
            help: ["ask the catalog: `\(hit.catalog).classify(\(hit.entity))`"], within: expression.place))
      }
    }
    return found
  }

  private static let searches: Set<String> = ["contains", "startsWith", "endsWith", "matches", "mentions"]

  private struct Hit {
    var sample: String
    var span: Span
    var catalog: String
    var entity: String
  }

  private func lookAlike(of wanted: String, by search: String, members: [Member], _ context: LintContext) -> Hit? {
    for case .attribute(let entity, let attribute) in members {
      for catalog in context.loaded.catalogs where catalog.attributesRead(of: entity).contains(attribute.name) {
        for text in catalog.rows.flatMap({ $0.cells["look_alikes"]?.texts ?? [] }) {
          guard let sample = (try? Pattern(text.text))?.sample, finds(wanted, in: sample, by: search) else { continue }
          return Hit(sample: sample, span: text.span, catalog: catalog.name, entity: entity)
        }
      }
    }
    return nil
  }

  private func finds(_ wanted: String, in sample: String, by search: String) -> Bool {
    let (piece, whole) = (Text.fold(wanted), Text.fold(sample))
    switch search {
    case "contains": return whole.contains(piece)
    case "startsWith": return whole.hasPrefix(piece)
    case "endsWith": return whole.hasSuffix(piece)
    case "mentions": return Text(sample).mentions(Text(wanted))
    default: return (try? Pattern(wanted))?.matches(whole) ?? false
    }
  }

  private func text(_ value: Value?) -> String? {
    switch value {
    case .string(let string)?: string.isEmpty ? nil : string
    case .text(let text)?: text.isEmpty ? nil : text.display
    default: nil
    }
  }
}
