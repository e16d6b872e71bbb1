/// A time zone: an IANA name, UTC, or a fixed offset.
///
/// The rules come from the tz database that is compiled in (`Zone.release`), never from the host, so that every
/// machine decides the same.
public struct Zone: Hashable, Sendable {
  /// As it was named; offsets as `+07:00`.
  public let name: String
  private let rules: Rules

  private enum Rules: Sendable {
    case fixed(Int)
    case table(ZoneRules)
  }

  private init(name: String, rules: Rules) {
    self.name = name
    self.rules = rules
  }

  /// Coordinated Universal Time.
  public static let utc = Zone(name: "UTC", rules: .fixed(0))

  /// Asia/Ho_Chi_Minh, the zone where nothing else names one (DESIGN section 2.11).
  public static let vietnam = Zone("Asia/Ho_Chi_Minh") ?? Zone(offset: 7 * 3600)

  /// So many seconds ahead of UTC.
  public init(offset: Int) { self.init(name: Zone.offsetText(offset), rules: .fixed(offset)) }

  /// - Parameter name: `Asia/Ho_Chi_Minh` (any name of the tz database, spelt as there), `UTC`, or an offset as CEL
  ///   has it: `+07:00`, `-02:30`, `02:00`.
  /// - Returns: nil if there is no such zone.
  public init?(_ name: String) {
    if name == "UTC" {
      self = .utc
    } else if let offset = Zone.fixedOffset(name) {
      self.init(offset: offset)
    } else if let rules = ZoneTable.rules(of: name) {
      self.init(name: name, rules: .table(rules))
    } else {
      return nil
    }
  }

  /// How many seconds clocks in the zone are ahead of UTC at an instant.
  /// - Complexity: O(log n) over the changes of the zone
  public func offset(at instant: Timestamp) -> Int {
    switch rules {
    case .fixed(let offset): offset
    case .table(let rules): rules.offset(at: instant.clampedSeconds)
    }
  }

  /// All names of the tz database, sorted; for suggestions.
  public static var names: [String] { ZoneTable.names }

  /// The release of the tz database that is compiled in: `2025b`.
  public static var release: String { ZoneTable.release }

  /// By name: a link is not the zone it leads to.
  public static func == (a: Zone, b: Zone) -> Bool { a.name.equalsExactly(b.name) }
  /// By name.
  public func hash(into hasher: inout Hasher) { name.hashExactly(into: &hasher) }

  private static func fixedOffset(_ text: String) -> Int? {
    var cursor = ByteCursor(text)
    let sign = cursor.take(oneOf: "+", "-")
    guard let hours = cursor.number(digits: 2, 2), cursor.take(":"), let minutes = cursor.number(digits: 2, 2),
      cursor.isAtEnd, hours < 24, minutes < 60
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  /// `+07:00`; `Z` is not written, and seconds only where there are some (`+07:06:30`).
  static func offsetText(_ offset: Int) -> String {
    let magnitude = Int(offset.magnitude)
    let seconds = magnitude % 60 == 0 ? "" : ":" + padded(magnitude % 60, 2)
    return "\(offset < 0 ? "-" : "+")\(padded(magnitude / 3600, 2)):\(padded(magnitude / 60 % 60, 2))\(seconds)"
  }
}

extension Zone: CustomStringConvertible {
  /// Its name.
  public var description: String { name }
}
