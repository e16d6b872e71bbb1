import Values

/// Arguments for the parameters that take text of a certain form, or numbers of a certain size: whatever the type allows
/// would only ever be an error there.
enum ArgumentSample {
  /// Literals of the form, and some that only look like it; the first is one.
  case texts([String])
  /// Values of narrower types than the declaration's.
  case types([ValueType])

  /// What fits a parameter of an overload; nil where the declared type says all.
  init?(_ overload: String, _ position: Int) {
    if overload.hasPrefix("math_"), overload.hasSuffix("_numbers") {
      self = .types([.int, .uint, .double])
    } else if overload == "list_flatten_int", position == 0 {
      self = .types([.list(.list(.int))])
    } else if overload == "string_format", position == 1 {
      self = .types([.list(.int), .list(.string)])
    } else if let texts = Self.texts(overload, position) {
      self = .texts(texts)
    } else {
      return nil
    }
  }

  private static let patterns = ["'z.*m'", "'(?i)zoom'", "'^p|o$'", "'[a-z]+'", "'('"]
  private static let zones = ["'Asia/Ho_Chi_Minh'", "'+07:00'", "'UTC'", "'nowhere'"]
  private static let schemes = ["'generic'", "'semver'", "'hikvision'", "'no scheme'"]

  private static func texts(_ overload: String, _ position: Int) -> [String]? {
    if overload.hasSuffix("_with_tz"), position == 1 { return zones }
    switch (overload, position) {
    case ("matches", 1), ("matches_string", 1), ("regex_extract_string_string", 1),
      ("regex_extractAll_string_string", 1), ("regex_replace_string_string_string", 1),
      ("regex_replace_string_string_string_int", 1):
      return patterns
    case ("string_to_bool", 0): return ["'true'", "'f'", "'perhaps'"]
    case ("string_to_int64", 0), ("string_to_uint64", 0): return ["'12'", "'x'"]
    case ("string_to_double", 0): return ["'1.5'", "'x'"]
    case ("string_to_timestamp", 0): return ["'2024-09-30T23:00:00+07:00'", "'yesterday'"]
    case ("string_to_duration", 0): return ["'1h30m'", "'long'"]
    case ("string_to_date", 0): return ["'2024-09-30'", "'soon'"]
    case ("string_to_date_order", 0): return ["'30/09/2024'", "'01/02/2024'"]
    case ("string_to_date_order", 1): return ["'dmy'", "'mdy'"]
    case ("string_to_version", 0), ("string_to_version_scheme", 0): return ["'1.2.10'", "'V5.7.3 build 220315'"]
    case ("string_to_version_scheme", 1), ("version_to_version_scheme", 1): return schemes
    case ("string_to_ip", 0), ("ip_is_canonical", 0), ("is_ip", 0), ("cidr_contains_ip_string", 1):
      return ["'10.0.0.1'", "'2001:DB8::1'", "'zoom'"]
    case ("string_to_cidr", 0), ("is_cidr", 0), ("cidr_contains_cidr_string", 1):
      return ["'10.0.0.0/8'", "'10.1.0.0/16'", "'zoom'"]
    case ("base64_decode_string", 0): return ["'aGVsbG8='", "'aGVsbG8'", "'?'"]
    case ("string_format", 0): return ["'%s'", "'%d'", "'%s and %s'"]
    default: return nil
    }
  }
}
