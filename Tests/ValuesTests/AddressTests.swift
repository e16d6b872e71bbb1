import Testing
import Values

@Suite struct AddressTests {
  @Test(arguments: [
    ("192.168.0.1", "192.168.0.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::", "::"),
    ("::1", "::1"), ("2001:DB8::68", "2001:db8::68"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("1::", "1::"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("fe80::0001", "fe80::1"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
  ])
  func `an address is written in its canonical form`(text: String, canonical: String) throws {
    let address = try IPAddress(parsing: text)
    #expect(address.description == canonical)
    #expect(try IPAddress(parsing: canonical) == address)
    #expect(IPAddress(bytes: address.bytes) == address)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "192.168.0.256", "192.168.0.01", "192.168.0.1 ", "1.2.3.", ".1.2.3", "1.2.3.-4",
    "+1.2.3.4", "0x1.2.3.4", "192.168.0.1/24", ":", ":::", "2001:db8:::68", "1::2::3", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "g::", "1:", ":1", "::1:", "1.2.3.4::",
    "::1.2.3", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "[::1]", "::1%", "１.2.3.4",
  ])
  func `what is no address is malformed`(text: String) {
    #expect(throws: AddressFailure.malformed) { try IPAddress(parsing: text) }
  }

  @Test func `zones and IPv4 in IPv6 are refused by their reason`() {
    #expect(throws: AddressFailure.zone) { try IPAddress(parsing: "fe80::1%eth0") }
    #expect(throws: AddressFailure.mapped) { try IPAddress(parsing: "::ffff:192.168.0.1") }
    #expect(throws: AddressFailure.mapped) { try IPAddress(parsing: "::ffff:c0a8:1") }
    #expect(throws: AddressFailure.zone) { try CIDR(parsing: "fe80::1%en0/24") }
    #expect(throws: AddressFailure.mapped) { try CIDR(parsing: "::ffff:192.168.0.1/24") }
  }

  @Test(arguments: [
    ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("127.0.0.1", "loopback"), ("127.255.0.1", "loopback"),
    ("::1", "loopback"), ("1.2.3.4", "global"), ("8.8.8.8", "global"), ("10.1.2.3", "private global"),
    ("172.15.0.1", "global"), ("172.16.0.1", "private global"), ("172.31.255.255", "private global"),
    ("172.32.0.0", "global"), ("192.168.1.64", "private global"), ("fd00::1", "private global"),
    ("fe00::1", "global"), ("2001:db8::abcd", "global"), ("255.255.255.255", ""), ("169.254.169.254", "linkLocal"),
    ("fe80::1", "linkLocal"), ("febf::1", "linkLocal"), ("fec0::1", "global"), ("224.0.0.1", "multicast linkMulticast"),
    ("224.0.1.1", "multicast"), ("239.1.1.1", "multicast"), ("ff00::1", "multicast"),
    ("ff02::1", "multicast linkMulticast"), ("ff12::1", "multicast linkMulticast"), ("::2", "global"),
  ])
  func `an address knows its kind`(text: String, kinds: String) throws {
    let address = try IPAddress(parsing: text)
    let all: [(String, Bool)] = [
      ("unspecified", address.isUnspecified), ("loopback", address.isLoopback), ("private", address.isPrivate),
      ("linkLocal", address.isLinkLocalUnicast), ("multicast", address.isMulticast),
      ("linkMulticast", address.isLinkLocalMulticast), ("global", address.isGlobalUnicast),
    ]
    #expect(all.filter(\.1).map(\.0).joined(separator: " ") == kinds)
  }

  @Test(arguments: [
    ("192.168.0.1/24", "192.168.0.0/24"), ("10.1.2.3/0", "0.0.0.0/0"), ("10.1.2.3/32", "10.1.2.3/32"),
    ("2001:db8:ffff::1/33", "2001:db8:8000::/33"), ("2001:db8::1/0", "::/0"), ("2001:db8::1/128", "2001:db8::1/128"),
  ])
  func `a range is masked to its prefix`(text: String, masked: String) throws {
    let range = try CIDR(parsing: text)
    #expect(range.description == text)
    #expect(range.masked.description == masked)
  }

  @Test(arguments: [
    "192.168.0.0", "192.168.0.0/", "192.168.0.0/33", "192.168.0.0/024", "192.168.0.0/+4", "192.168.0.0/-1",
    "192.168.0.0/2 ", "/24", "::/129", "1.2.3/8", "192.168.0.0/24/8",
  ])
  func `what is no range is malformed`(text: String) {
    #expect(throws: AddressFailure.malformed) { try CIDR(parsing: text) }
  }

  @Test(arguments: [
    ("192.168.0.0/24", "192.168.0.1", true), ("192.168.0.0/24", "192.168.1.1", false),
    ("192.168.0.77/24", "192.168.0.1", true), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::", false),
    ("2001:db8::/32", "2001:db8:1::1", true), ("2001:db8::/32", "192.168.1.1", false), ("::/0", "ff02::1", true),
  ])
  func `a range contains the addresses of its prefix`(range: String, address: String, contains: Bool) throws {
    #expect(try CIDR(parsing: range).contains(IPAddress(parsing: address)) == contains)
  }

  @Test(arguments: [
    ("192.168.0.0/24", "192.168.0.0/25", true), ("192.168.0.0/24", "192.168.0.1/32", true),
    ("192.168.0.0/24", "192.168.0.0/23", false), ("10.0.0.0/8", "10.0.0.0/8", true),
    ("2001:db8::/32", "2001:db8::/33", true), ("0.0.0.0/0", "::/0", false),
  ])
  func `a range contains smaller ones of its prefix`(range: String, other: String, contains: Bool) throws {
    #expect(try CIDR(parsing: range).contains(CIDR(parsing: other)) == contains)
  }

  @Test func `ranges with other bits beyond the prefix are not the same`() throws {
    #expect(try CIDR(parsing: "127.0.0.1/24") == CIDR(parsing: "127.0.0.1/24"))
    #expect(try CIDR(parsing: "127.0.0.1/24") != CIDR(parsing: "127.0.0.0/24"))
  }
}
