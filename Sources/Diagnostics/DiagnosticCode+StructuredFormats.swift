/// Codes of formats with a structure of their own: 15xx XML, 16xx property lists, 17xx spreadsheets, 18xx SQLite
/// databases, 19xx registry exports and plain-text lists.
extension DiagnosticCode {
  /// A file that is not well-formed XML.
  public static let xmlSyntax = DiagnosticCode(1501, "XML syntax")
  /// An entity or a default that a document type declares.
  public static let xmlEntity = DiagnosticCode(1502, "XML entity that is not resolved")
  /// Characters that XML does not allow, or a reference that leads nowhere.
  public static let xmlUnreadableText = DiagnosticCode(1503, "XML text that cannot be read")
  /// Two attributes of an element with one name.
  public static let xmlDuplicateAttribute = DiagnosticCode(1504, "duplicate attribute in XML")
  /// A prefix that stands for no namespace.
  public static let xmlNamespace = DiagnosticCode(1505, "XML prefix that is not declared")
}

extension DiagnosticCodeCatalog {
  static let structuredFormats: [DiagnosticCode] = [
    .xmlSyntax, .xmlEntity, .xmlUnreadableText, .xmlDuplicateAttribute, .xmlNamespace,
  ]
}
