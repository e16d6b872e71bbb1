/// Why a text is no timestamp or duration.
public enum TimeFailure: Error, Hashable, Sendable {
  /// Not written as one.
  case malformed
  /// Written well, but beyond what can be represented.
  case outOfRange
}

extension Duration {
  /// Reads `1h2m3.5s`, `-1.5s`, `0`: a sequence of decimal numbers with the units h, m, s, ms, us, µs, ns, as CEL takes
  /// it from Go (`time.ParseDuration`). What is below a nanosecond is cut off.
  public init(parsing text: String) throws(TimeFailure) {
    var cursor = ByteCursor(text)
    let sign = cursor.take(oneOf: "-", "+")
    guard !cursor.isAtEnd else { throw .malformed }
    var total: Int128 = 0
    if cursor.count - cursor.position == 1, cursor.take("0") {
      self = .zero
      return
    }
    while !cursor.isAtEnd {
      total += try Duration.component(&cursor)
      guard total <= Duration.largest else { throw .outOfRange }
    }
    guard let duration = Duration(totalNanoseconds: sign == "-" ? -total : total) else { throw .outOfRange }
    self = duration
  }

  /// - Returns: nil where `init(parsing:)` throws.
  public init?(_ text: String) {
    guard let duration = try? Duration(parsing: text) else { return nil }
    self = duration
  }

  /// One more than the largest magnitude: that of the most negative one.
  private static let largest = Int128(Int64.max) + 1

  private static func component(_ cursor: inout ByteCursor) throws(TimeFailure) -> Int128 {
    var whole: Int128 = 0
    let count = cursor.digitCount
    for _ in 0..<count {
      whole = whole * 10 + Int128(cursor.next() ?? 0x30) - 0x30
      guard whole <= largest else { throw .outOfRange }
    }
    var part: Int128 = 0
    var scale: Int128 = 1
    var decimals = 0
    if cursor.take(".") {
      decimals = cursor.digitCount
      for place in 0..<decimals {
        let digit = Int128(cursor.next() ?? 0x30) - 0x30
        if place < 18 {
          part = part * 10 + digit
          scale *= 10
        }
      }
    }
    guard count + decimals > 0, let unit = unit(&cursor) else { throw .malformed }
    return whole * unit + part * unit / scale
  }

  private static func unit(_ cursor: inout ByteCursor) -> Int128? {
    switch cursor.next() {
    case UInt8(ascii: "h"): return 3_600_000_000_000
    case UInt8(ascii: "s"): return 1_000_000_000
    case UInt8(ascii: "m"): return cursor.take("s") ? 1_000_000 : 60_000_000_000
    case UInt8(ascii: "u"): return cursor.take("s") ? 1000 : nil
    case UInt8(ascii: "n"): return cursor.take("s") ? 1 : nil
    // U+00B5 and U+03BC, both written for micro.
    case 0xC2: return cursor.take(0xB5) && cursor.take("s") ? 1000 : nil
    case 0xCE: return cursor.take(0xBC) && cursor.take("s") ? 1000 : nil
    default: return nil
    }
  }
}
