/// What is wrong with a DEFLATE stream.
public enum InflateFault: Error, Hashable, Sendable {
  /// It ends before its last block does.
  case truncated
  /// A block of a kind that there is not.
  case blockType
  /// A stored block whose length and its complement do not agree.
  case storedLength
  /// Code lengths that make no code.
  case codes
  /// Bits that are no symbol.
  case symbol
  /// A match that reaches back beyond the beginning.
  case distance
}

/// DEFLATE (RFC 1951) from bytes in memory, in pieces, so that what is made of a stream need never be whole in memory.
///
///     var inflater = Inflater(bytes, from: 10)
///     var piece: [UInt8] = []
///     while try inflater.append(to: &piece) { ... ; piece.removeAll(keepingCapacity: true) }
///
/// The stream is held against limits while it is read: what it may become in all, and how many times longer that may be
/// than what was read for it. Checksums are the container's affair.
public struct Inflater: Sendable {
  private let input: [UInt8]
  private let start: Int
  private let stop: Int
  private let limits: ExpansionLimits
  private var decoder: DeflateDecoder
  private var window: [UInt8]
  private var end = 0
  private var isFinished = false
  /// How many bytes came out so far.
  public private(set) var produced = 0

  /// How many bytes a piece may have at most.
  static let piece = 256 << 10

  /// A stream that begins at an offset of some bytes and ends before another, or earlier.
  public init(_ input: [UInt8], from start: Int = 0, to stop: Int? = nil, limits: ExpansionLimits = .standard) {
    self.input = input
    self.stop = min(max(stop ?? input.count, 0), input.count)
    self.start = min(max(start, 0), self.stop)
    self.limits = limits
    decoder = DeflateDecoder(position: self.start)
    // A short stream needs no large window: it cannot become longer than about a thousand times itself.
    let most = (self.stop - self.start).multipliedReportingOverflow(by: 1100)
    let wanted = most.overflow ? Self.piece : min(Self.piece, most.partialValue)
    window = [UInt8](repeating: 0, count: DeflateDecoder.window + DeflateDecoder.room + wanted)
  }

  /// The first byte behind the stream once it has ended; before that, about where the reading is.
  public var position: Int { decoder.position }

  /// Appends the next piece; false if the stream had ended before.
  ///
  /// - Complexity: O(bytes read + bytes appended); memory stays below half a megabyte.
  public mutating func append(to output: inout [UInt8]) throws(ExpansionError) -> Bool {
    guard !isFinished else { return false }
    if end > DeflateDecoder.window {
      let excess = end - DeflateDecoder.window
      window.withUnsafeMutableBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return }
        base.update(from: base + excess, count: DeflateDecoder.window)
      }
      end = DeflateDecoder.window
    }
    let before = end
    var decoder = decoder
    var end = end
    let outcome = input.withUnsafeBufferPointer { all in
      let bytes = UnsafeBufferPointer(rebasing: all[..<stop])
      return window.withUnsafeMutableBufferPointer { decoder.decode(bytes, into: $0, &end) }
    }
    (self.decoder, self.end) = (decoder, end)
    produced += end - before
    guard produced <= limits.memberBytes else { throw .memberLimit(limits.memberBytes) }
    if produced > limits.ratioFloor, produced / limits.ratio > position - start { throw .ratioLimit(limits.ratio) }
    output.append(contentsOf: window[before..<end])
    switch outcome {
    case .more: return true
    case .finished:
      isFinished = true
      return true
    case .fault(.truncated):
      isFinished = true
      throw .truncated
    case .fault(let fault):
      isFinished = true
      throw .damaged(fault, at: position)
    }
  }
}
