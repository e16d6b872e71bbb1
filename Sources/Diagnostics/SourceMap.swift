/// Where the bytes of a derived text stand in the source it was derived from.
///
/// An expression inside YAML is not the YAML's own bytes: a folded scalar joins lines, a block scalar loses its
/// indentation, a quoted scalar its escapes. The map lists, in order, the pieces that were taken over; a byte between
/// two pieces (a fold's space, an escape's result) belongs to the piece that begins at or before it.
public struct SourceMap: Sendable {
  /// One piece: `length` bytes of derived text from `derived` on stand in the source from `original` on.
  /// For an escape `originalLength` differs from `length`, and the whole piece maps to the whole original.
  public struct Piece: Sendable, Hashable {
    public var derived: Int
    public var length: Int
    public var original: Int
    public var originalLength: Int

    public init(derived: Int, length: Int, original: Int, originalLength: Int) {
      self.derived = derived
      self.length = length
      self.original = original
      self.originalLength = originalLength
    }
  }

  public let source: Source
  private let storage: Storage

  /// Nearly every text stands in its source as it is; what is said of it then takes no more room than a list of pieces.
  private enum Storage: Sendable {
    case verbatim(original: UInt32, length: UInt32)
    case pieces([Piece])
  }

  public init(source: Source, pieces: [Piece]) {
    self.init(source, .pieces(pieces))
  }

  private init(_ source: Source, _ storage: Storage) {
    self.source = source
    self.storage = storage
  }

  private static func verbatim(_ original: Int, _ length: Int) -> Piece {
    Piece(derived: 0, length: length, original: original, originalLength: length)
  }

  public var pieces: [Piece] {
    switch storage {
    case .verbatim(let original, let length): [Self.verbatim(Int(original), Int(length))]
    case .pieces(let pieces): pieces
    }
  }

  /// The map of a text that is the source's own bytes from an offset on.
  public static func identity(_ source: Source, from offset: Int = 0, length: Int? = nil) -> SourceMap {
    let length = length ?? source.bytes.count - offset
    guard let from = UInt32(exactly: offset), let count = UInt32(exactly: length) else {
      return SourceMap(source, .pieces([verbatim(offset, length)]))
    }
    return SourceMap(source, .verbatim(original: from, length: count))
  }

  /// The span in the original source that a range of the derived text came from.
  ///
  /// - Complexity: O(log pieces)
  public func span(_ range: Range<Int>) -> Span {
    let lower = original(at: range.lowerBound, roundUp: false)
    if range.isEmpty { return Span(source: source, range: lower..<lower) }
    let upper = original(at: range.upperBound - 1, roundUp: true)
    return Span(source: source, range: lower..<max(lower, upper))
  }

  private func original(at offset: Int, roundUp: Bool) -> Int {
    guard let piece = piece(at: offset) else { return 0 }
    let within = offset - piece.derived
    guard within >= 0 else { return piece.original }
    guard piece.length == piece.originalLength else {
      return roundUp ? piece.original + piece.originalLength : piece.original
    }
    return piece.original + min(within + (roundUp ? 1 : 0), piece.originalLength)
  }

  /// The last piece that begins at or before an offset, or the first one.
  private func piece(at offset: Int) -> Piece? {
    switch storage {
    case .verbatim(let original, let length): return Self.verbatim(Int(original), Int(length))
    case .pieces(let pieces):
      guard let first = pieces.first else { return nil }
      var low = 0
      var high = pieces.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if pieces[middle].derived <= offset { low = middle } else { high = middle }
      }
      return offset < first.derived ? first : pieces[low]
    }
  }
}
