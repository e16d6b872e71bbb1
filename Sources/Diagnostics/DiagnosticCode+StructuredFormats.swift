/// Codes of formats with a structure of their own: 16xx XML and property lists, 17xx spreadsheets, 18xx SQLite
/// databases, 19xx registry exports and plain-text lists.
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

  /// A line of a registry export that is neither a key nor a value.
  public static let registrySyntax = DiagnosticCode(1901, "registry export syntax")
  /// A value that does not fit its type.
  public static let registryValue = DiagnosticCode(1902, "registry value that cannot be read")
  /// A line that is no field.
  public static let stanzaSyntax = DiagnosticCode(1911, "line that is no field")
  /// A value that is no text.
  public static let stanzaValue = DiagnosticCode(1912, "field that cannot be read")
}

extension DiagnosticCodeCatalog {
  static let structuredFormats: [DiagnosticCode] = [
    .xmlSyntax, .xmlEntity, .xmlUnreadableText, .xmlDuplicateAttribute, .xmlNamespace,
    .propertyListShape, .propertyListValue,
    .registrySyntax, .registryValue, .stanzaSyntax, .stanzaValue,
  ]
}
