/// Every function, by family, one file a family.
public enum FunctionCatalog {
  /// In the order of the reference.
  public static let all: [FunctionDeclaration] = families.flatMap { $0 }

  private static let families: [[FunctionDeclaration]] = [
    OperatorFunctions.all,
    ConversionFunctions.all,
    [SizeFunction.size],
    OptionalFunctions.all,
    StringFunctions.all,
    StringExtensionFunctions.all,
    [FormatFunction.format],
    RegexFunctions.all,
    EncoderFunctions.all,
    TimeFunctions.all,
    MathFunctions.all,
    ListFunctions.all,
    SetFunctions.all,
    NetworkFunctions.all,
    [VersionFunction.version],
    DateFunctions.all,
    TextFunctions.all,
  ]
}
