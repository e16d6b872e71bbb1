extension DiagnosticCode {
  /// The bytes are not text in UTF-8, or hold characters that text may not.
  public static let textEncoding = DiagnosticCode(1001, "text that is not UTF-8")
  /// A file, a cell or a table is larger than what is read.
  public static let inputTooLarge = DiagnosticCode(1002, "input beyond a size limit")
  /// Values inside values beyond the depth that is read.
  public static let nestingTooDeep = DiagnosticCode(1003, "nesting beyond the depth limit")
  /// More problems of one kind than are worth printing.
  public static let moreProblems = DiagnosticCode(1004, "further problems of the same kind")

  /// A file that is not YAML.
  public static let yamlSyntax = DiagnosticCode(1101, "YAML syntax")
  /// Two entries of a mapping with the same key.
  public static let yamlDuplicateKey = DiagnosticCode(1102, "duplicate key in YAML")
  /// A key that is a list, a mapping or nothing.
  public static let yamlKey = DiagnosticCode(1103, "YAML key that is not text")
  /// The key `<<`, which YAML 1.2 does not know.
  public static let yamlMergeKey = DiagnosticCode(1104, "merge key in YAML")
  /// An alias whose anchor is not above it.
  public static let yamlUnknownAlias = DiagnosticCode(1105, "alias without an anchor")
  /// An alias inside the value that it names.
  public static let yamlAliasCycle = DiagnosticCode(1106, "alias of an enclosing value")
  /// Aliases that make a file mean more than may be read.
  public static let yamlExpansion = DiagnosticCode(1107, "aliases beyond the size limit")
  /// A value that does not fit its tag.
  public static let yamlTag = DiagnosticCode(1108, "YAML value that does not fit its tag")

  /// A table without a header.
  public static let csvEmpty = DiagnosticCode(1201, "CSV file without a header")
  /// Two columns with one name.
  public static let csvDuplicateHeader = DiagnosticCode(1202, "duplicate column name")
  /// A column without a name.
  public static let csvEmptyHeader = DiagnosticCode(1203, "column without a name")
  /// A row with fewer cells than the header.
  public static let csvShortRow = DiagnosticCode(1204, "row with too few cells")
  /// A row with more cells than the header.
  public static let csvLongRow = DiagnosticCode(1205, "row with too many cells")
  /// A quoted cell that never ends.
  public static let csvUnclosedQuote = DiagnosticCode(1206, "quote that is not closed")
  /// Text between a closing quote and the next delimiter.
  public static let csvTextAfterQuote = DiagnosticCode(1207, "text after a closing quote")
  /// A cell whose bytes are no text.
  public static let csvUnreadableCell = DiagnosticCode(1208, "cell that is not text")

  /// A table whose first row is a record already.
  public static let csvNoHeader = DiagnosticCode(1209, "table without a header")
  /// Rows above a header.
  public static let csvTitleRows = DiagnosticCode(1210, "rows above the header")
  /// Rows that add up others.
  public static let csvTotalsRow = DiagnosticCode(1211, "totals at the end of a table")

  /// A file that is not JSON.
  public static let jsonSyntax = DiagnosticCode(1301, "JSON syntax")
  /// Two members of an object with one name.
  public static let jsonDuplicateName = DiagnosticCode(1302, "duplicate name in a JSON object")
  /// Half of a surrogate pair, or bytes that are no text, in a string.
  public static let jsonUnreadableString = DiagnosticCode(1303, "JSON string that is not text")

  /// A file that holds no records, or an item that is none.
  public static let recordShape = DiagnosticCode(1401, "value that is not a record")

  /// A compressed file or archive whose structure or data are not what they should be.
  public static let expansionDamaged = DiagnosticCode(1501, "damaged compressed file")
  /// A compressed file or archive that ends too early.
  public static let expansionTruncated = DiagnosticCode(1502, "compressed file that breaks off")
  /// A checksum or length that differs from what the file states.
  public static let expansionChecksum = DiagnosticCode(1503, "compressed data that do not match their checksum")
  /// A compressed file that becomes larger than one may.
  public static let expansionMemberLimit = DiagnosticCode(1504, "compressed file beyond the size limit of one")
  /// An archive that becomes larger in all than it may.
  public static let expansionTotalLimit = DiagnosticCode(1505, "archive beyond the size limit of all it holds")
  /// A compressed file that becomes suspiciously many times longer.
  public static let expansionRatioLimit = DiagnosticCode(1506, "compressed file beyond the ratio limit")
  /// An archive with too many members.
  public static let expansionCountLimit = DiagnosticCode(1507, "archive beyond the limit of members")
  /// Archives in archives.
  public static let expansionDepthLimit = DiagnosticCode(1508, "compressed files nested beyond the limit")
  /// An encrypted member.
  public static let expansionEncrypted = DiagnosticCode(1509, "encrypted archive member")
  /// A compression method that is not read.
  public static let expansionMethod = DiagnosticCode(1510, "unknown compression method")
  /// Bytes of a compressed file that belong to nothing in it.
  public static let expansionOtherData = DiagnosticCode(1511, "data outside of the archive")
  /// A member's name that leads out of its archive, or a member that is no file.
  public static let archiveMemberName = DiagnosticCode(1512, "archive member that is refused")
  /// Two members with one name.
  public static let archiveDuplicateMember = DiagnosticCode(1513, "two archive members of one name")
  /// Two members that share bytes.
  public static let archiveOverlap = DiagnosticCode(1514, "archive members that overlap")
}

extension DiagnosticCodeCatalog {
  static let formats: [DiagnosticCode] = [
    .textEncoding, .inputTooLarge, .nestingTooDeep, .moreProblems,
    .yamlSyntax, .yamlDuplicateKey, .yamlKey, .yamlMergeKey, .yamlUnknownAlias, .yamlAliasCycle, .yamlExpansion,
    .yamlTag,
    .csvEmpty, .csvDuplicateHeader, .csvEmptyHeader, .csvShortRow, .csvLongRow, .csvUnclosedQuote,
    .csvTextAfterQuote, .csvUnreadableCell, .csvNoHeader, .csvTitleRows, .csvTotalsRow,
    .jsonSyntax, .jsonDuplicateName, .jsonUnreadableString,
    .recordShape,
    .expansionDamaged, .expansionTruncated, .expansionChecksum, .expansionMemberLimit, .expansionTotalLimit,
    .expansionRatioLimit, .expansionCountLimit, .expansionDepthLimit, .expansionEncrypted, .expansionMethod,
    .expansionOtherData, .archiveMemberName, .archiveDuplicateMember, .archiveOverlap,
  ]
}
