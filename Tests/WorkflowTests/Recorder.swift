import FoundationEssentials
import Synchronization
import Workflow

/// A console that keeps what it is told.
final class Recorder: Sendable {
  private let output = Mutex<[UInt8]>([])
  private let messages = Mutex<String>("")

  var console: Console {
    Console(
      write: { [self] bytes in
        output.withLock { $0 += bytes }
        return true
      },
      tell: { [self] text in messages.withLock { $0 += text } },
      environment: { $0 == "KIEM_POLICIES" ? Project.policies : nil })
  }

  var text: String { output.withLock { String(decoding: $0, as: UTF8.self) } }
  var told: String { messages.withLock { $0 } }
}

/// The project's own files, and copies of them to spoil.
enum Project {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  static let policies = "\(root)/policies"

  /// A copy of a fixture that goes when the body has ended.
  static func withCopy<T>(of fixture: String, _ body: (Folder) throws -> T) throws -> T {
    try withFolder { folder in
      let own = "\(folder.path)/\(fixture)"
      try FileManager.default.copyItem(atPath: "\(root)/fixtures/\(fixture)", toPath: own)
      return try body(Folder(path: own))
    }
  }

  /// An empty folder that goes when the body has ended.
  static func withFolder<T>(_ body: (Folder) throws -> T) throws -> T {
    let path = FileManager.default.temporaryDirectory.path + "/kiem-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(Folder(path: path))
  }
}

/// A folder to work in.
struct Folder {
  let path: String

  /// Writes a file, and makes the folders above it.
  func write(_ name: String, _ text: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    if name.contains("/") {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    }
    try Data(text.utf8).write(to: file)
  }

  func write(_ name: String, bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  /// Takes a column out of a CSV file of simple cells.
  func removeColumn(_ header: String, from name: String, separator: Character) throws {
    let lines = try text(name).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let headers = lines[0].split(separator: separator, omittingEmptySubsequences: false)
    guard let index = headers.firstIndex(where: { $0.trimmingPrefix("\u{FEFF}") == header }) else {
      throw NoSuchColumn(header: header, headers: headers.map(String.init))
    }
    let shorter = lines.map { line in
      var cells = line.split(separator: separator, omittingEmptySubsequences: false)
      if cells.indices.contains(index) { cells.remove(at: index) }
      return cells.joined(separator: String(separator))
    }
    try write(name, shorter.joined(separator: "\n"))
  }

  struct NoSuchColumn: Error {
    let header: String
    let headers: [String]
  }
}
