import Diagnostics

/// What reading and decoding a file came to.
struct DecodedFile: Sendable {
  let source: Result<Source, DocumentFiles.ReadingFailure>
  private(set) var documents: [PolicyDocument] = []
  private(set) var diagnostics = DiagnosticList()

  init(_ source: Result<Source, DocumentFiles.ReadingFailure>) {
    self.source = source
    if case .success(let source) = source { (documents, diagnostics) = DocumentDecoder.decode(source) }
  }
}
