/// Every function, by family, one file a family.
public enum FunctionCatalog {
  /// In the order of the reference.
  public static let all: [FunctionDeclaration] = families.flatMap { $0 }

  private static let families: [[FunctionDeclaration]] = [
    OperatorFunctions.all,
    ConversionFunctions.all,
    [SizeFunction.size],
    OptionalFunctions.all,
  ]
}
