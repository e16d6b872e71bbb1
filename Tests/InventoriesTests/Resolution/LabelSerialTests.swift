import Testing

@testable import Inventories

@Suite struct LabelSerialTests {
  @Test(arguments: [
    ("ds-2cd2043g2-i20230101aawrj12345678", "j12345678"), ("ds-7604nxi-k10420230101ccrrk12345678wcvu", "k12345678"),
    ("ids-7204huhi-m1/s0420200101ccwre12345678wcvu", "e12345678"),
    // Figures that tell nothing, older numbers, other makers, too short.
    ("ds-2cd2386g2-iu00000000aawrj00000000", nil), ("ds-2cd2532f-iws20140101ccch123456789", nil),
    ("6g0123456789", nil), ("j12345678", nil), ("ds-j12345678", nil), ("", nil),
  ])
  func `the end of a serial number is what its label has`(whole: String, label: String?) {
    #expect(LabelSerial.of(whole) == label)
  }

  @Test func `a register that copied the label is about the camera that answers with all of it`() throws {
    let world = try ResolutionWorld(
      """
      # camera so declared 2026-01-10 unit=u1
      asset_tag,serial,name
      C1,J12345678,Cổng
      C2,J12345679,Sân
      # camera isapi 2026-01-09 unit=u1
      serial,model
      DS-2CD2043G2-I20230101AAWRJ12345678,DS-2CD2043G2-I
      DS-2CD2043G2-I20230101AAWRJ12345670,DS-2CD2043G2-I
      """)
    #expect(
      try world.subjects("camera") == [
        "C1 = isapi 1, so 1", "DS-2CD2043G2-I20230101AAWRJ12345670 = isapi 2", "C2 = so 2",
      ])
    #expect(
      try world.rows("camera", "serial").first { $0.hasPrefix("C1") }
        == "C1 serial=J12345678")
  }
}
