/// The entity that configuration files are, by its names: nothing else may fill it, neither sheets nor adapters.
public enum DocumentEntity {
  /// `document`.
  public static let name = "document"
  /// The attribute that `for` patterns select by: the path relative to the root that the user gave.
  public static let path = "path"
  /// The attribute with the format: `yaml`.
  public static let format = "format"
  /// The attribute with the number of the document in its file, from 0.
  public static let index = "index"
  /// The attribute with what the document holds.
  public static let data = "data"
  /// No attribute: in a test, the whole file as text, in the format that its path tells.
  public static let text = "text"
}
