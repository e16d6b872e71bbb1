/// A length of time in nanoseconds. The sign of both parts agrees.
///
/// The range is that of a 64-bit number of nanoseconds, some ±292 years, as the CEL specification has it ("Timestamps
/// and Durations"): what is parsed or computed beyond is an error there and nil here.
public struct Duration: Hashable, Sendable, Comparable {
  /// Whole seconds, cut off towards zero.
  public var seconds: Int64
  /// The rest, less than a second.
  public var nanoseconds: Int32

  /// Carries what is more than a second in `nanoseconds`, and makes the signs agree.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    let (whole, part) = Int64(nanoseconds).quotientAndRemainder(dividingBy: 1_000_000_000)
    let (sum, hasOverflowed) = seconds.addingReportingOverflow(whole)
    self.seconds = hasOverflowed ? seconds : sum
    self.nanoseconds = Int32(part)
    if self.seconds > 0 && self.nanoseconds < 0 {
      self.seconds -= 1
      self.nanoseconds += 1_000_000_000
    } else if self.seconds < 0 && self.nanoseconds > 0 {
      self.seconds += 1
      self.nanoseconds -= 1_000_000_000
    }
  }

  /// Shorter ones come first, negative ones before.
  public static func < (a: Duration, b: Duration) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }

  /// No time at all.
  public static let zero = Duration(seconds: 0)

  /// - Returns: nil if the number is out of range.
  public init?(totalNanoseconds: Int128) {
    guard let checked = Int64(exactly: totalNanoseconds) else { return nil }
    let (seconds, nanoseconds) = checked.quotientAndRemainder(dividingBy: 1_000_000_000)
    self.init(seconds: seconds, nanoseconds: Int32(nanoseconds))
  }

  /// All of it in nanoseconds.
  public var totalNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

  /// - Returns: nil if the sum is out of range.
  public func adding(_ other: Duration) -> Duration? {
    Duration(totalNanoseconds: totalNanoseconds + other.totalNanoseconds)
  }

  /// - Returns: nil if the difference is out of range.
  public func subtracting(_ other: Duration) -> Duration? {
    Duration(totalNanoseconds: totalNanoseconds - other.totalNanoseconds)
  }

  /// - Returns: nil if the result is out of range.
  public var negated: Duration? { Duration(totalNanoseconds: -totalNanoseconds) }
}

extension Duration {
  /// Whole hours, cut off towards zero (CEL's `getHours`).
  public var wholeHours: Int64 { seconds / 3600 }

  /// Whole minutes, cut off towards zero (CEL's `getMinutes`).
  public var wholeMinutes: Int64 { seconds / 60 }

  /// Whole seconds, cut off towards zero (CEL's `getSeconds`).
  public var wholeSeconds: Int64 { seconds }

  /// The milliseconds within the second, with the sign of the duration (CEL's `getMilliseconds`).
  public var millisecondsOfSecond: Int64 { Int64(nanoseconds) / 1_000_000 }
}

extension Duration: CustomStringConvertible {
  /// As CEL's `string()` and protocol buffers write it: seconds with as many decimals as needed, `3.5s`.
  public var description: String {
    let isNegative = seconds < 0 || nanoseconds < 0
    return (isNegative ? "-" : "") + String(seconds.magnitude) + decimals(nanoseconds.magnitude) + "s"
  }
}

/// `.5` for 500,000,000 nanoseconds, nothing for none.
func decimals(_ nanoseconds: UInt32) -> String {
  guard nanoseconds > 0 else { return "" }
  var digits = padded(nanoseconds, 9)
  while digits.hasSuffix("0") { digits.removeLast() }
  return "." + digits
}
