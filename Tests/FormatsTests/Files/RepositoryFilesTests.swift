import Formats
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder for one test, gone after it.
final class Repository {
  let path: String

  init(_ files: [String: String]) throws {
    var template = Array("/tmp/kiem-repository-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { try write(name, Array(text.utf8)) }
  }

  deinit { Self.remove(path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    let file = try #require(fopen(path + "/" + name, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private static func remove(_ path: String) {
    if let stream = opendir(path) {
      var names: [String] = []
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(stream)
      var status = stat()
      for name in names {
        let child = path + "/" + name
        if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { remove(child) } else { unlink(child) }
      }
    }
    rmdir(path)
  }

  /// A listing without the folder in front of its paths.
  func relative(_ paths: [String]) -> [String] { paths.map { String($0.dropFirst(path.count + 1)) } }
}

@Suite struct RepositoryFilesTests {
  @Test func `ignored files are left out, file by file and folder by folder`() throws {
    let repository = try Repository([
      ".gitignore": "*.log\n!keep.log\n/build/\nnode_modules/\n\\!odd\n", ".git/config": "x",
      ".git/info/exclude": "secret*\n",
      "a.yaml": "", "a.log": "", "keep.log": "", "build/x": "", "sub/build/x": "", "sub/node_modules/y": "", "!odd": "",
      "secret.txt": "", ".env": "", ".github/workflows/ci.yml": "",
      "sub/.gitignore": "!a.log\n/only-here\r\n", "sub/a.log": "", "sub/b.log": "", "sub/only-here": "",
      "sub/deep/only-here": "",
      "ignored/.gitignore": "*\n!.gitignore\n", "ignored/x": "", "z/.git": "gitdir: x", "z/b.yaml": "",
    ])
    let listing = try FileTree.repositoryFiles(under: repository.path)
    #expect(
      repository.relative(listing.files) == [
        ".env", ".github/workflows/ci.yml", ".gitignore", "a.yaml", "ignored/.gitignore", "keep.log", "sub/.gitignore",
        "sub/a.log", "sub/build/x", "sub/deep/only-here", "z/b.yaml",
      ])
  }

  @Test func `nothing below a left-out folder comes back`() throws {
    let repository = try Repository([
      ".gitignore": "out\n!out/keep\n", "out/keep": "", "in/.gitignore": "*\n!*/\n!*.yaml\n", "in/x/a.yaml": "",
      "in/x/b": "",
    ])
    let listing = try FileTree.repositoryFiles(under: repository.path)
    #expect(repository.relative(listing.files) == [".gitignore", "in/x/a.yaml"])
  }

  @Test func `links, pipes and devices are left alone`() throws {
    let repository = try Repository(["a.yaml": "", "d/b.yaml": "", "gate.PNG": "", "png": ""])
    symlink("a.yaml", repository.path + "/inside.yaml")
    symlink("/etc/passwd", repository.path + "/out.yaml")
    symlink("/etc", repository.path + "/folder")
    symlink(".", repository.path + "/d/loop")
    symlink("/etc/passwd", repository.path + "/.gitignore")
    mkfifo(repository.path + "/pipe.yaml", 0o644)
    let listing = try FileTree.repositoryFiles(under: repository.path)
    #expect(repository.relative(listing.files) == ["a.yaml", "d/b.yaml", "png"])
    #expect(
      repository.relative(listing.skipped.filter { !$0.isHidden }.map { "\($0.path): \($0.reason)" }) == [
        ".gitignore: it is a link out of the folder, or to nothing",
        "folder: it is a link out of the folder, or to nothing",
        "out.yaml: it is a link out of the folder, or to nothing", "pipe.yaml: it is no regular file",
      ])
  }

  @Test func `paths select`() throws {
    let repository = try Repository([
      "a.yaml": "", "t/a.yaml": "", "t/x/b.json": "", "v/a.yaml": "", "v/keep/a.yaml": "",
    ])
    let selection = PathSelection(
      include: [try #require(PathPattern("*.yaml")), try #require(PathPattern("/t/x/"))],
      exclude: [try #require(PathPattern("/v")), try #require(PathPattern("!/v/keep"))])
    let listing = try FileTree.repositoryFiles(under: repository.path, selection: selection)
    #expect(repository.relative(listing.files) == ["a.yaml", "t/a.yaml", "t/x/b.json", "v/keep/a.yaml"])
  }

  @Test func `a list of files is looked up in its folder and nowhere else`() throws {
    let repository = try Repository(["a.yaml": "", "d/é b.yaml": ""])
    symlink("/etc/passwd", repository.path + "/out.yaml")
    symlink("a.yaml", repository.path + "/in.yaml")
    let text =
      "d/./\u{e9} b.yaml\r\na.yaml\n./a.yaml\ngone.yaml\n../x\n/etc/passwd\nout.yaml\nin.yaml\nd\n\(repository.path)/a.yaml\n"
    let selected = try FileList(Array(text.utf8)).selected(within: repository.path)
    #expect(repository.relative(selected.files) == ["a.yaml", "d/é b.yaml"])
    #expect(selected.missing == ["gone.yaml"])
    #expect(
      selected.refused.map { "\($0.path): \($0.reason)" } == [
        "../x: it leads out of the folder", "/etc/passwd: it leads out of the folder",
        "out.yaml: it leads out of the folder", "in.yaml: it is a link", "d: it is a folder",
      ])
  }

  @Test func `a list may be git's, quoted or parted by NUL`() {
    #expect(FileList(Array("\"d/\\303\\251 \\\"b.yaml\"\nx\n".utf8)).paths == ["d/é \"b.yaml", "x"])
    #expect(FileList(Array("a\nb\u{0}c\u{0}".utf8)).paths == ["a\nb", "c"])
    #expect(FileList([0xFF, 0x0A, 0x61]).unreadable == 1)
    #expect(FileList([]).paths == [])
  }
}
