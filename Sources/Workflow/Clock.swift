import Values

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one place that asks what time it is, for runs without `--as-of`.
enum Clock {
  /// Today in a zone.
  static func today(in zone: Zone) -> CalendarDate {
    Timestamp(seconds: Int64(time(nil))).date(in: zone)
  }
}
