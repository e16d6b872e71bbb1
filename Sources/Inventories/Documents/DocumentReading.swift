import Formats

/// That a run reads configuration files as rows of `document`, and which of them it leaves out.
public struct DocumentReading: Sendable {
  /// The run's own documents: policies, profiles. They lie in the folder perhaps, and are not what is judged.
  private let excluded: Set<String>
  private let selection: PathSelection
  private let files: [String]?

  /// Whether only some files of a repository are read, by a list.
  public var isListed: Bool { files != nil }

  /// - Parameters:
  ///   - excluded: paths of files that are no subjects.
  ///   - selection: which files of a folder are read.
  ///   - files: the only files to read, with the folder before them; nil for all.
  public init(
    excluding excluded: some Sequence<String> = [], selection: PathSelection = PathSelection(), files: [String]? = nil
  ) {
    self.excluded = Set(excluded.compactMap(FilePaths.real))
    self.selection = selection
    self.files = files
  }

  /// The files of a folder, as git would list them, or those of the list.
  func listing(of folder: String) throws(FileError) -> FileTree.Listing {
    if let files { return FileTree.Listing(files: files, skipped: []) }
    return try FileTree.repositoryFiles(under: folder, selection: selection)
  }

  func isExcluded(_ path: String) -> Bool {
    guard !excluded.isEmpty, let real = FilePaths.real(path) else { return false }
    return excluded.contains(real)
  }
}
