import FoundationEssentials
import Testing

@testable import Workflow

/// Which of the shipped policies a run reads.
struct NamedPolicyTests {
  @Test func `the policies that a profile names are read alone`() throws {
    try withPolicies { folder in
      try folder.write("profile.yaml", "profile: mine\npolicies: [first]\n")
      let input = load(folder)
      #expect(input.policies.map(\.policy.id) == ["first"])
      #expect(input.diagnostics.isEmpty, "\(input.diagnostics.all.map(\.message))")
    }
  }

  @Test func `what a profile says of another policy is looked up there`() throws {
    try withPolicies { folder in
      try folder.write(
        "profile.yaml",
        """
        profile: mine
        policies: [first]
        skip:
          - {rule: third/used, reason: not ours, approved_by: Somebody}
        """)
      // The other one is broken, and now it is read.
      let messages = load(folder).diagnostics.all.map(\.message)
      #expect(messages.contains { $0.contains("`third`") }, "\(messages)")
    }
  }

  @Test(arguments: ["second", "../policies/first"])
  func `a name that is no folder's is told`(name: String) throws {
    try withPolicies { folder in
      try folder.write("profile.yaml", "profile: mine\npolicies: ['\(name)']\n")
      let messages = load(folder).diagnostics.all.map(\.message)
      #expect(messages.contains { $0.contains("`\(name)`") }, "\(messages)")
    }
  }

  private func load(_ folder: Folder) -> RunInput {
    RunInput.load(policies: [], profile: "\(folder.path)/profile.yaml", shipped: "\(folder.path)/policies")
  }

  /// A policy that is right, and one that is not.
  private func withPolicies(_ body: (Folder) throws -> Void) throws {
    try Project.withFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder.path)/policies/shared", withIntermediateDirectories: true)
      try files.copyItem(
        atPath: "\(Project.policies)/shared/schema", toPath: "\(folder.path)/policies/shared/schema")
      for id in ["first", "broken"] {
        try files.createDirectory(atPath: "\(folder.path)/policies/\(id)", withIntermediateDirectories: true)
        let rule = id == "first" ? "device.status == 'active'" : ""
        try folder.write(
          "policies/\(id)/policy.yaml",
          """
          policy: \(id)
          version: 1.0.0
          title: {en: Small}
          advisory:
            issuer: Nobody
            clauses:
              - {id: C1, force: mandatory, quote: Do it, en: Do it}
          uses: [inventory]
          rules:
            - id: used
              clause: C1
              subject: device
              severity: high
              check: "\(rule)"
              title: {en: Used}
              remediation: {en: Use it}
          """)
      }
      try body(folder)
    }
  }
}
