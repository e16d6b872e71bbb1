import Formats
import Testing

@testable import Evaluation
@testable import Tables

struct WitnessListTests {
  private func list(_ witnesses: [(aggregate: Int, parent: Int32, row: Int, thread: Int, text: String)]) -> WitnessList
  {
    let list = WitnessList()
    for item in witnesses {
      let text = ByteBuffer()
      text.append(Array(item.text.utf8))
      text.reserve(ByteDictionary.room)
      list.add(
        ScanWorker.Witness(aggregate: item.aggregate, parent: item.parent, row: item.row, text: 0..<text.count),
        rowsBefore: 1000, thread: item.thread, text.base)
    }
    return list
  }

  private func told(_ list: WitnessList, of parent: Int) -> [String] {
    list.entries(of: parent).map { "\($0.aggregate) \($0.row) \(String(decoding: list.text(of: $0), as: UTF8.self))" }
  }

  @Test func `the witnesses of a parent come by aggregate and row, whoever met them`() {
    let list = list([
      (1, 7, 5, 0, "a"), (0, 7, 9, 1, "b"), (0, 2, 4, 1, ""), (0, 7, 3, 0, "a"), (0, 8, 1, 1, "c"), (1, 2, 6, 0, "c"),
    ])
    // The second thread's 8 is the first one's 2.
    list.bringTogether { thread, parent in thread == 1 && parent == 8 ? 2 : parent }
    #expect(told(list, of: 7) == ["0 1003 a", "0 1009 b", "1 1005 a"])
    #expect(told(list, of: 2) == ["0 1001 c", "0 1004 ", "1 1006 c"])
    #expect(told(list, of: 8).isEmpty)
    #expect(told(list, of: 0).isEmpty)
  }

  @Test func `some are taken away again, chunk by chunk`() {
    let list = list([(0, 1, 0, 0, "a"), (1, 1, 0, 0, "b"), (0, 2, 5, 1, "c"), (0, 3, 7, 0, "d"), (1, 2, 5, 1, "e")])
    #expect(list.places(of: 1000..<1005) == 0..<2)
    #expect(list.places(of: 1001..<1005) == 2..<2)
    #expect(list.places(of: 1005..<1010) == 2..<5)
    #expect(list.places(of: 1010..<1020) == 5..<5)
    list.remove([])
    list.remove([1, 3])
    list.bringTogether { _, parent in parent }
    #expect(told(list, of: 1) == ["0 1000 a"])
    #expect(told(list, of: 2) == ["0 1005 c", "1 1005 e"])
    #expect(told(list, of: 3).isEmpty)
  }

  @Test func `very many different texts are told as they are`() {
    let count = 40_000
    let list = list((0..<count).map { (0, Int32($0), $0, 0, "text \($0 % 30_000)") })
    list.bringTogether { _, parent in parent }
    for parent in 0..<count { #expect(told(list, of: parent) == ["0 \(parent + 1000) text \(parent % 30_000)"]) }
  }
}
