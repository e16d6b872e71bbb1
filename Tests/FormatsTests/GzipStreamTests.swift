import Formats
import Testing

@Suite struct GzipStreamTests {
  private func expand(_ bytes: [UInt8], limits: ExpansionLimits = .standard) throws(ExpansionError) -> String {
    var stream = GzipStream(bytes, limits: limits)
    return String(decoding: try stream.all(), as: UTF8.self)
  }

  @Test(arguments: [
    ("gzip", "may,hang\nPC-1,Dell\nPC-2,HP\n"), ("gzipTwo", "may,hang\nPC-1,Dell\nPC-2,HP\nPC-3,Asus\n"),
    ("gzipFields", "x,y\n1,2\n"),
  ])
  func `a file has its text`(name: String, text: String) throws {
    let bytes = CompressionFixtures.bytes(name)
    #expect(GzipStream.begins(bytes))
    #expect(try expand(bytes) == text)
    #expect(try expand(bytes + [0, 0, 0]) == text)
  }

  @Test func `what follows the last member is told`() throws {
    var stream = GzipStream(CompressionFixtures.bytes("gzip") + [1])
    _ = try stream.all()
    #expect(stream.hasOtherData)
    stream = GzipStream(CompressionFixtures.bytes("gzip"))
    _ = try stream.all()
    #expect(!stream.hasOtherData)
  }

  @Test(arguments: ["gzip", "gzipTwo", "gzipFields"])
  func `a file cut anywhere is never taken for whole`(name: String) {
    let bytes = CompressionFixtures.bytes(name)
    let first = name == "gzipTwo" ? CompressionFixtures.bytes("gzip").count : bytes.count
    for length in 0..<bytes.count where length != first {
      var stream = GzipStream(Array(bytes[..<length]))
      var output: [UInt8] = []
      do {
        while try stream.append(to: &output) {}
        #expect(stream.hasOtherData, "\(length) bytes")
      } catch {
        #expect(error == .truncated, "\(length) bytes")
      }
    }
  }

  @Test func `a changed byte never changes the text in silence`() throws {
    for name in ["gzip", "gzipTwo", "gzipFields"] {
      let original = CompressionFixtures.bytes(name)
      let text = try expand(original)
      for place in original.indices {
        for bit in 0..<8 {
          var bytes = original
          bytes[place] ^= 1 << UInt8(bit)
          guard let found = try? expand(bytes) else { continue }
          // A second member whose mark is damaged is other data, and told.
          #expect(found == text || text.hasPrefix(found) && name == "gzipTwo", "\(name), bit \(bit) of byte \(place)")
        }
      }
    }
  }

  @Test func `limits hold over all members`() {
    let limits = ExpansionLimits(memberBytes: 30)
    #expect(throws: ExpansionError.memberLimit(30)) {
      try expand(CompressionFixtures.bytes("gzipTwo"), limits: limits)
    }
    #expect(throws: Never.self) { try expand(CompressionFixtures.bytes("gzip"), limits: limits) }
  }
}
