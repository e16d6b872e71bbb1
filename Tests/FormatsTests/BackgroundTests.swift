import Dispatch
import Synchronization
import Testing

@testable import Formats

struct BackgroundTests {
  @Test func `pieces of work come to what they come to, however many there are`() {
    let pieces = (0..<500).map { number in Background { number * number } }
    #expect(pieces.map { $0.value() } == (0..<500).map { $0 * $0 })
  }

  @Test func `a piece is done once, whoever asks for it and how often`() {
    let times = Atomic<Int>(0)
    let piece = Background { times.add(1, ordering: .relaxed).newValue }
    DispatchQueue.concurrentPerform(iterations: 8) { _ in #expect(piece.value() == 1) }
    #expect(times.load(ordering: .relaxed) == 1)
  }

  @Test func `what is taken is the only one there is`() {
    final class Held: Sendable {}
    let piece = Background { [Held()] }
    var taken = piece.take()
    withExtendedLifetime(piece) { #expect(isKnownUniquelyReferenced(&taken[0])) }
  }

  @Test func `whoever waits for a piece that another thread does goes on with others`() {
    // The first cannot end before the last has been done, and there may be no other thread to do it.
    let isDone = DispatchSemaphore(value: 0)
    let first = Background { isDone.wait() }
    let others = (0..<20).map { number in
      Background {
        if number == 19 { isDone.signal() }
        return number
      }
    }
    #expect(others.map { $0.value() } == Array(0..<20))
    first.value()
  }

  @Test func `a piece may ask for pieces of its own`() {
    let sum = Background { (1...10).map { number in Background { number } }.map { $0.value() }.reduce(0, +) }
    #expect(sum.value() == 55)
  }

  @Test(arguments: [0, 1, 2, 3, 100])
  func `each number is worked on once, whatever threads there are`(count: Int) {
    let seen = Mutex([Int](repeating: 0, count: count))
    BackgroundWork.forEach(count) { number in seen.withLock { $0[number] += 1 } }
    #expect(seen.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test func `work by numbers within work by numbers ends`() {
    let sum = Mutex(0)
    BackgroundWork.forEach(8) { outer in
      BackgroundWork.forEach(8) { inner in sum.withLock { $0 += 8 * outer + inner } }
    }
    #expect(sum.withLock { $0 } == (0..<64).reduce(0, +))
  }
}
