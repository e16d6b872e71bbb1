import FoundationEssentials
import Testing

@testable import Workflow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct OutputFileTests {
  private let one = Array("one\n".utf8)

  @Test func `a file is there whole, with nothing beside it`() throws {
    try withFolder { folder in
      #expect(OutputFile.write(one, to: "\(folder)/a", existing: .refused) == nil)
      #expect(names(in: folder) == ["a"])
      #expect(text(of: "\(folder)/a") == "one\n")
    }
  }

  @Test func `a file stays as it was unless it may be replaced`() throws {
    try withFolder { folder in
      _ = OutputFile.write(one, to: "\(folder)/a", existing: .refused)
      let problem = OutputFile.write(Array("two\n".utf8), to: "\(folder)/a", existing: .refused)
      #expect(problem?.message == "`\(folder)/a` is already there and was left as it is")
      #expect(text(of: "\(folder)/a") == "one\n")
      #expect(OutputFile.write(Array("two\n".utf8), to: "\(folder)/a", existing: .replaced) == nil)
      #expect(text(of: "\(folder)/a") == "two\n")
      #expect(names(in: folder) == ["a"])
    }
  }

  @Test func `a file keeps its mode, and a link leads to the new one`() throws {
    try withFolder { folder in
      _ = OutputFile.write(one, to: "\(folder)/a", existing: .refused, newMode: 0o600)
      symlink("a", "\(folder)/b")
      #expect(OutputFile.write(Array("two\n".utf8), to: "\(folder)/b", existing: .replaced) == nil)
      #expect(text(of: "\(folder)/a") == "two\n")
      var status = stat()
      #expect(lstat("\(folder)/a", &status) == 0 && status.st_mode & 0o777 == 0o600)
      #expect(lstat("\(folder)/b", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
  }

  @Test func `a file that nobody finished is not there`() throws {
    try withFolder { folder in
      let file = try OutputFile("\(folder)/a", existing: .refused)
      file.write(one)
      #expect(names(in: folder).count == 1)
      file.abandon()
      #expect(names(in: folder) == [])
    }
  }

  @Test(arguments: [OutputFile.Existing.refused, .replaced])
  func `a device is written to, and left where it is`(existing: OutputFile.Existing) throws {
    try withFolder { folder in
      symlink("/dev/null", "\(folder)/null")
      #expect(OutputFile.write(one, to: "\(folder)/null", existing: existing) == nil)
      var status = stat()
      #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
      #expect(names(in: folder) == ["null"])
    }
  }

  @Test func `a pipe is written to for whoever reads it`() throws {
    try withFolder { folder in
      let pipe = "\(folder)/pipe"
      mkfifo(pipe, 0o600)
      // A pipe that is open for both waits for nobody.
      let end = open(pipe, O_RDWR)
      defer { close(end) }
      #expect(OutputFile.write(one, to: pipe, existing: .refused) == nil)
      var bytes = [UInt8](repeating: 0, count: 16)
      #expect(read(end, &bytes, 16) == 4)
      #expect(names(in: folder) == ["pipe"])
    }
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "there is no /dev/full here"))
  func `what kept a file from being written is told`() {
    let problem = OutputFile.write(one, to: "/dev/full", existing: .refused)
    #expect(problem?.message == "`/dev/full` cannot be written: no space left on device")
    let missing = OutputFile.write(one, to: "/nowhere/a", existing: .refused)
    #expect(missing?.message == "`/nowhere/a` cannot be written: no such file or directory")
  }

  // MARK: The disk

  private func withFolder(_ body: (String) throws -> Void) throws {
    try Project.withFolder { folder in try body(folder.path) }
  }

  private func text(of path: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
