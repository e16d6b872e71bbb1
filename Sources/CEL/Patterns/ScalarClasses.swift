/// The classes of code points that have a name in RE2's syntax. Perl's and POSIX's are ASCII only.
enum ScalarClasses {
  static let digit = ScalarSet([48...57])
  static let space = ScalarSet([9...10, 12...13, 32...32])
  static let word = ScalarSet([48...57, 65...90, 95...95, 97...122])

  /// What stands between `[:` and `:]`.
  static let posix: [String: ScalarSet] = [
    "alnum": ScalarSet([48...57, 65...90, 97...122]),
    "alpha": ScalarSet([65...90, 97...122]),
    "ascii": ScalarSet([0...127]),
    "blank": ScalarSet([9...9, 32...32]),
    "cntrl": ScalarSet([0...31, 127...127]),
    "digit": digit,
    "graph": ScalarSet([33...126]),
    "lower": ScalarSet([97...122]),
    "print": ScalarSet([32...126]),
    "punct": ScalarSet([33...47, 58...64, 91...96, 123...126]),
    "space": ScalarSet([9...13, 32...32]),
    "upper": ScalarSet([65...90]),
    "word": word,
    "xdigit": ScalarSet([48...57, 65...70, 97...102]),
  ]

  /// The set that `\p{name}` stands for: `Any`, a general category, a group of them (`L`) or a script; nil if there is
  /// none of that name here.
  static func unicode(_ name: String) -> ScalarSet? {
    if name == "Any" { return .all }
    return categories[name] ?? scripts[name]
  }

  static let scripts: [String: ScalarSet] = Dictionary(
    uniqueKeysWithValues: ScriptCatalog.all.map { ($0.name, ScalarSet(table: $0.ranges)) })

  /// Names as RE2 has them; `C` is without unassigned code points, as there.
  static let categories: [String: ScalarSet] = {
    var ranges: [String: [ClosedRange<UInt32>]] = ["Cs": [0xD800...0xDFFF], "C": [0xD800...0xDFFF]]
    // Planes 4 to 13 are unassigned as a whole: skipping them makes the one pass four times shorter.
    for block in [UInt32(0)...0x3FFFF, 0xE0000...ScalarSet.maximum] {
      var start = block.lowerBound
      var current: String? = nil
      for value in block {
        let category = Unicode.Scalar(value).flatMap { name(of: $0.properties.generalCategory) }
        if category == current { continue }
        if let current { append(start...(value - 1), to: current, in: &ranges) }
        start = value
        current = category
      }
      if let current { append(start...block.upperBound, to: current, in: &ranges) }
    }
    return ranges.mapValues { ScalarSet($0) }
  }()

  private static func append(
    _ range: ClosedRange<UInt32>, to category: String, in ranges: inout [String: [ClosedRange<UInt32>]]
  ) {
    ranges[category, default: []].append(range)
    ranges[String(category.prefix(1)), default: []].append(range)
  }

  private static func name(of category: Unicode.GeneralCategory) -> String? {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .privateUse: "Co"
    case .surrogate, .unassigned: nil
    @unknown default: nil
    }
  }
}
