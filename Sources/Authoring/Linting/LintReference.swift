/// The reference of all lints, made from what they say of themselves.
public enum LintReference {
  /// A Markdown page, in the order of the catalog.
  public static func markdown(_ lints: [any Lint] = LintCatalog.all) -> String {
    var lines = [
      "# Lints", "",
      """
      Made from the declarations in `Sources/Authoring/Lints`; the examples are the tests. An example leaves out what it \
      is not about: the schema, the advisory, the rest of the policy.
      """, "",
      """
      `kiem lint [POLICY...]` looks at policies with their tests and catalogs, `--profile FILE` at its waivers too. \
      `--lint NAME=LEVEL` makes a lint weigh more or less: `off`, `note` (told, and no reason for exit status 1), \
      `warning`, `error`. A comment silences a finding on its line, or on what stands below it, if it says why:
      """, "",
      "```yaml", "# lint: missing-remediation the maker alone can mend it", "```", "",
      """
      Not among the lints are mistakes that keep a policy from being used, since every command tells of them: a clause \
      that no rule decides, a quote that does not stand in the advisory, a name that nothing bears.
      """,
    ]
    for lint in lints {
      lines += [
        "", "## `\(lint.name)`", "", "\(lint.summary) `\(lint.code)`, \(lint.level.rawValue).", "", lint.reason,
      ]
      lines += section("Finds something in:", lint.examples.filter { !$0.finds.isEmpty })
      lines += section("Finds nothing in:", lint.examples.filter(\.finds.isEmpty))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ title: String, _ examples: [LintExample]) -> [String] {
    ["", title]
      + examples.flatMap { example -> [String] in
        var lines = ["", "```yaml", example.text, "```"]
        if !example.finds.isEmpty {
          lines += ["", "at " + example.finds.map { "`\($0)`" }.joined(separator: " and ")]
        }
        return lines
      }
  }
}
