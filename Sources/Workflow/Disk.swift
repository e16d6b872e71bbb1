import Diagnostics
import Formats
import Policies
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is on the disk.
enum Disk {
  /// Whether anything has a path: a file, a folder, a pipe.
  static func has(_ path: String) -> Bool { !path.isEmpty && access(path, F_OK) == 0 }
}

extension DocumentFiles {
  /// The files of the disk. Documents are small: a file of more than 8 MB is none.
  static let disk = DocumentFiles(
    entry: { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file
      case S_IFDIR: return .folder
      default: return nil
      }
    },
    names: { FileTree.names(of: $0) },
    read: { path in
      do throws(FileError) {
        return .success(try FileReader.read(path: path, limit: 8 << 20))
      } catch {
        return .failure(ReadingFailure(error.description))
      }
    })
}

/// Where the policies that come with the program are.
enum ShippedPolicies {
  /// The folder `policies` of the working folder or of a folder above the program, whichever is found first; the
  /// environment variable `KIEM_POLICIES` goes before both.
  static func folder(environment: (String) -> String?) -> String? {
    if let named = environment("KIEM_POLICIES") { return named }
    if isPolicyFolder("policies") { return "policies" }
    guard var folder = FilePaths.real("/proc/self/exe").map(FilePaths.folder(of:)) else { return nil }
    for _ in 0..<6 {
      for candidate in ["\(folder)/policies", "\(folder)/share/kiem/policies"] where isPolicyFolder(candidate) {
        return candidate
      }
      folder = FilePaths.folder(of: folder)
    }
    return nil
  }

  private static func isPolicyFolder(_ path: String) -> Bool {
    DocumentFiles.disk.entry("\(path)/shared/schema") == .folder
  }
}

extension ShippedPolicies {
  /// What a policy's name on the command line means: a path if there is one, else the folder of a shipped policy of that
  /// id.
  static func path(of name: String, in shipped: String?) -> String {
    if Disk.has(name) || name.contains("/") { return name }
    guard let shipped else { return name }
    let folder = "\(shipped)/\(name)"
    return Disk.has(folder) ? folder : name
  }

  /// What the names of several mean.
  static func paths(of names: [String], _ console: Console) -> [String] {
    let shipped = folder(environment: console.environment)
    return names.map { path(of: $0, in: shipped) }
  }
}

extension ShippedPolicies {
  /// What is being read since the program began.
  private static let ahead = Mutex<(folder: String, preparation: PolicyPreparation)?>(nil)

  /// Begins to read what nearly every run needs of the shipped policies.
  static func readAhead(environment: (String) -> String?) {
    guard let folder = folder(environment: environment) else { return }
    let preparation = PolicyPreparation(shared: "\(folder)/shared", files: .disk)
    ahead.withLock { $0 = (folder, preparation) }
  }

  /// What is being read of the shipped policies in a folder. What was read ahead is given away once: it is as old as the
  /// program.
  static func preparation(in folder: String) -> PolicyPreparation {
    let known = ahead.withLock { ahead in
      defer { ahead = nil }
      return ahead
    }
    if let known, known.folder == folder { return known.preparation }
    return PolicyPreparation(shared: "\(folder)/shared", files: .disk)
  }
}
