import Diagnostics
import Formats
import Schema

/// Holds a bundle against its own digests: every byte of every file is covered, and what is found is named.
///
///     run.json ── its own digest
///       └ files ── bytes, SHA-256; nothing missing, nothing besides
///           ├ records.ndjson ── each record's digest, run and policies; the Merkle root
///           └ matrix.json, summary.json ── rules × subjects: nothing missing, nothing twice, counts that agree
///
/// Whether the evidence follows from the inputs is for a re-evaluation to say, and who vouches for it, for a seal.
public struct BundleVerifier {
  /// So many problems of one kind are told one by one.
  static let limit = 20

  private let path: String
  private var problems: [Diagnostic] = []
  /// Files that are not as they were.
  private var broken: Set<String> = []

  private init(_ path: String) { self.path = path }

  /// Verifies the bundle of a folder.
  ///
  /// - Parameters:
  ///   - key: whose signature must be on it; nil asks for none.
  ///   - passesOverSeal: whether a seal is not looked at.
  /// - Complexity: O(bytes)
  public static func verify(
    _ path: String, key: VerifyingKey? = nil, passesOverSeal: Bool = false
  ) -> BundleVerification {
    var verifier = BundleVerifier(path)
    return verifier.run(key, passesOverSeal)
  }

  private mutating func run(_ key: VerifyingKey?, _ passesOverSeal: Bool) -> BundleVerification {
    let source: Source
    do throws(FileError) {
      source = try FileReader.read(path: "\(path)/\(BundleIndex.fileName)", limit: 256 << 20)
    } catch {
      if case .notFound = error {
        let hasRecords = (try? FileReader.read(path: "\(path)/\(BundleIndex.matrix)")) != nil
        if hasRecords { return BundleVerification([.missingFile(BundleIndex.fileName)]) }
        return BundleVerification(
          [.notABundle(path, reason: "it has no `\(BundleIndex.fileName)`")], isForeign: true)
      }
      return BundleVerification([.notABundle(path, reason: "\(error)")], isForeign: true)
    }
    let index: BundleIndex
    do throws(BundleIndex.Refusal) {
      index = try BundleIndex(stored: source.bytes)
    } catch {
      switch error {
      case .foreign:
        return BundleVerification(
          [.notABundle(path, reason: "its `\(BundleIndex.fileName)` is another program's")], isForeign: true)
      case .newer(let version): return BundleVerification([.newerBundle(path, version: version)], isForeign: true)
      case .altered(let fault):
        return BundleVerification([.alteredFile(BundleIndex.fileName, reason: fault.description)])
      }
    }
    checkFiles(index)
    let records = checkRecords(index)
    let bundle = read(index, records)
    if passesOverSeal { return BundleVerification(problems, bundle: bundle) }
    let (found, keys) = BundleSeal.check(sealBytes(), of: index, key: key)
    return BundleVerification(problems + found, bundle: bundle, sealedBy: keys)
  }

  /// The bytes of the seal; none where there is one that cannot be read, which is no seal.
  private func sealBytes() -> [UInt8]? {
    do throws(FileError) {
      return try FileReader.read(path: "\(path)/\(BundleIndex.seal)", limit: 64 << 20).bytes
    } catch {
      if case .notFound = error { return nil }
      return []
    }
  }

  // MARK: Files

  private mutating func checkFiles(_ index: BundleIndex) {
    var listed: Set<String> = [BundleIndex.fileName, BundleIndex.seal]
    for file in index.files {
      guard listed.insert(file.path).inserted else {
        problems.append(.alteredFile(BundleIndex.fileName, reason: "it lists `\(file.path)` twice"))
        continue
      }
      guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains("..") else {
        problems.append(.alteredFile(BundleIndex.fileName, reason: "`\(file.path)` leads out of the bundle"))
        continue
      }
      do throws(FileError) {
        let (digest, bytes) = try FileDigest.sha256(path: "\(path)/\(file.path)")
        guard digest != file.digest || bytes != file.bytes else { continue }
        let reason =
          bytes == file.bytes
          ? "its SHA-256 is \(digest), not \(file.digest)" : "it has \(bytes) bytes, not \(file.bytes)"
        problems.append(.alteredFile(file.path, reason: reason))
      } catch {
        if case .notFound = error {
          problems.append(.missingFile(file.path))
        } else {
          problems.append(.alteredFile(file.path, reason: "\(error)"))
        }
      }
      broken.insert(file.path)
    }
    for name in [BundleIndex.records, BundleIndex.matrix, BundleIndex.summary, BundleIndex.diagnostics]
    where !listed.contains(name) {
      problems.append(.missingFile(name))
      broken.insert(name)
    }
    guard let listing = try? FileTree.files(under: path) else { return }
    let found = (listing.files + listing.skipped.map(\.path)).map {
      String($0.dropFirst(path.count).drop { $0 == "/" })
    }
    for name in found.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !listed.contains(name) {
      problems.append(.strangeFile(name))
    }
  }

  // MARK: Records

  private mutating func checkRecords(_ index: BundleIndex) -> RecordLines? {
    guard let source = try? FileReader.read(path: "\(path)/\(BundleIndex.records)", limit: 1 << 33) else { return nil }
    let lines = RecordLines(source.bytes, run: index.run)
    problems += lines.problems
    if lines.problems.isEmpty {
      if lines.merkleRoot != index.merkleRoot {
        problems.append(.merkleRoot(expected: index.merkleRoot, found: lines.merkleRoot))
      }
      if lines.entries.count != index.recordCount {
        problems.append(
          .incomplete("there are \(lines.entries.count) records, but `run.json` counts \(index.recordCount)"))
      }
    }
    return lines
  }

  // MARK: Matrix and summary

  private mutating func read(_ index: BundleIndex, _ records: RecordLines?) -> StoredBundle? {
    let matrix = decoded(BundleIndex.matrix, { json throws(StoredFault) in try VerdictMatrix(stored: json) }) {
      JSONWriter.canonical($0.json)
    }
    let summary = decoded(BundleIndex.summary, { json throws(StoredFault) in try RunSummary(stored: json) }) {
      JSONWriter.pretty($0.json)
    }
    let notices = decoded(BundleIndex.diagnostics, { json throws(StoredFault) in try Notice.list(stored: json) }) {
      JSONWriter.pretty(.array($0.map(\.json)))
    }
    guard let matrix, let summary, let notices, let records else { return nil }
    let completeness = Completeness(index: index, matrix: matrix, summary: summary)
    let atOdds = completeness.problems(of: records)
    problems += atOdds
    guard atOdds.isEmpty, records.problems.isEmpty else { return nil }
    let store = StoredRecords(
      bytes: records.bytes, lines: records.entries.map(\.range), ids: records.entries.map(\.id), matrix: matrix)
    return StoredBundle(
      path: path, index: index,
      evidence: CollectedEvidence(run: index.run, summary: summary, matrix: matrix, records: store),
      diagnostics: notices)
  }

  /// A file's content; nil after telling why it cannot be read. One that is known to be altered is told of once.
  private mutating func decoded<T>(
    _ name: String, _ decode: (JSONValue) throws(StoredFault) -> T, _ encode: (T) -> [UInt8]
  ) -> T? {
    guard !broken.contains(name), let source = try? FileReader.read(path: "\(path)/\(name)", limit: 1 << 32) else {
      return nil
    }
    do throws(StoredFault) {
      let value = try decode(try StoredJSON.read(source.bytes))
      guard encode(value) == source.bytes else { throw StoredFault("it has what this version does not know") }
      return value
    } catch {
      problems.append(.alteredFile(name, reason: error.description))
      return nil
    }
  }
}

extension Notice {
  static func list(stored json: JSONValue) throws(StoredFault) -> [Notice] {
    guard case .array(let items) = json else { throw StoredFault("a list is expected") }
    var notices: [Notice] = []
    for (index, item) in items.enumerated() {
      notices.append(try Notice(stored: try StoredObject(item, at: "/\(index)")))
    }
    return notices
  }
}
