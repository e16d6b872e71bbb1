import Diagnostics

/// Catalogs that no expression asks.
struct UnusedCatalog: Lint {
  let name = "unused-catalog"
  let code = DiagnosticCode.unusedCatalog
  let summary = "A catalog in `uses` that no expression asks."
  let reason = """
    Its rows are digested into every run and looked after for nothing. Take it out of `uses`, or ask it: `row`, \
    `match`, `classify`.
    """
  private static let catalog = """

    ---
    catalog: vendors
    as_of: 2026-01-05
    origin: an example
    columns: {id: text, good: bool}
    key: [id]
    rows: [{id: axis, good: true}]
    """
  let examples = [
    LintExample("uses: [inventory, vendors]" + catalog, finds: ["vendors"]),
    LintExample(
      """
      uses: [inventory, vendors]
      rules:
        - id: good
          clause: A
          subject: camera
          severity: high
          title: {vi: Hãng tốt, en: A good maker}
          check: vendors.row(camera.vendor).good
          remediation: {vi: Đổi hãng, en: Buy another}
      """ + catalog),
  ]

  func check(_ context: LintContext) -> [LintFinding] {
    var named: Set<String> = []
    for expression in context.expressions {
      expression.root.forEach { node in if case .identifier(let name, _) = node.kind { named.insert(name) } }
    }
    let catalogs = Set(context.loaded.catalogs.map(\.name))
    return context.policy.uses.filter { catalogs.contains($0.value) && !named.contains($0.value) }.map { use in
      LintFinding(self, "no expression asks the catalog `\(use.value)`", at: use.span)
    }
  }
}
