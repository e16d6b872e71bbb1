import Glibc
import Testing

@testable import Formats

@Suite struct FileChangeTests {
  private func file(_ text: String) throws -> String {
    let template = strdup("/tmp/kiem-change-XXXXXX")
    defer { free(template) }
    let descriptor = template.map { mkstemp($0) } ?? -1
    try #require(descriptor >= 0)
    close(descriptor)
    let path = template.map { String(cString: $0) } ?? ""
    write(text, to: path, "w")
    return path
  }

  private func write(_ text: String, to path: String, _ mode: String) {
    guard let file = fopen(path, mode) else { return }
    fputs(text, file)
    fclose(file)
  }

  @Test func `a file that changes once is read again`() throws {
    let path = try file("one\n")
    defer { unlink(path) }
    var times = 0
    let (bytes, hasChanged) = try FileReader.bytes(path: path, limit: 100) {
      if times == 0 { write("two\n", to: path, "a") }
      times += 1
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "one\ntwo\n")
    #expect(!hasChanged)
    #expect(times == 2)
  }

  @Test func `a file that keeps changing is told`() throws {
    let path = try file("one\n")
    defer { unlink(path) }
    let (bytes, hasChanged) = try FileReader.bytes(path: path, limit: 100) { write("two\n", to: path, "a") }
    #expect(String(decoding: bytes, as: UTF8.self) == "one\ntwo\n")
    #expect(hasChanged)
  }

  @Test func `a file of the same length that was written to has changed`() throws {
    let path = try file("one\n")
    defer { unlink(path) }
    var day = 1
    let (_, hasChanged) = try FileReader.bytes(path: path, limit: 100) {
      let times = [timespec(tv_sec: day, tv_nsec: 0), timespec(tv_sec: day, tv_nsec: 0)]
      utimensat(AT_FDCWD, path, times, 0)
      day += 1
    }
    #expect(hasChanged)
  }

  @Test func `devices and sockets are refused, files of the kernel are read`() throws {
    #expect(throws: FileError.self) { try FileReader.read(path: "/dev/zero") }
    #expect(try !FileReader.reading(path: "/proc/self/status").hasChanged)
  }
}
