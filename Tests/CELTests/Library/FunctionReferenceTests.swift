import CEL
import FoundationEssentials
import Testing

struct FunctionReferenceTests {
  static let path: String = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    return root + "/docs/functions.md"
  }()

  /// With `KIEM_UPDATE_SNAPSHOTS=1` the page is written anew.
  @Test func `the page of functions is what the declarations say`() throws {
    let current = FunctionReference.markdown()
    if ProcessInfo.processInfo.environment["KIEM_UPDATE_SNAPSHOTS"] != nil {
      try Data(current.utf8).write(to: URL(filePath: Self.path))
    }
    let page = FileManager.default.contents(atPath: Self.path).map { String(decoding: $0, as: UTF8.self) }
    #expect(
      page == current,
      "docs/functions.md is stale: run KIEM_UPDATE_SNAPSHOTS=1 swift test --filter FunctionReferenceTests")
  }
}
