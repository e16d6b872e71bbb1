import Diagnostics
import Formats
import Glibc
import Testing

@Suite final class FileReaderTests {
  /// Gone with the test.
  private var folders: [Repository] = []

  /// A folder of one's own, with files in it.
  private func folder(_ files: [String: String]) throws -> String {
    let folder = try Repository(files)
    folders.append(folder)
    return folder.path
  }

  @Test func `a file is read whole`() throws {
    let root = try folder(["a.csv": String(repeating: "ấ", count: 100_000), "empty": ""])
    #expect(try FileReader.read(path: root + "/a.csv").bytes.count == 300_000)
    #expect(try FileReader.read(path: root + "/empty").bytes == [])
    #expect(try FileReader.read(path: "a.csv", within: root).path == root + "/a.csv")
  }

  @Test func `what cannot be read says why`() throws {
    let root = try folder(["a": "12345", "d/x": ""])
    #expect(throws: FileError.notFound(path: root + "/b")) { try FileReader.read(path: root + "/b") }
    #expect(throws: FileError.notFound(path: root + "/a/b")) { try FileReader.read(path: root + "/a/b") }
    #expect(throws: FileError.notFound(path: "")) { try FileReader.read(path: "") }
    #expect(throws: FileError.isDirectory(path: root + "/d")) { try FileReader.read(path: root + "/d") }
    #expect(throws: FileError.tooLarge(path: root + "/a", limit: 4)) {
      try FileReader.read(path: root + "/a", limit: 4)
    }
    #expect(throws: FileError.notReadable(path: "/dev/null", reason: "it is no regular file")) {
      try FileReader.read(path: "/dev/null")
    }
    #expect(throws: FileError.notFound(path: root + "/a\u{0}b")) { try FileReader.read(path: root + "/a\u{0}b") }
  }

  @Test func `nothing outside a folder is read through it`() throws {
    let outside = try folder(["secret": "x"])
    let root = try folder(["a": "1"])
    symlink(outside + "/secret", root + "/link")
    symlink("a", root + "/inner")
    #expect(try FileReader.read(path: "inner", within: root).bytes == [0x31])
    for path in ["link", "../" + FilePaths.name(of: outside) + "/secret", outside + "/secret", "../nothing"] {
      #expect(throws: FileError.outsideRoot(path: path, root: root)) { try FileReader.read(path: path, within: root) }
    }
  }

  @Test func `a folder lists its files by their bytes and what it passed over`() throws {
    let outside = try folder(["secret": "x"])
    let root = try folder(["b.csv": "", "B.csv": "", "a/z": "", "a/ấ": "", "a-b": "", ".git/config": ""])
    symlink(outside, root + "/out")
    symlink(outside + "/secret", root + "/out2")
    symlink(root, root + "/a/loop")
    symlink("b.csv", root + "/inner")
    symlink("nowhere", root + "/broken")
    let listing = try FileTree.files(under: root)
    #expect(listing.files == ["B.csv", "a-b", "a/z", "a/ấ", "b.csv", "inner"].map { root + "/" + $0 })
    #expect(
      listing.skipped.map { "\($0.path.dropFirst(root.count + 1)): \($0.reason)" } == [
        ".git: it is hidden", "a/loop: it is a link to a folder", "broken: it is a link to nothing",
        "out: it is a link out of the folder", "out2: it is a link out of the folder",
      ])
    #expect(try FileTree.files(under: root + "/b.csv").files == [root + "/b.csv"])
    #expect(throws: FileError.notFound(path: root + "/nope")) { try FileTree.files(under: root + "/nope") }
  }

  @Test(arguments: [
    ("a/b.yaml", "a", "b.yaml"), ("b.yaml", ".", "b.yaml"), ("/b", "/", "b"), ("/a/b", "/a", "b"), ("a/b/", "a/b", "b"),
    ("/", "/", "/"), ("", ".", ""), ("a//b.csv", "a/", "b.csv"), ("thư mục/tệp.csv", "thư mục", "tệp.csv"),
  ])
  func `a path has a folder and a name`(path: String, folder: String, name: String) {
    #expect(FilePaths.folder(of: path) == folder)
    #expect(FilePaths.name(of: path) == name)
  }
}
