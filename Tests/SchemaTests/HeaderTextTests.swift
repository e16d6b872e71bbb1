import Schema
import Testing
import Values

@Suite struct HeaderTextTests {
  @Test(arguments: [
    ("Password State", "password_state"), ("password.state", "password_state"), ("  S/N\t(số) ", "s_n_số"),
    ("MẬT KHẨU", "mật_khẩu"), ("a\u{A0}b", "a_b"), ("Tên\nthiết bị", "tên_thiết_bị"), ("--", ""), ("", ""),
    ("K\u{212A}", "kk"), ("os.name", "os_name"), ("x\u{B}\u{C}\r\ny", "x_y"), ("a\u{1}b", "a\u{1}b"),
  ])
  func `a header compares folded, its words joined`(header: String, canonical: String) {
    #expect(HeaderText.canonical(header) == canonical)
  }

  @Test func `a header of ASCII is what folding makes of it`() {
    for first in UInt8(0)..<128 {
      for second in UInt8(0)..<128 {
        let header = String(decoding: [0x58, first, second, 0x59, first], as: UTF8.self)
        // A letter that is no ASCII, and does not change, sends the text through the folding.
        #expect("\(HeaderText.canonical(header))_đ" == HeaderText.canonical("\(header) đ"))
      }
    }
  }
}
