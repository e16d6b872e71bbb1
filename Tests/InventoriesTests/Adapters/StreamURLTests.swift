import Testing

@testable import Inventories

@Suite struct StreamURLTests {
  static let table: [(String, user: String?, ip: String?, bare: String)] = [
    ("rtsp://admin:s3cret@192.168.1.64:554/stream", "admin", "192.168.1.64", "rtsp://192.168.1.64:554"),
    ("rtsp://admin:p@ss@192.168.1.64/live", "admin", "192.168.1.64", "rtsp://192.168.1.64"),
    ("rtsp://admin:p/w#d@192.168.1.64:554/live", "admin", "192.168.1.64", "rtsp://192.168.1.64:554"),
    ("ffmpeg:rtsp://192.168.1.64/live#audio=opus", nil, "192.168.1.64", "ffmpeg:rtsp://192.168.1.64"),
    ("rtsp://192.168.1.10:554/user=admin&password=s3cret&channel=1", nil, "192.168.1.10", "rtsp://192.168.1.10:554"),
    ("rtsp://{USER}:{PASSWORD}@cam.lan/live", nil, nil, "rtsp://cam.lan"),
    ("rtsp://127.0.0.1:8554/relay", nil, nil, "rtsp://127.0.0.1:8554"),
    ("rtsp://admin:s3cret@[2001:db8::7]:554/live", "admin", "2001:db8::7", "rtsp://[2001:db8::7]:554"),
    ("rtsp://:s3cret@10.0.0.1", nil, "10.0.0.1", "rtsp://10.0.0.1"),
  ]

  @Test(arguments: table) func `an address gives user and host, and keeps its password to itself`(
    text: String, user: String?, ip: String?, bare: String
  ) throws {
    let url = try #require(StreamURL(text))
    #expect(url.user == user)
    #expect(url.ip == ip)
    #expect(url.bare == bare)
  }

  @Test func `what has no scheme is no address`() { #expect(StreamURL("exec:ffmpeg -i /dev/video0") == nil) }
}
