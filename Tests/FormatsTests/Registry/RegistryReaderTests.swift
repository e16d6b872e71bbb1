import Diagnostics
import Formats
import Testing

/// A value in short: `dword 1`, `'text'`, `%text%`, `['a', 'b']`, `bytes 3 1 2`.
private func dump(_ value: RegistryValue) -> String {
  let text: String =
    switch value.kind {
    case .string(let text): "'\(text)'"
    case .expandString(let text): "%'\(text)'"
    case .strings(let items): "\(items)"
    case .dword(let number): "dword \(number)"
    case .qword(let number): "qword \(number)"
    case .binary(let bytes, let type): "bytes \(type) \(bytes)"
    case .deleted: "deleted"
    case .unreadable(let text, let reason): "?'\(text)' (\(reason))"
    }
  return "\(value.name.isEmpty ? "@" : value.name)=\(text)"
}

private func dump(_ key: RegistryKey) -> String {
  (key.isDeleted ? "-" : "") + key.path + (key.problem.map { " !\($0)" } ?? "") + ": "
    + key.values.map(dump).joined(separator: ", ")
}

@Suite struct RegistryReaderTests {
  private static let head = "Windows Registry Editor Version 5.00\r\n\r\n"

  private func read(_ text: String, isWide: Bool = false) -> (keys: [String], problems: [String], isWhole: Bool) {
    var bytes = Array(text.utf8)
    if isWide { bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    let file = RegistryReader.read(Source(path: "a.reg", bytes: bytes))
    return (file.keys.map(dump), file.diagnostics.all.map(dump), file.isWhole)
  }

  static let values: [(text: String, value: String)] = [
    (#""a"="x""#, "a='x'"), (#"@="""#, "@=''"), (#""a\\b\"c"="d\\e\"f""#, #"a\b"c='d\e"f'"#),
    (#""a"=dword:0000001a"#, "a=dword 26"), (#""a"=-"#, "a=deleted"), (#""a" = "x" ; note"#, "a='x'"),
    (#""a"=hex:01,FF"#, "a=bytes 3 [1, 255]"), (#""a"=hex:"# + "\r\n", "a=bytes 3 []"),
    (#""a"=hex(2):25,00,78,00,25,00,00,00"#, "a=%'%x%'"), (#""a"=hex(1):a5,1e,00,00"#, "a='ấ'"),
    ("\"a\"=hex(7):61,00,00,00,\\\r\n  62,00,63,00,00,00,00,00", #"a=["a", "bc"]"#),
    (#""a"=hex(b):01,00,00,00,01,00,00,00"#, "a=qword 4294967297"), (#""a"=hex(4):01,02,00,00"#, "a=dword 513"),
    (#""a"=hex(5):00,00,02,01"#, "a=dword 513"), (#""a"=hex(0):"# + "\r\n", "a=bytes 0 []"),
    ("\"a\"=\"x\r\ny\"", "a='x\r\ny'"),
    (#""a"=hex(2):61"#, "a=?'1 bytes' (not text)"), (#""a"=hex(1):00,d8"#, "a=?'2 bytes' (not text)"),
    (#""a"=hex(b):01"#, "a=?'1 bytes' (not a number of its type)"),
    (#""a"=hex:0g"#, "a=?'hex:0g' (not bytes in hexadecimal)"),
    (#""a"=dword:123456789"#, "a=?'dword:123456789' (not a number of 32 bits)"),
    (#""a"=odd"#, "a=?'odd' (no type of registry values)"),
  ]

  @Test(arguments: values)
  func `a value is of its type`(text: String, value: String) {
    let (keys, problems, isWhole) = read(Self.head + "[HKEY_LOCAL_MACHINE\\K]\r\n" + text + "\r\n\"z\"=\"1\"\r\n\r\n")
    #expect(keys == ["HKEY_LOCAL_MACHINE\\K: \(value), z='1'"] && isWhole)
    #expect(problems.isEmpty == !value.contains("=?"), "\(problems)")
  }

  @Test func `keys, comments and deletions, in UTF-16 too`() {
    let text =
      Self.head
      + "; note\r\n[HKEY_CURRENT_USER\\Phần mềm]\r\n\"Tên\"=\"ấ\"\r\n[-HKEY_CLASSES_ROOT\\a]\r\n[HKEY_X\\{a]b}]\r\n"
    for isWide in [true, false] {
      let (keys, problems, isWhole) = read(text, isWide: isWide)
      #expect(keys == ["HKEY_CURRENT_USER\\Phần mềm: Tên='ấ'", "-HKEY_CLASSES_ROOT\\a: ", "HKEY_X\\{a]b}: "])
      #expect(problems == [] && isWhole)
    }
  }

  @Test func `version 4 has texts of one byte a character`() {
    let text = "REGEDIT4\n\n[HKEY_X]\n\"a\"=hex(2):25,78,00\n\"b\"=hex(1):e9,00\n\"c\"=hex(7):61,00,62,00,00\n"
    #expect(read(text).keys == ["HKEY_X: a=%'%x', b=?'2 bytes' (not text), c=[\"a\", \"b\"]"])
    let bytes = Array("REGEDIT4\n[HKEY_X]\n\"a\"=\"".utf8) + [0xE9] + Array("\"\n\"b\"=\"x\"\n".utf8)
    let file = RegistryReader.read(Source(path: "a", bytes: bytes))
    #expect(file.keys.map(dump) == ["HKEY_X: a=?'\u{FFFD}' (not UTF-8), b='x'"] && file.isWhole)
  }

  static let broken: [(text: String, keys: [String], problem: String, isWhole: Bool)] = [
    ("[HKEY_X]\n\"a\"=\"x\n\"b\"=\"y\"\n", ["HKEY_X: a=?'\"x' (unclosed quote), b='y'"], "4:1-4:7 KIEM1902", true),
    ("[HKEY_X]\n\"a\"=\"x\n\n[HKEY_Y]\n", ["HKEY_X: a=?'\"x' (unclosed quote)", "HKEY_Y: "], "4:1-4:7 KIEM1902", true),
    ("[HKEY_X]\n\"a\"=\"x", ["HKEY_X: a=?'\"x' (unclosed quote)"], "4:1-4:7 KIEM1902", false),
    ("[HKEY_X]\n\"a\"=hex:01,\\\n", ["HKEY_X: a=?'hex:01,\\\n' (not bytes in hexadecimal)"], "4:1-5:1 KIEM1902", false),
    ("[HKEY_X]\nrubbish\n\"a\"=\"x\"\n", ["HKEY_X !a line that is no value: a='x'"], "4:1-4:8 KIEM1901", true),
    ("[HKEY_X]\n\"a\"=\"x\"y\n", ["HKEY_X !a line that is no value: a='x'"], "4:8-4:9 KIEM1901", true),
    ("[HKEY_X\n\"a\"=\"x\"\n", [" !a key without a name: a='x'"], "3:1-3:8 KIEM1901", false),
    ("\"a\"=\"x\"\n[HKEY_X]\n", ["HKEY_X: "], "3:1-3:8 KIEM1901", false),
  ]

  @Test(arguments: broken)
  func `what is broken spoils its value or its key`(text: String, keys: [String], problem: String, isWhole: Bool) {
    let found = read("Windows Registry Editor Version 5.00\n\n" + text)
    #expect(found.keys == keys && found.isWhole == isWhole)
    #expect(found.problems.first?.hasPrefix(problem) == true, "\(found.problems)")
  }

  @Test func `a file without the first line of an export is not whole`() {
    #expect(read("[HKEY_X]\n").problems == ["1:1-1:1 KIEM1901 the file does not begin as a registry export does"])
    #expect(!read("").isWhole)
  }

  @Test func `keys below a key are found whatever their letter case`() {
    let text = Self.head + "[HKEY_X\\A]\n[HKEY_X\\A\\b]\n\"C\"=\"1\"\n[HKEY_X\\a\\B\\c]\n[HKEY_X\\AB]\n[HKEY_X\\a\\D]\n"
    let file = RegistryReader.read(Source(path: "a", text: text))
    #expect(file.keys(below: "hkey_x\\A").map(\.name) == ["b", "D"])
    #expect(file.keys(below: "HKEY_X\\A").first?["c"]?.raw == .string("1"))
  }
}
