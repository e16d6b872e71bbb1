import Diagnostics
import Policies
import Testing

@Suite struct ProjectTests {
  @Test func `a project is read`() throws {
    let (documents, diagnostics) = decode(
      """
      kiem: site
      policies: [policies/cameras, camera-configuration]
      profile: policies/profile.yaml
      paths:
        include: ["*.yml", /deploy/]
        exclude: vendor/
      """)
    #expect(diagnostics == "")
    guard case .project(let project) = documents.first else { return #expect(documents.count == 1, "a project") }
    #expect(project.name.value == "site")
    #expect(project.policies.map(\.value) == ["policies/cameras", "camera-configuration"])
    #expect(project.profile?.value == "policies/profile.yaml")
    #expect(
      ["a.yml", "deploy/a.json", "a.json", "vendor/a.yml"].map(project.paths.contains) == [true, true, false, false])
  }

  static let mistaken: [(text: String, problems: String)] = [
    ("kiem: a\npolicy: [x]\n", "2:1 KIEM2002 "), ("kiem: a\npaths: {exlude: [x]}\n", "2:9 KIEM2002 "),
    ("kiem: a\npaths: {include: []}\n", "2:9 KIEM2076 `include` has no pattern"),
    ("kiem: a\npaths: {include: [\"[a\"]}\n", "2:19 KIEM2004 `[a` is no pattern of paths"),
    ("kiem: a\npolicies: [../x]\n", "2:12 KIEM2093 `../x` lies outside"),
    ("kiem: a\nprofile: /etc/p.yaml\n", "2:10 KIEM2093 `/etc/p.yaml` lies outside"),
    ("kiem: a\npolicies: [x, x]\n", "2:15 KIEM2007 "), ("kiem: [a]\n", "1:8 KIEM2004 "),
  ]

  @Test(arguments: mistaken)
  func `a mistake is told at its place`(text: String, problems: String) {
    #expect(decode(text).diagnostics.hasPrefix(problems), "\(decode(text).diagnostics)")
  }

  @Test func `a project is found at the root and nowhere else`() {
    let files = DocumentFiles(["r/kiem.yaml": "kiem: a\n", "s/x/kiem.yaml": "kiem: b\n", "t/kiem.yaml": "a: 1\n"])
    #expect(LoadedProject.load(root: "r/", files: files)?.project?.name.value == "a")
    #expect(LoadedProject.load(root: "s", files: files) == nil)
    let other = LoadedProject.load(root: "t", files: files)
    #expect(other != nil && other?.project == nil && other?.diagnostics.hasErrors == true)
    let twice = LoadedProject.load(root: "r", files: DocumentFiles(["r/kiem.yaml": "kiem: a\n---\nkiem: b\n"]))
    #expect(twice?.diagnostics.all.map(\.code) == [.duplicateDocument])
  }
}
