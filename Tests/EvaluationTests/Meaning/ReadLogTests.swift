import Testing
import Values

@testable import Evaluation

@Suite struct ReadLogTests {
  @Test(arguments: [1, 5, 12, 13, 40])
  func `what is read is told once, in order, however much it is`(count: Int) {
    let log = ReadLog()
    for _ in 0..<2 {
      let readings = log.collect {
        for number in 0..<count * 3 { log.read("camera", number % count, "a\(number % 2)", .int(1)) }
      }
      var expected: [String] = []
      for number in 0..<count * 3 {
        let key = "\(number % count) a\(number % 2)"
        if !expected.contains(key) { expected.append(key) }
      }
      #expect(readings.map { "\($0.key.row) \($0.key.name)" } == expected)
    }
  }
}
