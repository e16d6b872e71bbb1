import Formats

extension BundleWriter {
  /// What the records of a bundle come to.
  public struct Sealing: Sendable {
    public let count: Int
    public let merkleRoot: String
  }

  /// Adds the evidence itself: records, matrix, summary and diagnostics.
  public func add(
    _ evidence: CollectedEvidence, _ selection: RecordSelection, diagnostics: [Notice]
  ) throws(BundleWritingError) -> Sealing {
    var tree = MerkleTree()
    try add(BundleIndex.records) { sink in
      var buffer: [UInt8] = []
      evidence.forEachRecord(selection) { record in
        let start = buffer.count
        JSONWriter.append(record.json, to: &buffer)
        tree.add(buffer[start...])
        buffer.append(UInt8(ascii: "\n"))
        guard buffer.count >= 1 << 16 else { return }
        sink(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
      sink(buffer)
    }
    try add(BundleIndex.matrix) { sink in sink(JSONWriter.canonical(evidence.matrix.json)) }
    try add(BundleIndex.summary) { sink in sink(JSONWriter.pretty(evidence.summary.json)) }
    try add(BundleIndex.diagnostics) { sink in sink(JSONWriter.pretty(.array(diagnostics.map(\.json)))) }
    return Sealing(count: tree.count, merkleRoot: tree.root)
  }
}
