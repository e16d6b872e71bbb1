/// Every function, by family, one file a family.
public enum FunctionCatalog {
  public static let all: [FunctionDeclaration] = []
}
