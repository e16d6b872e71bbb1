import Testing

@testable import Workflow

@Suite struct CompletionTests {
  private func rules(_ words: [String]) -> [String] {
    CompletionWords.policies(words) { $0 == "KIEM_POLICIES" ? Project.policies : nil }.flatMap { $0.rules.map(\.id) }
  }

  @Test func `the shipped policies' rules are offered, or those of the policy that stands on the line`() {
    let all = rules(["kiem", "explain", ""])
    #expect(all.contains("zoom-removed") && all.contains("firmware-current"))
    let own = rules(["kiem", "graph", "ninh-binh-2699-cameras", "--rule", ""])
    #expect(own.contains("firmware-current") && !own.contains("zoom-removed"))
    let path = rules(["kiem", "explain", "-p", "\(Project.policies)/cam-pha-2020-online-meetings", "z"])
    #expect(path.contains("zoom-removed") && !path.contains("firmware-current"))
  }

  @Test func `where there is no policy nothing is offered`() {
    #expect(CompletionWords.policies(["kiem", "/nowhere/x"]) { _ in "/nowhere" }.isEmpty)
  }
}
