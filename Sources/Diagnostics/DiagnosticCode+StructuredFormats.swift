/// Codes of formats with a structure of their own: 16xx XML and property lists, 17xx spreadsheets, 18xx SQLite
/// databases, 190x registry exports, 191x plain-text lists, 192x configuration files.
extension DiagnosticCode {
  /// A file that is not well-formed XML.
  public static let xmlSyntax = DiagnosticCode(1601, "XML syntax")
  /// An entity or a default that a document type declares.
  public static let xmlEntity = DiagnosticCode(1602, "XML entity that is not resolved")
  /// Characters that XML does not allow, or a reference that leads nowhere.
  public static let xmlUnreadableText = DiagnosticCode(1603, "XML text that cannot be read")
  /// Two attributes of an element with one name.
  public static let xmlDuplicateAttribute = DiagnosticCode(1604, "duplicate attribute in XML")
  /// A prefix that stands for no namespace.
  public static let xmlNamespace = DiagnosticCode(1605, "XML prefix that is not declared")

  /// A file that is no property list, or a part of one that is not built as such.
  public static let propertyListShape = DiagnosticCode(1651, "malformed property list")
  /// A value that does not fit its type.
  public static let propertyListValue = DiagnosticCode(1652, "property list value that does not fit its type")

  /// A workbook in a format that is not read, or no workbook.
  public static let sheetFormat = DiagnosticCode(1701, "workbook in a format that is not read")
  /// A part that the workbook names and does not have.
  public static let sheetPart = DiagnosticCode(1702, "part of a workbook that is not there")
  /// A cell whose value the file does not have, or not exactly.
  public static let sheetCell = DiagnosticCode(1703, "cell of a sheet that cannot be read")
  /// A sheet whose header is not certain.
  public static let sheetHeader = DiagnosticCode(1704, "sheet whose header is not certain")
  /// Cells that are merged, and what is made of them.
  public static let sheetMerge = DiagnosticCode(1705, "merged cells of a sheet")
  /// A heading or a row of sums between the rows of a table.
  public static let sheetRow = DiagnosticCode(1706, "row of a sheet that is none of its table")

  /// A file that is no database.
  public static let databaseFormat = DiagnosticCode(1801, "no SQLite database")
  /// Pages or a schema that cannot be.
  public static let databaseCorrupt = DiagnosticCode(1802, "damaged SQLite database")
  /// A part of a database that is not read, since reading it would run what the file says.
  public static let databaseRefused = DiagnosticCode(1803, "part of a database that is not read")
  /// A database that is written with a log beside it.
  public static let databaseLog = DiagnosticCode(1804, "database whose log is not read")
  /// A value that is no text.
  public static let databaseValue = DiagnosticCode(1805, "value of a database that cannot be read")

  /// A line of a registry export that is neither a key nor a value.
  public static let registrySyntax = DiagnosticCode(1901, "registry export syntax")
  /// A value that does not fit its type.
  public static let registryValue = DiagnosticCode(1902, "registry value that cannot be read")
  /// A line that is no field.
  public static let stanzaSyntax = DiagnosticCode(1911, "line that is no field")
  /// A value that is no text.
  public static let stanzaValue = DiagnosticCode(1912, "field that cannot be read")

  /// A file that is not TOML.
  public static let tomlSyntax = DiagnosticCode(1921, "TOML syntax")
  /// A key or table of TOML that is there already.
  public static let tomlRedefinition = DiagnosticCode(1922, "TOML key or table that is defined already")
  /// A line of an INI, `.env` or properties file that is none.
  public static let settingSyntax = DiagnosticCode(1923, "line that is no setting")
  /// A key of a configuration file that stands twice where one can hold.
  public static let configurationDuplicateKey = DiagnosticCode(1924, "duplicate key in a configuration file")
  /// A merge key that names nothing to merge.
  public static let configurationMerge = DiagnosticCode(1925, "merge key without a mapping")
  /// A file that another program fills in.
  public static let configurationTemplate = DiagnosticCode(1926, "configuration file that is a template")
  /// A comment that would accept findings and lacks what it must have.
  public static let suppressionSyntax = DiagnosticCode(1927, "suppression that lacks a rule, a date or a reason")
}

extension DiagnosticCodeCatalog {
  static let structuredFormats: [DiagnosticCode] = [
    .xmlSyntax, .xmlEntity, .xmlUnreadableText, .xmlDuplicateAttribute, .xmlNamespace,
    .propertyListShape, .propertyListValue,
    .sheetFormat, .sheetPart, .sheetCell, .sheetHeader, .sheetMerge, .sheetRow,
    .databaseFormat, .databaseCorrupt, .databaseRefused, .databaseLog, .databaseValue,
    .registrySyntax, .registryValue, .stanzaSyntax, .stanzaValue,
    .tomlSyntax, .tomlRedefinition, .settingSyntax, .configurationDuplicateKey, .configurationMerge,
    .configurationTemplate, .suppressionSyntax,
  ]
}
