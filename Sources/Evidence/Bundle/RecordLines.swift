import Diagnostics
import Formats
import Schema
import Synchronization

/// The lines of `records.ndjson`, each read once and held against its own digest.
struct RecordLines {
  /// What a line's record says, as far as completeness asks for it.
  struct Entry {
    var range: Range<Int>
    var id: String
    var verdict: Verdict
    var isWaived: Bool
  }

  let bytes: [UInt8]
  /// Those that can be read, in order.
  private(set) var entries: [Entry] = []
  private(set) var problems: [Diagnostic] = []
  let merkleRoot: String

  /// - Complexity: O(bytes), on all cores
  init(_ bytes: [UInt8], run: Run) {
    self.bytes = bytes
    let (lines, isWhole) = RecordLines.lines(of: bytes)
    var tree = MerkleTree()
    for line in lines { tree.add(bytes[line]) }
    merkleRoot = tree.root
    let policies = Dictionary(run.policies.map { ($0.id, $0.digest) }, uniquingKeysWith: { first, _ in first })
    let results = RecordLines.readAll(bytes, lines, run: run.digest, policies)
    for (number, result) in results.enumerated() {
      switch result {
      case .success(let entry): entries.append(entry)
      case .failure(let fault):
        if problems.count < BundleVerifier.limit {
          let id = RecordLines.id(in: bytes[lines[number]])
          problems.append(.alteredRecord(line: number + 1, id: id, reason: fault.description))
        }
      }
    }
    if !isWhole {
      problems.append(.alteredFile(BundleIndex.records, reason: "it does not end with a line feed: it is cut"))
    }
  }

  private static func lines(of bytes: [UInt8]) -> (lines: [Range<Int>], isWhole: Bool) {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
        lines.append(start..<bytes.count)
        return (lines, false)
      }
      lines.append(start..<end)
      start = end + 1
    }
    return (lines, true)
  }

  private static let chunk = 256

  private static func readAll(
    _ bytes: [UInt8], _ lines: [Range<Int>], run: String, _ policies: [String: String]
  ) -> [Result<Entry, StoredFault>] {
    let count = (lines.count + chunk - 1) / chunk
    let parts = Mutex([[Result<Entry, StoredFault>]](repeating: [], count: count))
    BackgroundWork.forEach(count) { index in
      let range = index * chunk..<min((index + 1) * chunk, lines.count)
      let part = lines[range].map { read(bytes, $0, run: run, policies) }
      parts.withLock { $0[index] = part }
    }
    return parts.withLock { $0.flatMap { $0 } }
  }

  private static func read(
    _ bytes: [UInt8], _ line: Range<Int>, run: String, _ policies: [String: String]
  ) -> Result<Entry, StoredFault> {
    do throws(StoredFault) {
      let own = Array(bytes[line])
      let json = try StoredJSON.read(own)
      guard case .object(let members) = json else { throw StoredFault("it is no record") }
      let record = try EvidenceRecord(stored: json)
      let digest = ContentDigest.sha256(.object(members.filter { $0.0 != "digest" }))
      guard digest == record.digest else { throw StoredFault("its digest does not match it") }
      // What is read back would else be another record than the one that was written.
      guard JSONWriter.canonical(record.json) == own else {
        throw StoredFault("it is not in canonical form, or has what this version does not know")
      }
      guard record.run == run else { throw StoredFault("it is of another run", at: "/run") }
      guard policies[record.policy.id] == record.policy.digest else {
        throw StoredFault("it is of another policy", at: "/policy")
      }
      return .success(Entry(range: line, id: record.id, verdict: record.verdict, isWaived: record.isWaived))
    } catch {
      return .failure(error)
    }
  }

  /// The id that a broken line seems to have: the first that has the form of one.
  private static func id(in line: ArraySlice<UInt8>) -> String? {
    let lead = Array("\"id\":\"".utf8)
    var start = line.startIndex
    while start + lead.count + 36 <= line.endIndex {
      if line[start..<start + lead.count].elementsEqual(lead) {
        let id = line[start + lead.count..<start + lead.count + 36]
        let dashes = [8, 13, 18, 23].allSatisfy { id[id.startIndex + $0] == UInt8(ascii: "-") }
        if dashes { return String(decoding: id, as: UTF8.self) }
      }
      start += 1
    }
    return nil
  }
}
