/// Simple case folding (CaseFolding.txt, status C and S): two scalars are the same without case if they fold to the
/// same scalar.
///
/// The orbits have up to four members (`k`, `K`, KELVIN SIGN), so folding a set goes through the representatives and
/// back. The mappings stand here in runs because finding them through `Unicode.Scalar.Properties` takes one pass over
/// all scalars per process; a test holds the runs against the standard library.
enum CaseFolding {
  /// Every `stride`th scalar of `low...high` folds to itself plus `delta`.
  struct Run: Sendable {
    let low: UInt32
    let high: UInt32
    let stride: UInt32
    let delta: Int32
  }

  /// `41-5A+32`: U+0041 to U+005A fold to the scalar 32 above; `100-12E/2+1`: every second one, to its successor.
  private static let text = """
    41-5A+32 B5+775 C0-D6+32 D8-DE+32 100-12E/2+1 132-136/2+1 139-147/2+1 14A-176/2+1 178-121 179-17D/2+1 17F-268
    181+210 182-184/2+1 186+206 187+1 189-18A+205 18B+1 18E+79 18F+202 190+203 191+1 193+205 194+207 196+211 197+209
    198+1 19C+211 19D+213 19F+214 1A0-1A4/2+1 1A6+218 1A7+1 1A9+218 1AC+1 1AE+218 1AF+1 1B1-1B2+217 1B3-1B5/2+1
    1B7+219 1B8+1 1BC+1 1C4+2 1C5+1 1C7+2 1C8+1 1CA+2 1CB-1DB/2+1 1DE-1EE/2+1 1F1+2 1F2-1F4/2+1 1F6-97 1F7-56
    1F8-21E/2+1 220-130 222-232/2+1 23A+10795 23B+1 23D-163 23E+10792 241+1 243-195 244+69 245+71 246-24E/2+1
    345+116 370-372/2+1 376+1 37F+116 386+38 388-38A+37 38C+64 38E-38F+63 391-3A1+32 3A3-3AB+32 3C2+1 3CF+8 3D0-30
    3D1-25 3D5-15 3D6-22 3D8-3EE/2+1 3F0-54 3F1-48 3F4-60 3F5-64 3F7+1 3F9-7 3FA+1 3FD-3FF-130 400-40F+80 410-42F+32
    460-480/2+1 48A-4BE/2+1 4C0+15 4C1-4CD/2+1 4D0-52E/2+1 531-556+48 10A0-10C5+7264 10C7+7264 10CD+7264
    13A0-13EF+38864 13F0-13F5+8 1C80-6222 1C81-6221 1C82-6212 1C83-1C84-6210 1C85-6211 1C86-6204 1C87-6180
    1C88+35267 1C89+1 1C90-1CBA-3008 1CBD-1CBF-3008 1E00-1E94/2+1 1E9B-58 1E9E-7615 1EA0-1EFE/2+1 1F08-1F0F-8
    1F18-1F1D-8 1F28-1F2F-8 1F38-1F3F-8 1F48-1F4D-8 1F59-1F5F/2-8 1F68-1F6F-8 1F88-1F8F-8 1F98-1F9F-8 1FA8-1FAF-8
    1FB8-1FB9-8 1FBA-1FBB-74 1FBC-9 1FBE-7173 1FC8-1FCB-86 1FCC-9 1FD8-1FD9-8 1FDA-1FDB-100 1FE8-1FE9-8
    1FEA-1FEB-112 1FEC-7 1FF8-1FF9-128 1FFA-1FFB-126 1FFC-9 2126-7517 212A-8383 212B-8262 2132+28 2160-216F+16
    2183+1 24B6-24CF+26 2C00-2C2F+48 2C60+1 2C62-10743 2C63-3814 2C64-10727 2C67-2C6B/2+1 2C6D-10780 2C6E-10749
    2C6F-10783 2C70-10782 2C72+1 2C75+1 2C7E-2C7F-10815 2C80-2CE2/2+1 2CEB-2CED/2+1 2CF2+1 A640-A66C/2+1
    A680-A69A/2+1 A722-A72E/2+1 A732-A76E/2+1 A779-A77B/2+1 A77D-35332 A77E-A786/2+1 A78B+1 A78D-42280 A790-A792/2+1
    A796-A7A8/2+1 A7AA-42308 A7AB-42319 A7AC-42315 A7AD-42305 A7AE-42308 A7B0-42258 A7B1-42282 A7B2-42261 A7B3+928
    A7B4-A7C2/2+1 A7C4-48 A7C5-42307 A7C6-35384 A7C7-A7C9/2+1 A7CB-42343 A7CC-A7DA/2+1 A7DC-42561 A7F5+1
    FF21-FF3A+32 10400-10427+40 104B0-104D3+40 10570-1057A+39 1057C-1058A+39 1058C-10592+39 10594-10595+39
    10C80-10CB2+64 10D50-10D65+32 118A0-118BF+32 16E40-16E5F+32 16EA0-16EB8+27 1E900-1E921+34
    """

  /// Ascending and disjoint, except that two runs of stride 2 may interleave.
  static let runs: [Run] = text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.compactMap(run)

  private static func run(_ text: Substring.UTF8View) -> Run? {
    let (minus, slash) = (UInt8(ascii: "-"), UInt8(ascii: "/"))
    guard let sign = text.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == minus }),
      let delta = Int32(Substring(text[sign...]))
    else { return nil }
    let range = text[..<sign].prefix { $0 != slash }
    let ends = range.split(separator: minus).compactMap { UInt32(Substring($0), radix: 16) }
    guard let low = ends.first, let high = ends.last else { return nil }
    return Run(low: low, high: high, stride: range.endIndex == sign ? 1 : 2, delta: delta)
  }

  /// What `scalar` folds to; itself if it has no case. Linear in the number of runs.
  static func fold(_ scalar: UInt32) -> UInt32 {
    for run in runs where run.low <= scalar && scalar <= run.high && (scalar - run.low) % run.stride == 0 {
      return shift(scalar, run.delta)
    }
    return scalar
  }

  /// All scalars that are the same as one of `set` without case, `set` included.
  static func closure(of set: ScalarSet) -> ScalarSet {
    if let scalar = set.single, scalar < 0x80 { return orbitsOfASCII[Int(scalar)] }
    if set == ScalarSet.all { return set }
    var folded = set.ranges
    for run in runs { add(set, run.low, run.high, run, run.delta, to: &folded) }
    let representatives = ScalarSet(folded)
    var all = representatives.ranges
    for run in runs {
      add(representatives, shift(run.low, run.delta), shift(run.high, run.delta), run, -run.delta, to: &all)
    }
    return ScalarSet(all)
  }

  /// The orbits of ASCII characters, of which most patterns consist, without the table.
  static let orbitsOfASCII = (0..<0x80).map { orbit(ofASCII: $0) }

  private static func orbit(ofASCII byte: UInt8) -> ScalarSet {
    let lower = byte | 0x20
    guard UInt8(ascii: "a")...UInt8(ascii: "z") ~= lower else { return ScalarSet(UInt32(byte)) }
    let small = UInt32(lower)
    var members = [small - 0x20...small - 0x20, small...small]
    // KELVIN SIGN and LATIN SMALL LETTER LONG S are the only ones outside of ASCII that fold into it.
    if lower == UInt8(ascii: "k") { members.append(0x212A...0x212A) }
    if lower == UInt8(ascii: "s") { members.append(0x17F...0x17F) }
    return ScalarSet(members)
  }

  /// Adds the images, under `delta`, of those members of `set` that stand on the grid of `run` moved to `low...high`.
  private static func add(
    _ set: ScalarSet, _ low: UInt32, _ high: UInt32, _ run: Run, _ delta: Int32,
    to ranges: inout [ClosedRange<UInt32>]
  ) {
    var index = set.firstIndex(endingAtOrAfter: low)
    while index < set.ranges.count, set.ranges[index].lowerBound <= high {
      var from = max(low, set.ranges[index].lowerBound)
      let to = min(high, set.ranges[index].upperBound)
      index += 1
      if run.stride == 1 {
        ranges.append(shift(from, delta)...shift(to, delta))
        continue
      }
      from += (from - low) % run.stride
      while from <= to {
        let image = shift(from, delta)
        ranges.append(image...image)
        from += run.stride
      }
    }
  }

  private static func shift(_ scalar: UInt32, _ delta: Int32) -> UInt32 {
    UInt32(bitPattern: Int32(bitPattern: scalar) &+ delta)
  }
}
