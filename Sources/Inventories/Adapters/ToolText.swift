import Values

extension StringProtocol {
  /// Without the white space around it.
  var trimmed: String { Text(String(self)).display }
}
