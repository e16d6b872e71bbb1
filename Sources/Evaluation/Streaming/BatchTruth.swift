/// The truth of one node for the rows of the block at hand, as far as anybody asked.
final class BatchTruth {
  @exclusivity(unchecked) private(set) var trues: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private(set) var falses: UnsafeMutablePointer<UInt64>
  /// The rows that were asked for.
  @exclusivity(unchecked) private(set) var done: UnsafeMutablePointer<UInt64>
  private var capacity = 1

  init() {
    trues = .allocate(capacity: 1)
    falses = .allocate(capacity: 1)
    done = .allocate(capacity: 1)
  }

  deinit {
    trues.deallocate()
    falses.deallocate()
    done.deallocate()
  }

  /// Forgets the last block.
  func begin(words: Int) {
    if words > capacity {
      trues.deallocate()
      falses.deallocate()
      done.deallocate()
      capacity = words
      trues = .allocate(capacity: words)
      falses = .allocate(capacity: words)
      done = .allocate(capacity: words)
    }
    trues.initialize(repeating: 0, count: words)
    falses.initialize(repeating: 0, count: words)
    done.initialize(repeating: 0, count: words)
  }

  /// The words, for a loop that sets none of them.
  var view: View { View(trues: trues, falses: falses) }

  struct View {
    fileprivate let trues: UnsafeMutablePointer<UInt64>
    fileprivate let falses: UnsafeMutablePointer<UInt64>

    @inline(__always)
    subscript(word: Int) -> TruthWord { TruthWord(trues: trues[word], falses: falses[word]) }
  }

  @inline(__always)
  subscript(word: Int) -> TruthWord { TruthWord(trues: trues[word], falses: falses[word]) }

  /// Sets the rows of a word that are in a mask.
  @inline(__always)
  func set(_ word: Int, _ value: TruthWord, _ mask: UInt64) {
    trues[word] = (trues[word] & ~mask) | (value.trues & mask)
    falses[word] = (falses[word] & ~mask) | (value.falses & mask)
  }
}

/// Masks of rows that are needed for a moment: taken and given back in order.
final class MaskStack {
  private var masks: [UnsafeMutablePointer<UInt64>] = []
  private var used = 0
  private var words = 0

  deinit { for mask in masks { mask.deallocate() } }

  /// - Precondition: every mask was given back.
  func begin(words: Int) {
    guard words > self.words else { return }
    for mask in masks { mask.deallocate() }
    masks = []
    self.words = words
  }

  func take() -> UnsafeMutablePointer<UInt64> {
    if used == masks.count { masks.append(.allocate(capacity: max(words, 1))) }
    used += 1
    return masks[used - 1]
  }

  func giveBack() { used -= 1 }
}
