import CCounters
import CEL
import Evaluation
import Formats
import Glibc
import Planning
import Policies
import Schema
import Tables
import Values

/// What each stage between a file and its findings costs a row: processor time, instructions where the kernel counts them,
/// and allocations, which do not depend on what else the machine does.
enum StageBenchmark {
  static func run(devices: Int, programs: Int) {
    guard let files = try? StreamedFiles(devices: devices, programs: programs) else { return print("no files") }
    let rows = devices * programs
    print("\nper row, \(rows) rows, one thread".padded(50), "ns   instructions   allocations")
    scan(files, rows)
    dictionary(files, rows)
    streamed("predicate over one column", "software", "software.name.matches('(?i)zoom')", files, rows)
    streamed("predicate over two columns", "software", "software.name == software.publisher", files, rows)
    streamed("scatter to parents", "device", "device.software.exists(s, s.name == 'program 7')", files, rows)
    streamed("findings, a fifth of the rows", "software", "software.state != 'residual'", files, rows, writes: true)
    compilation()
  }

  private static func report(_ name: String, _ rows: Int, _ body: () -> Void) {
    body()
    let (time, allocations) = (Stopwatch.seconds(), kiem_count_allocations())
    let instructions = kiem_count_instructions()
    body()
    let counted = kiem_count_instructions()
    let spent = Stopwatch.seconds() - time
    func each(_ number: Double, _ digits: Int) -> String { (number / Double(rows)).rounded(to: digits).led(10) }
    print(
      name.padded(44), each(spent * 1e9, 1), instructions < 0 ? "         -" : each(Double(counted - instructions), 1),
      each(Double(kiem_count_allocations() - allocations), 4))
  }

  // MARK: Stages

  private final class Nothing: ChunkWorker {
    func process(_ block: RowBlock, chunk: Int) throws(ScanFault) -> Int { block.rows }
  }

  private static func scan(_ files: StreamedFiles, _ rows: Int) {
    let table = files.software
    let layout = ScanLayout(format: table.format, start: table.start, fields: [.cell(0), .cell(1)])
    report("scan", rows) { _ = try? ChunkScan(table.file, layout).run([Nothing()]) { _, _ in } }
  }

  private final class Coding: ChunkWorker {
    let dictionary = ByteDictionary()
    var codes: [UInt32] = []
    var all: [UInt64] = []

    func process(_ block: RowBlock, chunk: Int) throws(ScanFault) -> Int {
      if codes.count < block.rows {
        codes = Array(repeating: 0, count: block.rows)
        all = Array(repeating: .max, count: (block.rows + 63) / 64)
      }
      let words = (block.rows + 63) / 64
      for word in 0..<words { all[word] = .max }
      if block.rows % 64 != 0 { all[words - 1] = (1 << UInt64(block.rows % 64)) - 1 }
      codes.withUnsafeMutableBufferPointer { codes in
        all.withUnsafeBufferPointer { all in
          if let target = codes.baseAddress, let selection = all.baseAddress {
            dictionary.code(block, 0, selection, into: target)
          }
        }
      }
      return block.rows
    }
  }

  private static func dictionary(_ files: StreamedFiles, _ rows: Int) {
    let table = files.software
    let layout = ScanLayout(format: table.format, start: table.start, fields: [.cell(1)])
    report("scan and number one column", rows) {
      _ = try? ChunkScan(table.file, layout).run([Coding()]) { _, _ in }
    }
  }

  private static func streamed(
    _ name: String, _ subject: String, _ check: String, _ files: StreamedFiles, _ rows: Int, writes: Bool = false
  ) {
    let rule = [(subject: subject, check: check)]
    guard let policy = PlanBenchmark.compile(rule, SyntheticInventory.plainSchema) else { return }
    let inventory = StreamedInventory(
      schema: SyntheticInventory.plainSchema, sources: files.sources, tables: [files.devices, files.software],
      zone: "UTC")
    let sink = FindingSink(filter: .fails, write: { _ in }, rewind: { _ in }, revise: { _, _ in })
    do {
      let plan = try StreamPlan(policy, over: inventory)
      report(name, rows) {
        var run = try? StreamRun(plan, catalogs: [:], threads: 1, sinks: writes ? [sink] : [])
        do { _ = try run?.run() } catch { print("does not stream:", error) }
      }
    } catch {
      print("does not stream:", error)
    }
  }

  private static func compilation() {
    let rules = (0..<100).map {
      ("software", "software.name.matches('(?i)zoom \($0)') && software.publisher != 'p \($0)'")
    }
    report("compile a policy, per rule", rules.count) { _ = PlanBenchmark.compile(rules) }
  }
}
