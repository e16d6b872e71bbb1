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

/// The processors of this machine.
enum Processors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
