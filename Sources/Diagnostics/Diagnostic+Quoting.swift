extension Diagnostic {
  /// What a user wrote, for use inside a message: in back-ticks, on one line, and cut where it is long.
  ///
  /// `quote("camera")` is `` `camera` ``. A back-tick inside becomes an apostrophe, so that the quotation ends where it
  /// seems to.
  public static func quote(_ text: String, limit: Int = 60) -> String {
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        scalars.append(contentsOf: "...".unicodeScalars)
        break
      }
      count += 1
      switch scalar {
      case "`": scalars.append("'")
      case "\n", "\r", "\t": scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return "`" + String(scalars) + "`"
  }

  /// A path in back-ticks, whole however long: a path that is cut leads nowhere.
  public static func quote(path: String) -> String { quote(path, limit: 4096) }
}
