import Diagnostics
import Formats
import Testing

/// A paragraph in one line: `3: a='x' b='y
/// z' !why`.
private func dump(_ stanza: Stanza) -> String {
  "\(stanza.line):" + stanza.fields.map { " \($0.name)=\(dump($0.value))" }.joined()
    + (stanza.problem.map { " !\($0)" } ?? "")
}

@Suite struct StanzaTests {
  private func check(_ file: StanzaFile, _ stanzas: [String], _ problems: [String] = []) {
    #expect(file.stanzas.map(dump) == stanzas)
    #expect(file.diagnostics.all.map(dump) == problems)
  }

  @Test func `paragraphs of a control file`() {
    let text =
      "Package: a\r\nStatus:  install ok installed \r\nDescription: x\r\n y: z\r\n .\r\n\tw\r\n\r\n \r\nPackage: b\r\nEmpty:\r\n"
    check(
      ControlStanzas.read(Source(path: "status", text: text)),
      ["1: Package='a' Status='install ok installed' Description='x\ny: z\n\nw'", "9: Package='b' Empty=''"])
    check(
      ControlStanzas.read(Source(path: "status", text: "Package: a\nrubbish\nVersion: 1\n\n indented\nP: b")),
      ["1: Package='a' Version='1' !a line that is no field", "6: P='b' !a line that is no field"],
      ["2:1-2:8 KIEM1911 a line that is no field", "5:1-5:10 KIEM1911 a line that is no field"])
    let bytes = Array("A: ".utf8) + [0xE9] + Array("\nB: x\n".utf8)
    check(
      ControlStanzas.read(Source(path: "status", bytes: bytes)), ["1: A=?'\u{FFFD}' (not UTF-8) B='x'"],
      [
        "1:4-1:4 KIEM1001 one line has bytes that are not UTF-8",
        "1:1-1:5 KIEM1912 a value that cannot be read: not UTF-8",
      ])
  }

  @Test func `blocks of packages, of one and of two columns`() {
    let text = """
      Name        : make
      Epoch       : 1
      Architecture: x86_64
      Install Date: Wed 16 Oct 2019 09:21:42 AM PDT
      Description :
      Controls: the generation.

      More.
      Name        : kbd
      Version     : 1
      Name        : old                          Relocations: (not relocatable)
      Version     : 1.0                               Vendor: CentOS
      rubbish
      """
    check(
      PackageBlocks.read(Source(path: "a", text: text)),
      [
        "1: Name='make' Epoch='1' Architecture='x86_64' Install Date='Wed 16 Oct 2019 09:21:42 AM PDT' "
          + "Description='\nControls: the generation.\n\nMore.'",
        "9: Name='kbd' Version='1'",
        "11: Name='old' Relocations='(not relocatable)' Version='1.0' Vendor='CentOS' !a line that is no field",
      ], ["13:1-13:8 KIEM1911 a line that is no field"])
  }

  @Test func `answers of a camera`() {
    let text =
      "deviceType=31\r\ntable.Users[0].Name=admin\r\nversion=5.001,build:2026\r\nempty=\r\nurl=rtsp://h/?a=b\r\n\r\n# note\nx = y \n"
    check(
      KeyValueLines.read(Source(path: "a", text: text)),
      [
        "1: deviceType='31' table.Users[0].Name='admin' version='5.001,build:2026' empty='' url='rtsp://h/?a=b'",
        "8: x='y'",
      ])
    check(
      KeyValueLines.read(Source(path: "a", text: "a=1\nError\n=2\n")), ["1: a='1' !a line that is no field"],
      ["2:1-2:6 KIEM1911 a line that is no field", "3:1-3:3 KIEM1911 a line that is no field"])
  }
}
