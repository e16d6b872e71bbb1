import Policies
import Testing

struct NeighbourFilesTests {
  @Test func `an inventory's list beside a profile is nobody's mistake`() {
    let files = DocumentFiles([
      "site/profile.yaml": "profile: site\nwaivers: [w]\n",
      "site/units.yaml": "- {id: vp, name: Văn phòng}\n",
      "site/waivers.yaml": "waivers: w\nitems: []\n",
    ])
    let loaded = LoadedProfile.load("site/profile.yaml", files: files)
    #expect(loaded.waivers.map(\.id) == ["w"])
    #expect(!loaded.diagnostics.all.contains { $0.primary?.span.source.path == "site/units.yaml" })
  }
}
