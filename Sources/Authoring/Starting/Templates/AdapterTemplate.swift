/// How one tool's export maps to entities.
struct AdapterTemplate: DocumentTemplate {
  let name = "adapter"
  let summary = "how a tool's export becomes devices"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    let text = """
      # How the export of one tool means devices: its headers on the right. What tells the files from others stands in
      # `recognise`; a register (`declared: true`) says what should be, not what was seen. See docs/adapters.md.
      adapter: \(context.id)
      version: 0.1.0
      title: \(YAMLText.scalar("The tool \(context.id) (CSV)"))
      recognise:
        format: csv
        headers: [Asset Tag, Serial Number, Owner Unit]
      date_order: dmy
      records:
        - entity: device
          declared: true
          where: row['Asset Tag'] != ''
          columns:
            asset_tag: Asset Tag
            serial: Serial Number
            hostname: [Computer Name, Name]
            unit: Owner Unit

      """
    return .success([NewFile("\(context.id).yaml", text)])
  }
}
