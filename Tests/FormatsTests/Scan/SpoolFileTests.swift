import Testing

@testable import Formats

struct SpoolFileTests {
  @Test func `what is set aside is read back, whatever has been written by then`() throws {
    let file = try #require(SpoolFile(in: SpoolFile.folder))
    let pieces = (0..<300).map { piece in (0..<(piece * 37 % 4096)).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ piece) }
    }
    let places = pieces.map { piece in piece.withUnsafeBytes { file.append($0) } }
    file.flush()
    for (piece, place) in zip(pieces, places) {
      var bytes = [UInt8](repeating: 0, count: piece.count)
      let place = try #require(place)
      #expect(bytes.withUnsafeMutableBytes { file.read($0, at: place) })
      #expect(bytes == piece)
    }
  }

  @Test func `more than waits at once is set aside too`() throws {
    let file = try #require(SpoolFile(in: SpoolFile.folder))
    let large = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let first = [1, 2, 3].withUnsafeBytes { file.append($0) }
    let second = try #require(large.withUnsafeBytes { file.append($0) })
    #expect(first == 0)
    file.flush()
    var bytes = [UInt8](repeating: 0, count: large.count)
    #expect(bytes.withUnsafeMutableBytes { file.read($0, at: second) })
    #expect(bytes == large)
  }

  @Test func `what was never set aside is not read`() throws {
    let file = try #require(SpoolFile(in: SpoolFile.folder))
    file.flush()
    var bytes = [UInt8](repeating: 0, count: 4)
    let isRead = bytes.withUnsafeMutableBytes { file.read($0, at: 0) }
    #expect(!isRead)
    #expect(SpoolFile(in: "/nowhere/at/all") == nil)
  }
}
