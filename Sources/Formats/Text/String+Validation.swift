extension String {
  /// The text that some bytes are; nil where they are no UTF-8. `String(validating:as:)` says the same and takes two to
  /// three times as long for the short texts of cells.
  init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard let valid = try? UTF8Span(validating: bytes.span) else { return nil }
    self.init(copying: valid)
  }
}
