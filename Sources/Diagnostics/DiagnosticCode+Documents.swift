extension DiagnosticCode {
  // What every document may get wrong.
  public static let unknownDocument = DiagnosticCode(2001, "not a kind of document")
  public static let unknownKey = DiagnosticCode(2002, "unknown key")
  public static let missingKey = DiagnosticCode(2003, "missing key")
  public static let wrongKind = DiagnosticCode(2004, "another kind of value expected")
  public static let unknownWord = DiagnosticCode(2005, "not one of the words allowed")
  public static let invalidIdentifier = DiagnosticCode(2006, "not an identifier")
  public static let duplicateName = DiagnosticCode(2007, "the same name twice")
  public static let invalidDate = DiagnosticCode(2008, "not a date")
  public static let invalidNumber = DiagnosticCode(2009, "not a number in range")
  public static let unexpectedTag = DiagnosticCode(2010, "a YAML tag")
  public static let emptyText = DiagnosticCode(2011, "an empty text")

  // Expressions that YAML has swallowed.
  public static let expressionTagged = DiagnosticCode(2020, "an expression read as a YAML tag")
  public static let expressionEmpty = DiagnosticCode(2021, "an empty expression")
  public static let expressionStructured = DiagnosticCode(2022, "an expression read as a YAML structure")
  public static let expressionCut = DiagnosticCode(2023, "an expression cut by a YAML comment")
  public static let expressionComment = DiagnosticCode(2024, "a CEL comment outside a block scalar")

  // Schemas and catalogs.
  public static let unknownType = DiagnosticCode(2030, "unknown type")
  public static let unknownEntity = DiagnosticCode(2031, "unknown entity")
  public static let unknownMember = DiagnosticCode(2032, "unknown attribute, relation or column")
  public static let unknownSection = DiagnosticCode(2033, "unknown section")
  public static let ambiguousRelation = DiagnosticCode(2034, "a relation that leads back by no way or several")
  public static let invalidVocabulary = DiagnosticCode(2035, "a vocabulary that cannot be")
  public static let invalidCell = DiagnosticCode(2036, "a catalog value that is not of its column's type")
  public static let duplicateRow = DiagnosticCode(2037, "two catalog rows of one key")
  public static let invalidMember = DiagnosticCode(2038, "a member that cannot take this role")

  // Policies.
  public static let unknownClause = DiagnosticCode(2050, "unknown clause")
  public static let clauseWithoutRule = DiagnosticCode(2051, "a clause that no rule decides")
  public static let ruleWithoutCheck = DiagnosticCode(2052, "a rule that decides nothing")
  public static let quoteNotFound = DiagnosticCode(2053, "a quote that does not stand in the advisory")
  public static let parameterType = DiagnosticCode(2054, "a parameter's value that is not of its type")
  public static let mixedAlternatives = DiagnosticCode(2055, "an `any` clause with attested and checked rules")
  public static let ambiguousParent = DiagnosticCode(2056, "a rule that must name its parent")
  public static let noRules = DiagnosticCode(2057, "a policy without rules")
  public static let contradictingEncoding = DiagnosticCode(2058, "a clause said to have no rule that has one")
  public static let nameCollision = DiagnosticCode(2059, "a fact named like an attribute or relation")
  public static let invalidPattern = DiagnosticCode(2060, "a pattern of paths that selects nothing or cannot be")

  // Profiles, waivers, attestations, tests.
  public static let samePerson = DiagnosticCode(2070, "requested and approved by the same person")
  public static let emptyInterval = DiagnosticCode(2071, "an interval that ends before it begins")
  public static let unknownPolicy = DiagnosticCode(2072, "unknown policy")
  public static let unknownRule = DiagnosticCode(2073, "unknown rule")
  public static let unknownParameter = DiagnosticCode(2074, "unknown parameter")
  public static let invalidExpectation = DiagnosticCode(2075, "an expectation that cannot be met")
  public static let nothingSelected = DiagnosticCode(2076, "an entry that selects nothing")
  public static let registerColumns = DiagnosticCode(2077, "a sheet that is no whole list of waivers or attestations")
  public static let registerCell = DiagnosticCode(2078, "a row of a sheet that makes no waiver or attestation")

  // The library: finding documents.
  public static let unresolvedUse = DiagnosticCode(2090, "a schema or catalog that is not found")
  public static let duplicateDocument = DiagnosticCode(2091, "two documents of one name")
  public static let folderName = DiagnosticCode(2092, "a policy in a folder of another name")
  public static let missingFile = DiagnosticCode(2093, "a file that a document names and that cannot be read")
  public static let noPolicies = DiagnosticCode(2094, "a path without policies")
}

extension DiagnosticCodeCatalog {
  static let documents: [DiagnosticCode] = [
    .unknownDocument, .unknownKey, .missingKey, .wrongKind, .unknownWord, .invalidIdentifier, .duplicateName,
    .invalidDate, .invalidNumber, .unexpectedTag, .emptyText,
    .expressionTagged, .expressionEmpty, .expressionStructured, .expressionCut, .expressionComment,
    .unknownType, .unknownEntity, .unknownMember, .unknownSection, .ambiguousRelation, .invalidVocabulary,
    .invalidCell, .duplicateRow, .invalidMember,
    .unknownClause, .clauseWithoutRule, .ruleWithoutCheck, .quoteNotFound, .parameterType, .mixedAlternatives,
    .ambiguousParent, .noRules, .contradictingEncoding, .nameCollision, .invalidPattern,
    .samePerson, .emptyInterval, .unknownPolicy, .unknownRule, .unknownParameter, .invalidExpectation,
    .nothingSelected, .registerColumns, .registerCell,
    .unresolvedUse, .duplicateDocument, .folderName, .missingFile, .noPolicies,
  ]
}
