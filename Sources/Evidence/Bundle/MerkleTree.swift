import Crypto

/// A hash tree over records, as RFC 6962 section 2.1 builds it: `SHA-256(0x00 ‖ leaf)` for a leaf,
/// `SHA-256(0x01 ‖ left ‖ right)` for a node, the left side of a node being the largest perfect tree.
///
///             root                 a leaf is a record's line in `records.ndjson`
///            /    \                without its line feed
///         node     leaf 3
///        /    \
///     leaf 1  leaf 2
///
/// The prefixes keep a node from being passed off as a leaf.
public struct MerkleTree: Sendable {
  /// Perfect trees, each smaller than the one before it.
  ///
  /// INVARIANT: their sizes are distinct powers of two, descending.
  private var perfect: [(size: Int, hash: [UInt8])] = []

  public init() {}

  /// How many leaves there are.
  public var count: Int { perfect.reduce(0) { $0 + $1.size } }

  /// Adds a leaf on the right.
  /// - Complexity: O(bytes + log leaves)
  public mutating func add(_ leaf: some Sequence<UInt8>) {
    var hasher = SHA256()
    hasher.update(data: [0x00])
    hasher.update(data: Array(leaf))
    var tree = (size: 1, hash: Array(hasher.finalize()))
    while let last = perfect.last, last.size == tree.size {
      perfect.removeLast()
      tree = (last.size * 2, MerkleTree.node(last.hash, tree.hash))
    }
    perfect.append(tree)
  }

  /// The root in hexadecimal; of no leaves the digest of nothing.
  public var root: String {
    guard var hash = perfect.last?.hash else { return ContentDigest.sha256([]) }
    for left in perfect.dropLast().reversed() { hash = MerkleTree.node(left.hash, hash) }
    return ContentDigest.hexadecimal(hash)
  }

  private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: [0x01] + left + right))
  }
}
