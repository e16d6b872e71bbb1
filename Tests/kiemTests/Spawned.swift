import Formats
import Glibc
import Testing

/// The program itself, run in a folder: what depends on the working folder cannot be tried within a process of many
/// threads.
struct Spawned {
  let status: Int32
  let text: String

  /// Runs `kiem`, which stands beside the tests.
  /// - Parameter folder: its working folder.
  static func run(_ arguments: [String], in folder: String) throws -> Spawned {
    let tests = try #require(FilePaths.real("/proc/self/exe").map(FilePaths.folder(of:)))
    let candidates = [tests, FilePaths.folder(of: CommandLine.arguments[0]), CIFilesTests.root + "/.build/debug"]
    let program = try #require(candidates.map { $0 + "/kiem" }.first { access($0, X_OK) == 0 }, "there is no kiem")
    let output = folder + "/.stdout"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let line = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
    let words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    try #require(posix_spawn(&process, "/bin/sh", &actions, nil, words, environ) == 0)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let text = String(decoding: try FileReader.read(path: output).bytes, as: UTF8.self)
    unlink(output)
    return Spawned(status: (status >> 8) & 0xFF, text: text)
  }
}
