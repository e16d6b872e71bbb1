import Formats

/// go2rtc: the streams of its configuration, one address or a list of them for each name.
struct Go2rtcAdapter: Adapter {
  let name = "go2rtc"
  let title = "go2rtc (configuration)"

  func recognise(_ document: InventoryDocument) -> Recognition? {
    let documents = document.documents.isEmpty ? [document.root].compactMap { $0 } : document.documents
    let streams = documents.flatMap { $0.members("streams") }
    guard !streams.isEmpty, documents.allSatisfy({ $0.at("cameras") == nil }) else { return nil }
    // A stream may be named that has no address yet.
    let addresses = streams.flatMap { Self.addresses($0.value) }.filter { !$0.isEmpty }
    // Besides addresses a stream may be a program: `exec:ffmpeg ...`.
    guard addresses.allSatisfy({ $0.text.contains(":") }), addresses.contains(where: { $0.text.contains("://") }) else {
      return nil
    }
    return .certain("`streams` of addresses")
  }

  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords) {
    let documents = document.documents.isEmpty ? [document.root].compactMap { $0 } : document.documents
    for (name, stream) in documents.flatMap({ $0.members("streams") }) {
      let addresses = Self.addresses(stream)
      guard let url = addresses.first(where: { $0.text.contains("://") }) else {
        output.ignore("streams without an address", at: stream)
        continue
      }
      output.addStream(url, name: Cell(name, under: "#" + stream.pointer), at: stream)
    }
  }

  private static func addresses(_ stream: JSONPlace) -> [Cell] {
    stream.isArray ? stream.items().map(\.cell) : [stream.cell]
  }
}
