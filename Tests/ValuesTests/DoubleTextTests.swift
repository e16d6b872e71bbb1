import Testing
import Values

@Suite struct DoubleTextTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-1, "-1"), (123.456, "123.456"), (-987.654, "-987.654"), (100_000, "100000"),
      (123_456, "123456"), (999_999.5, "999999.5"), (1_000_000, "1e+06"), (123_456_789, "1.23456789e+08"),
      (6.02214e23, "6.02214e+23"), (1.38e-23, "1.38e-23"), (-5.43e-21, "-5.43e-21"), (0.1, "0.1"), (0.0001, "0.0001"),
      (0.00012, "0.00012"), (0.00001, "1e-05"), (-0.0045, "-0.0045"), (1e16, "1e+16"), (1e21, "1e+21"),
      (9_007_199_254_740_992, "9.007199254740992e+15"), (1.5e300, "1.5e+300"), (.leastNonzeroMagnitude, "5e-324"),
      (1.7976931348623157e308, "1.7976931348623157e+308"), (0.1 + 0.2, "0.30000000000000004"), (2.5e6, "2.5e+06"),
      (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ] as [(Double, String)])
  func `doubles are written as Go's g`(number: Double, text: String) {
    #expect(number.celDescription == text)
  }

  @Test func `what is written reads back as the same number`() {
    var state: UInt64 = 2699
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      #expect(Double(number.celDescription) == number, "\(state)")
    }
  }
}
