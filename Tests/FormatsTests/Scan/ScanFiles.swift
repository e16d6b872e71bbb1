import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file with some bytes, gone with the value.
final class ScanFile {
  let path: String

  init(_ text: String) throws {
    var name = Array("/tmp/kiem-scan-XXXXXX".utf8CString)
    let descriptor = name.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    try #require(descriptor >= 0)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  deinit { unlink(path) }
}

/// Takes the fields of every row, as the general readers would read them.
final class FieldCollector: ChunkWorker {
  let isJSON: Bool
  let columns: Int

  init(columns: Int, isJSON: Bool) {
    self.columns = columns
    self.isJSON = isJSON
  }

  func process(_ block: RowBlock, chunk: Int) throws(ScanFault) -> [[RawValue?]] {
    (0..<block.rows).map { row in
      (0..<columns).map { column in
        guard let field = block.field(column, row), let base = field.baseAddress else { return nil }
        return isJSON ? RawField.json(field, isText: base[-1] == UInt8(ascii: "\"")) : RawField.cell(field)
      }
    }
  }
}

/// How a file was scanned.
struct Scanned: Equatable {
  var rows: [[RawValue?]]
  var fault: ScanFault?

  /// Scans as `StreamRun` does: guessing, and where something seems odd once more with exact borders.
  static func scan(_ file: ScanFile, _ layout: ScanLayout, threads: Int) throws -> Scanned {
    let columns = layout.fields.count
    func run(_ scan: ChunkScan) throws(ScanFault) -> [[RawValue?]] {
      var rows: [[RawValue?]] = []
      let workers = (0..<threads).map { _ in FieldCollector(columns: columns, isJSON: layout.isJSON) }
      let count = try scan.run(workers) { output, before in
        #expect(before == rows.count)
        rows += output
      }
      #expect(count == rows.count)
      return rows
    }
    let guessing = ChunkScan(try ScannedFile(path: file.path), layout)
    do {
      return Scanned(rows: try run(guessing))
    } catch {
      do {
        return Scanned(rows: try run(try guessing.exact()))
      } catch {
        return Scanned(rows: [], fault: error)
      }
    }
  }
}
