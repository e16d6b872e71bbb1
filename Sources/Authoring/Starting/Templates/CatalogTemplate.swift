import Values

/// A reference table.
struct CatalogTemplate: DocumentTemplate {
  let name = "catalog"
  let summary = "a reference table that expressions look things up in"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    // Expressions write the name.
    let name = String(context.id.map { $0 == "-" || $0 == "." ? "_" : $0 })
    let text = """
      # What the table lists, and where its rows come from. Every row states what was true on `as_of`; a row that nobody has
      # verified says `unchecked: true`. Policies name the table in `uses`, expressions by `\(name).row('example')`.
      catalog: \(name)
      as_of: \(context.asOf)
      origin: where the rows come from
      columns:
        id: text
        names: list<text>
        supported: bool
      key: [id]
      aliases: names
      rows:
        - {id: example, names: [Example, Example Pro], supported: true, unchecked: true}

      """
    return .success([NewFile("\(name).yaml", text)])
  }
}
