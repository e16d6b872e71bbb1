import Schema
import Tables
import Testing
import Values

@Suite struct CoverageMapTests {
  private let key = CoverageMap.Key(section: "meeting", parent: "unit")

  private func day(_ day: Int) -> CalendarDate { CalendarDate(dayNumber: day) }

  private func openness(
    _ claims: CoverageMap.Claim..., row: Int = 0, stale: Set<Int> = [], period: (Int, Int)? = nil
  ) -> Unknown.Code? {
    let map = CoverageMap(claims: [key: claims])
    return map.openness(key, row: row, staleSources: stale, period: period.map { (day($0.0), day($0.1)) })
  }

  @Test(arguments: Coverage.allCases)
  func `only complete claims close`(level: Coverage) {
    let closes = level == .complete || level == .completeWherePresent
    #expect((openness(.init(source: 0, level: level, rows: nil)) == nil) == closes)
  }

  @Test func `a claim closes the rows that it speaks about`() {
    #expect(openness(.init(source: 0, level: .complete, rows: [0, 2]), row: 2) == nil)
    #expect(openness(.init(source: 0, level: .complete, rows: [0, 2]), row: 1) == .sourcePartial)
    #expect(openness() == .sourcePartial)
  }

  @Test func `one fresh claim is enough, stale ones name themselves`() {
    let old = CoverageMap.Claim(source: 0, level: .complete, rows: nil)
    let new = CoverageMap.Claim(source: 1, level: .complete, rows: nil)
    #expect(openness(old, new, stale: [0]) == nil)
    #expect(openness(old, new, stale: [0, 1]) == .sourceStale)
  }

  @Test(arguments: [(10, 20, true), (9, 20, false), (10, 21, false), (12, 12, true)])
  func `a period closes only within what was collected`(from: Int, to: Int, closes: Bool) {
    let claim = CoverageMap.Claim(source: 0, level: .complete, rows: nil, from: day(10), to: day(20))
    #expect((openness(claim, period: (from, to)) == nil) == closes)
  }

  @Test func `an undated end closes no period`() {
    let claim = CoverageMap.Claim(source: 0, level: .complete, rows: nil)
    #expect(openness(claim, period: (1, 2)) == .sourcePartial)
  }
}

@Suite struct FreshnessTests {
  private func source(_ coverage: [String: Coverage], collected: Int?) -> InventorySource {
    InventorySource(
      path: "a.csv", digest: "", format: "csv", collected: collected.map { CalendarDate(dayNumber: $0) },
      coverage: coverage, entity: "software", headers: [:])
  }

  @Test func `a source is stale once it is older than a limit on one of its sections`() {
    let freshness = Freshness(limits: ["software.machine": 30], asOf: CalendarDate(dayNumber: 100))
    #expect(!freshness.isStale(source(["software.machine": .partial], collected: 70)))
    #expect(freshness.isStale(source(["software.machine": .partial], collected: 69)))
    #expect(freshness.isStale(source(["software.machine": .partial], collected: nil)))
    #expect(!freshness.isStale(source(["software.user": .complete], collected: 1)))
    #expect(freshness.isStale(source([:], collected: 1)))
  }
}
