import Authoring
import Diagnostics
import Formats
import Policies

extension Command {
  /// `kiem fmt`: lays documents out in the canonical way.
  ///
  ///     files ─ lay out ─ compare ┬ written, each whole or not at all
  ///                               └ with `--check` only told of
  public static func fmt(_ request: FmtRequest, console: Console) -> ExitStatus {
    if let missing = firstMissing(request.paths, console) { return missing }
    let shipped = ShippedPolicies.folder(environment: console.environment)
    let sought = request.paths.isEmpty ? [shipped].compactMap { $0 } : request.paths
    var files = FormattableFiles()
    for path in sought { files.add(path) }
    var problems = files.problems
    var changed: [String] = []
    var status = ExitStatus.passed
    for source in files.sources {
      switch DocumentFormatter.format(source) {
      case .failure(let failure): problems.add(contentsOf: failure.diagnostics)
      case .success(let text):
        let bytes = Array(text.utf8)
        guard bytes != source.bytes else { continue }
        changed.append(source.path)
        if request.checksOnly {
          problems.add(.unformatted(source, text))
        } else if let problem = OutputFile.write(bytes, to: source.path, existing: .replaced) {
          problems.add(problem)
          status = .inputOutput
        }
      }
    }
    console.show(problems)
    let count = files.sources.count == 1 ? "1 file" : "\(files.sources.count) files"
    let verb = request.checksOnly ? "not in canonical layout" : "laid out anew"
    let lines = changed.map { $0 + "\n" }.joined() + "\(count), \(changed.count) \(verb)\n"
    if let lost = console.deliver(Array(lines.utf8)) { return lost }
    if status == .inputOutput { return status }
    if problems.all.contains(where: { $0.severity == .error }) { return .unusableData }
    return request.checksOnly && !changed.isEmpty ? .failed : .passed
  }
}

/// The files of ours among paths: those that were named, and in folders whatever is a document.
private struct FormattableFiles {
  /// How many folders deep documents are looked for.
  private static let depthLimit = 16

  private(set) var sources: [Source] = []
  private(set) var problems = DiagnosticList()
  /// Real paths, so that a link leads nowhere twice.
  private var seen: Set<String> = []

  mutating func add(_ path: String) {
    if DocumentFiles.disk.entry(path) == .folder { return addFolder(path, depth: 0) }
    guard seen.insert(FilePaths.real(path) ?? path).inserted else { return }
    switch DocumentFiles.disk.read(path) {
    case .success(let source): sources.append(source)
    case .failure(let failure): problems.add(.unreadable(path, reason: failure.reason))
    }
  }

  private mutating func addFolder(_ folder: String, depth: Int) {
    guard depth < Self.depthLimit, seen.insert(FilePaths.real(folder) ?? folder).inserted else { return }
    let names = DocumentFiles.disk.names(folder).filter { !$0.hasPrefix(".") }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let path = FilePaths.join(folder, name)
      switch DocumentFiles.disk.entry(path) {
      case .folder: addFolder(path, depth: depth + 1)
      case .file where name.hasSuffix(".yaml") || name.hasSuffix(".yml"):
        guard seen.insert(FilePaths.real(path) ?? path).inserted,
          case .success(let source) = DocumentFiles.disk.read(path), DocumentDecoder.holdsDocument(source)
        else { continue }
        sources.append(source)
      default: continue
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func unreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.unreadablePath, "\(quote(path: path)) cannot be read: \(reason)")
  }

  /// Points at the first line that would be another one.
  fileprivate static func unformatted(_ source: Source, _ text: String) -> Diagnostic {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = (1...source.lineStarts.count).first { number in
      number > lines.count || source.line(number) != lines[number - 1]
    }
    let number = first ?? 1
    let start = source.lineStarts[number - 1]
    let span = Span(source: source, range: start..<start + source.line(number).utf8.count)
    let wanted = number <= lines.count ? [String(lines[number - 1])] : []
    return Diagnostic(
      .unformatted, .warning, "`\(source.path)` is not in canonical layout", at: span,
      help: wanted.map { "here it would be: \($0)" })
  }
}
