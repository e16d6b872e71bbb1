/// Zoom: one release is spelt in several ways, `5.13.4 (11835)` in the program, `5.13.4.11835` in its address,
/// `5.13.11835` in winget and the registry, `5.0.4 (25694.0524)` and `5.0.24046.0510` in 2020.
///
/// Numbers under 50 are releases of a line (`5.13.4`), numbers from 100 on are builds; a release has had 17 at most, and
/// a build 495 at least. Lines compare first. In one line releases decide where both are told, else builds. Neither can
/// be told by the other, so `5.13.4` and `5.13.11835` are unknown against each other; but what tells a build only is not
/// below its line's first release (`5.13`, `5.13.0`).
///
/// Builds are counted for each system on its own (`5.16.10.668` on Linux, `5.16.10 (25689)` elsewhere), which no version
/// tells. Builds far apart are therefore unknown against each other.
struct ZoomRelease: Hashable, Sendable {
  /// The number of the release in its line; nil where only the build is told.
  var patch: UInt64?
  var build: UInt64?

  /// In one line, how they may stand to each other.
  static func orderings(_ a: ZoomRelease, _ b: ZoomRelease) -> [Ordering] {
    if let first = a.patch, let second = b.patch, first != second { return [first < second ? .less : .greater] }
    if let first = a.build, let second = b.build { return orderings(ofBuilds: first, second) }
    switch (a.patch, b.patch) {
    case (.some, .some): return [.equal]
    case (nil, 0?): return [.equal, .greater]
    case (0?, nil): return [.less, .equal]
    default: return [.less, .equal, .greater]
    }
  }

  private static func orderings(ofBuilds a: UInt64, _ b: UInt64) -> [Ordering] {
    if a == b { return [.equal] }
    let (low, high) = (min(a, b), max(a, b))
    guard high / 4 <= low else { return [.less, .equal, .greater] }
    return [a < b ? .less : .greater]
  }
}

extension VersionKey {
  /// A version of Zoom's; nil where a number is neither a release's nor a build's.
  init?(zoom text: String) {
    self.init()
    var cursor = VersionCursor(text)
    cursor.skipPrefix()
    var numbers = cursor.dottedNumbers()
    guard 2...5 ~= numbers.count else { return nil }
    let told = numbers.count
    cursor.skip { $0 == 0x20 }
    if cursor.take(UInt8(ascii: "(")) {
      let build = cursor.dottedNumbers()
      guard 1...2 ~= build.count, cursor.take(UInt8(ascii: ")")), told <= 3 else { return nil }
      numbers += build
    }
    cursor.skip { $0 == 0x20 }
    guard cursor.isAtEnd, let values = VersionKey.values(numbers) else { return nil }
    var release = ZoomRelease(patch: nil, build: nil)
    var rest = values[2...]
    if let first = rest.first, first < 50 {
      release.patch = first
      rest.removeFirst()
    } else if rest.isEmpty {
      // The line alone is its first release.
      release.patch = 0
    }
    if let build = rest.first {
      guard build >= 100 else { return nil }
      release.build = build
      rest.removeFirst()
    }
    // Builds of 2020 bear their day: `24046.0510`.
    if let day = rest.first {
      guard numbers.last?.count == 4, (101...1231).contains(day) else { return nil }
      rest.removeFirst()
    }
    guard rest.isEmpty else { return nil }
    append(number: numbers[0])
    append(number: numbers[1])
    zoom = release
  }

  private static func values(_ numbers: [ArraySlice<UInt8>]) -> [UInt64]? {
    var values: [UInt64] = []
    for digits in numbers {
      guard digits.count <= 9 else { return nil }
      values.append(digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) })
    }
    return values
  }
}
