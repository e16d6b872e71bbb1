extension Double {
  /// As CEL's `string(double)` writes it: the shortest digits that read back as the same number, in the form of Go's
  /// `%g`, for the specification leaves the form open and cel-go uses that.
  ///
  /// An exponent stands where it is below -4 or above 5, in two digits at least: `123.456`, `0.0001`, `1e-05`,
  /// `100000`, `1e+06`, `1.5e+300`. Whole numbers have no decimal point: `3`, `-0`. Besides `NaN`, `+Inf`, `-Inf`.
  public var celDescription: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
    let sign = self.sign == .minus ? "-" : ""
    guard self != 0 else { return sign + "0" }
    let (digits, point) = shortestDigits
    let exponent = point - 1
    if exponent < -4 || exponent > 5 {
      let tail = digits.count > 1 ? "." + digits.dropFirst() : ""
      return "\(sign)\(digits.prefix(1))\(tail)e\(exponent < 0 ? "-" : "+")\(padded(abs(exponent), 2))"
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if digits.count <= point { return sign + digits + String(repeating: "0", count: point - digits.count) }
    return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
  }

  /// The significant digits, and how many of them stand before the decimal point (negative: zeros after it).
  private var shortestDigits: (digits: String, point: Int) {
    // The standard library's text has the shortest digits; only its layout differs.
    let parts = magnitude.description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = parts[0].split(separator: ".")
    let fraction = halves.count > 1 && halves[1] != "0" ? String(halves[1]) : ""
    let written = String(halves[0]) + fraction
    let leading = written.prefix { $0 == "0" }.count
    var digits = String(written.dropFirst(leading))
    while digits.hasSuffix("0") { digits.removeLast() }
    return (digits, halves[0].count - leading + exponent)
  }
}
