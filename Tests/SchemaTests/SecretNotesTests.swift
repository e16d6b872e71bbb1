import Testing

@testable import Schema

struct SecretNotesTests {
  @Test(arguments: [
    ("mật khẩu: Abc@123", "mật khẩu: [redacted]"),
    ("Mật Khẩu wifi : nha be 2", "Mật Khẩu wifi : [redacted]"),
    ("mat khau=abcxyz; tầng 2", "mat khau=[redacted]; tầng 2"),
    ("ma\u{302}\u{323}t kha\u{302}\u{309}u: abc", "ma\u{302}\u{323}t kha\u{302}\u{309}u: [redacted]"),
    ("MK: 12345, cổng 80", "MK: [redacted], cổng 80"),
    ("user/pass: admin/12345", "user/pass: [redacted]"),
    ("pass là Abc123.", "pass là [redacted]."),
    ("password is hunter2", "password is [redacted]"),
    ("mk Abc@123 của tổ", "mk [redacted] của tổ"),
    ("{\"password\": \"a b\", \"x\": 1}", "{\"password\": \"[redacted]\", \"x\": 1}"),
    ("client_secret=zzz", "client_secret=[redacted]"),
    ("snmp community: tinhoc", "snmp community: [redacted]"),
    ("Authorization: Basic YWJj", "Authorization: [redacted]"),
    ("tổ 1\nmật khẩu (camera cổng): x\ntổ 2", "tổ 1\nmật khẩu (camera cổng): [redacted]\ntổ 2"),
    ("pwd：ａ１", "pwd：[redacted]"),
    ("1\u{A0}pass: Abc123", "1\u{A0}pass: [redacted]"), ("(Ma\u{303} PIN : 1234", "(Ma\u{303} PIN : [redacted]"),
    ("mapin=1234", "mapin=[redacted]"), ("mk=1", "mk=[redacted]"), ("2.apikey: x1", "2.apikey: [redacted]"),
    ("pass: a; mk: b", "pass: [redacted]; mk: [redacted]"),
    // What tells of a password and is none.
    ("mật khẩu: chưa đổi", "mật khẩu: chưa đổi"),
    ("password: default", "password: default"),
    ("mật khẩu là bắt buộc", "mật khẩu là bắt buộc"),
    ("đổi mật khẩu ngày: 05/01/2026", "đổi mật khẩu ngày: 05/01/2026"),
    ("password == 'x'", "password == 'x'"),
    ("camera.password.state: changed?", "camera.password.state: changed?"),
    ("compass: north", "compass: north"),
    ("mật khẩu: [redacted]", "mật khẩu: [redacted]"),
    ("Máy tính phòng họp: tốt", "Máy tính phòng họp: tốt"),
    ("pass", "pass"), ("mật khẩu:", "mật khẩu:"), ("", ""),
  ])
  func `what a remark calls a password is taken out`(text: String, shown: String) {
    #expect(Redaction.withoutSecrets(text) == shown)
    #expect(Redaction.withoutSecrets(shown) == shown, "twice is once")
  }

  @Test(arguments: [
    ("admin:12345@192.168.1.10", "[redacted]@192.168.1.10"),
    ("ssh root:t0or@host.", "ssh [redacted]@host."),
    ("mailto:an@may.gov.vn", "mailto:an@may.gov.vn"),
    ("an@may.gov.vn", "an@may.gov.vn"),
    ("https://h/x?sig=abc&a=b", "https://h/x?sig=[redacted]&a=b"),
    ("rtsp://h/user=admin_password=tlJw_channel=1", "rtsp://h/user=admin_password=[redacted]"),
  ])
  func `logins and telling parameters are taken out`(text: String, shown: String) {
    #expect(Redaction.withoutSecrets(text) == shown)
  }
}
