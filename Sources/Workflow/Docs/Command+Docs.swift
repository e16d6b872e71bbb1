import Authoring
import Diagnostics

extension Command {
  /// `kiem docs`: the pages of policies, and the sheets that a unit fills in.
  public static func docs(_ request: DocsRequest, console: Console) -> ExitStatus {
    let policies = ShippedPolicies.paths(of: request.policies, console)
    if let missing = firstMissing(policies, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let input = RunInput.load(policies: policies, profile: nil, shipped: shipped)
    let wrong = input.everythingWrong
    console.show(wrong)
    guard !wrong.hasErrors else { return .unusableData }
    let asOf = request.asOf ?? Clock.today(in: .vietnam)
    let documentation = PolicyDocumentation(input.policies, asOf: asOf, language: request.language)
    if let folder = request.folder {
      let files = documentation.files.map { (path: $0.path, bytes: $0.bytes) }
      return deliver(files, to: folder, overwrites: request.overwrites, console)
    }
    let pages = documentation.pages.map(\.bytes).joined(separator: Array("\n".utf8))
    return console.deliver(Array(pages)) ?? .passed
  }
}
