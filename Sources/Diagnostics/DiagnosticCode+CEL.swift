/// Codes of expressions: 30xx syntax and limits, 31xx names and types.
extension DiagnosticCode {
  public static let celSyntax = DiagnosticCode(3001, "an expression that CEL's grammar does not allow")
  public static let celUnclosedString = DiagnosticCode(3002, "a string without end")
  public static let celUnclosedBracket = DiagnosticCode(3003, "a bracket without its partner")
  public static let celMissingOperand = DiagnosticCode(3004, "an operator without its operand")
  public static let celNotAnOperator = DiagnosticCode(3005, "a sign or word that is no operator of CEL")
  public static let celReservedWord = DiagnosticCode(3006, "a reserved word as a name")
  public static let celInvalidLiteral = DiagnosticCode(3007, "a number or string that cannot be read")
  public static let celInvalidEscape = DiagnosticCode(3008, "an escape that CEL does not know")
  public static let celInvalidCharacter = DiagnosticCode(3009, "a character that has no meaning in CEL")
  public static let celMacroArgument = DiagnosticCode(3010, "a macro with an argument that it cannot use")
  public static let celEmpty = DiagnosticCode(3011, "an empty expression")
  public static let celTooLarge = DiagnosticCode(3020, "an expression that is too long")
  public static let celTooDeep = DiagnosticCode(3021, "an expression that nests too deep")
  public static let celTooCostly = DiagnosticCode(3022, "an expression that may cost too much to evaluate")

  public static let celUnknownName = DiagnosticCode(3101, "a name that nothing bears")
  public static let celUnknownAttribute = DiagnosticCode(3102, "an attribute that its type does not have")
  public static let celUnknownFunction = DiagnosticCode(3103, "a function that does not exist")
  public static let celArgumentType = DiagnosticCode(3104, "an argument or operand of the wrong type")
  public static let celArgumentCount = DiagnosticCode(3105, "too many or too few arguments")
  public static let celResultType = DiagnosticCode(3106, "an expression of the wrong type for its place")
  public static let celConditionType = DiagnosticCode(3107, "a condition that is not true or false")
  public static let celNotIterable = DiagnosticCode(3108, "a macro over what is neither a list nor a map")
  public static let celIncomparable = DiagnosticCode(3109, "a comparison of two types that are never equal")
  public static let celNotInVocabulary = DiagnosticCode(3110, "a literal outside the attribute's vocabulary")
  public static let celDateAndTimestamp = DiagnosticCode(3111, "a day compared with an instant")
  public static let celVersionAndString = DiagnosticCode(3112, "a version compared with a string")
  public static let celChainedComparison = DiagnosticCode(3113, "a chain of comparisons")
  public static let celMessage = DiagnosticCode(3114, "a protocol-buffer message")
  public static let celMapKey = DiagnosticCode(3115, "a map key of a type that cannot be one")
  public static let celNoMembers = DiagnosticCode(3116, "a field of a value that has none")
  public static let celPattern = DiagnosticCode(3117, "a pattern that cannot be used")
  public static let celUnreadableLiteral = DiagnosticCode(3118, "a text that a function cannot read")
}

extension DiagnosticCodeCatalog {
  static let cel: [DiagnosticCode] = [
    .celSyntax, .celUnclosedString, .celUnclosedBracket, .celMissingOperand, .celNotAnOperator, .celReservedWord,
    .celInvalidLiteral, .celInvalidEscape, .celInvalidCharacter, .celMacroArgument, .celEmpty, .celTooLarge,
    .celTooDeep, .celTooCostly,
    .celUnknownName, .celUnknownAttribute, .celUnknownFunction, .celArgumentType, .celArgumentCount, .celResultType,
    .celConditionType, .celNotIterable, .celIncomparable, .celNotInVocabulary, .celDateAndTimestamp,
    .celVersionAndString, .celChainedComparison, .celMessage, .celMapKey, .celNoMembers, .celPattern,
    .celUnreadableLiteral,
  ]
}
