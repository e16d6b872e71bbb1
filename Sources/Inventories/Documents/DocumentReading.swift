import Formats

/// That a run reads configuration files as rows of `document`, and which of them it leaves out.
public struct DocumentReading: Sendable {
  /// The run's own documents: policies, profiles. They lie in the folder perhaps, and are not what is judged.
  private let excluded: Set<String>

  /// - Parameter excluded: paths of files that are no subjects.
  public init(excluding excluded: some Sequence<String> = []) {
    self.excluded = Set(excluded.compactMap(FilePaths.real))
  }

  func isExcluded(_ path: String) -> Bool {
    guard !excluded.isEmpty, let real = FilePaths.real(path) else { return false }
    return excluded.contains(real)
  }
}
