import Values

extension StringProtocol {
  /// Without the white space around it, and with a single space wherever there is some inside.
  var trimmed: String { Text.normalized(String(self)) }
}
