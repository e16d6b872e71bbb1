/// A finite double as the exact decimal number it stands for, to be rounded to so many digits: half to even, as C and
/// Go print doubles. No dependency on the C library, whose `printf` follows the locale.
struct ExactDecimal {
  private let isNegative: Bool
  /// The digits, most significant first, without leading zeros; empty for zero.
  private var digits: [UInt8]
  /// How many digits stand before the decimal point (negative: so many zeros follow it).
  private var point: Int

  /// - Parameter value: finite
  init(_ value: Double) {
    isNegative = value.sign == .minus
    let magnitude = value.magnitude
    guard magnitude != 0 else {
      digits = []
      point = 0
      return
    }
    // magnitude = significand * 2^shift, with a whole significand
    let significand = magnitude.significandBitPattern | (magnitude.isNormal ? 1 << 52 : 0)
    let shift = Int(magnitude.isNormal ? magnitude.exponentBitPattern : 1) - 1075
    // Little-endian limbs of nine decimal digits.
    var limbs: [UInt64] = []
    var rest = significand
    while rest > 0 {
      limbs.append(rest % 1_000_000_000)
      rest /= 1_000_000_000
    }
    // A negative shift s: m / 2^s = m * 5^s / 10^s.
    for _ in 0..<abs(shift) { Self.multiply(&limbs, by: shift > 0 ? 2 : 5) }
    var text = ""
    for (position, limb) in limbs.reversed().enumerated() {
      let part = String(limb)
      text += (position == 0 ? "" : String(repeating: "0", count: 9 - part.count)) + part
    }
    digits = Array(text.utf8)
    point = digits.count - (shift < 0 ? -shift : 0)
  }

  private static func multiply(_ limbs: inout [UInt64], by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % 1_000_000_000
      carry = product / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// `-123.450` with so many decimals.
  func fixed(_ precision: Int) -> String {
    var number = self
    number.round(keeping: point + precision)
    let sign = isNegative ? "-" : ""
    let whole = number.part(0, number.point)
    let fraction = number.part(number.point, number.point + precision)
    return sign + (whole.isEmpty ? "0" : whole) + (precision > 0 ? "." + fraction : "")
  }

  /// `1.234500e+05` with so many decimals.
  func scientific(_ precision: Int) -> String {
    var number = self
    number.round(keeping: precision + 1)
    let exponent = number.digits.isEmpty ? 0 : number.point - 1
    let lead = number.part(0, 1)
    let fraction = number.part(1, 1 + precision)
    let magnitude = String(abs(exponent))
    let power = (exponent < 0 ? "e-" : "e+") + (magnitude.count < 2 ? "0" : "") + magnitude
    return (isNegative ? "-" : "") + (lead.isEmpty ? "0" : lead) + (precision > 0 ? "." + fraction : "") + power
  }

  /// Rounds to so many leading digits, half to even.
  private mutating func round(keeping count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let five = UInt8(ascii: "5")
    let isUp: Bool
    if digits[count] != five {
      isUp = digits[count] > five
    } else if digits[(count + 1)...].contains(where: { $0 != UInt8(ascii: "0") }) {
      isUp = true
    } else {
      isUp = count > 0 && digits[count - 1] % 2 == 1
    }
    digits.removeSubrange(count...)
    guard isUp else { return }
    var index = count - 1
    while index >= 0, digits[index] == UInt8(ascii: "9") {
      digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(UInt8(ascii: "1"), at: 0)
      point += 1
    }
  }

  /// The digits from one position to another, zeros where there are none.
  private func part(_ start: Int, _ end: Int) -> String {
    guard start < end else { return "" }
    let text = (start..<end).map { $0 >= 0 && $0 < digits.count ? digits[$0] : UInt8(ascii: "0") }
    return String(decoding: text, as: UTF8.self)
  }
}
