/// The tailoring of policies to a site.
struct ProfileTemplate: DocumentTemplate {
  let name = "profile"
  let summary = "which policies hold at a site, and with what settings"

  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem> {
    var lines = [
      "# What holds at a site: the policies, the numbers that they leave open, the zone in which days are counted. Waivers and",
      "# attestations are documents beside this one, named here by their ids.",
      "profile: \(context.id)",
      "zone: Asia/Ho_Chi_Minh",
    ]
    let ids = context.policies.map(\.policy.id)
    if !ids.isEmpty { lines.append("policies: [\(ids.joined(separator: ", "))]") }
    lines.append("fail_on: medium")
    return .success([NewFile("\(context.id).yaml", lines.map { $0 + "\n" }.joined())])
  }
}
