import Values

/// The text of a table's header.
public enum HeaderText {
  /// A header's form for comparison: folded, its words joined with `_`, so that punctuation between them does not count.
  public static func canonical(_ header: String) -> String {
    Text(header).folded.split { " -_./?!:;,()[]*#\"".contains($0) }.joined(separator: "_")
  }
}
