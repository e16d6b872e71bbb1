import Diagnostics
import Formats
import Testing

/// The project's reference material stands beside a checkout; without it these tests have nothing to read.
private let reference: String = {
  let parts = #filePath.split(separator: "/").dropLast(4).map(String.init)
  return "/" + (parts + ["shared"]).joined(separator: "/")
}()

private let isThere = FilePaths.real(reference) != nil

@Suite(.enabled(if: isThere, "the reference material is not beside this checkout"))
struct SampleFileTests {
  @Test func `every draft document is read without a complaint`() throws {
    let files = try FileTree.files(under: reference + "/spike").files.filter { $0.hasSuffix(".yaml") }
    #expect(files.count > 4)
    for path in files {
      let source = try FileReader.read(path: path)
      let (documents, diagnostics) = YAMLReader.read(source)
      #expect(!documents.isEmpty, "\(path)")
      #expect(DiagnosticRenderer(.short).render(diagnostics) == "")
    }
  }

  @Test func `every real export that is recognised gives records or says why not`() throws {
    var read = 0
    for path in try FileTree.files(under: reference + "/inventory-samples").files {
      let source = try FileReader.read(path: path)
      guard let format = RecordReader.recognise(path: path, bytes: source.bytes) else { continue }
      let file = RecordReader.read(source, format: format)
      #expect(!file.records.isEmpty || !file.diagnostics.isEmpty, "\(path) as \(format)")
      if !file.records.isEmpty { read += 1 }
    }
    #expect(read > 30)
  }
}
