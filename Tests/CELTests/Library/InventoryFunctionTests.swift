import CEL
import Testing
import Values

@Suite struct InventoryFunctionTests {
  @Test func `versions order by their scheme and not across schemes`() {
    Evaluating.expect(
      """
      version('9.80.3') < version('9.80.107')                    => true
      version('6.0') == version('6.0.0')                         => true
      version(version('6.0')) == version('6.0')                  => true
      version('1.0', 'deb') < version('1.0', 'rpm')              => unknown(undecided versions of two schemes)
      version('1.0', 'deb') == version('1.0', 'rpm')             => unknown(undecided versions of two schemes)
      version('1:1.0-1', 'deb') > version('9.0', 'deb')          => true
      version('6.5.9328', 'zoom') >= version('6.5', 'zoom')      => true
      version('6.5.9328', 'zoom') < version('6.5', 'zoom')       => false
      version('6.5.9328', 'zoom') > version('6.5', 'zoom')       => unknown(undecided two spellings that do not compare)
      version('5.13.4', 'zoom') == version('5.13.11835', 'zoom') => unknown(undecided two spellings that do not compare)
      version('?')                                               => unknown(value-unreadable ?)
      version('1.0', 'nosuch')                                   => failure: no such version scheme: `nosuch`, there are generic, semver, deb, rpm, hikvision, dahua, axis, zoom
      version('1.0') < 5                                         => failure: no such overload: `_<_` applied to (version, int)
      string(version('1.0'))                                     => "1.0"
      """)
  }

  @Test func `dates are days, in the inventory's zone`() {
    Evaluating.expect(
      """
      date('2026-05-01')                                         => 2026-05-01
      date('01/05/2026', 'dmy')                                  => 2026-05-01
      date('01/05/2026')                                         => unknown(value-unreadable 01/05/2026)
      date('1/5/2026', 'xyz')                                    => failure: no such order of dates: `xyz`, there are ymd, dmy, mdy
      date(timestamp('2026-04-30T17:00:00Z'))                    => 2026-05-01
      days_between(date('2026-05-01'), date('2026-05-31'))       => 30
      days_between(date('2026-05-01'), date('2026-04-30'))       => -1
      days_between(timestamp('2026-04-30T18:00:00Z'), date('2026-05-01')) => 0
      date('2026-05-01') < date('2026-05-02')                    => true
      date('2026-05-01') < timestamp('2026-05-02T00:00:00Z')     => failure: no such overload: `_<_` applied to (date, google.protobuf.Timestamp)
      """)
  }

  @Test func `mentions takes whole words, folded, and keeps diacritics`() {
    Evaluating.expect(
      """
      mentions('Phòng  NGỦ, tầng 2', 'phòng ngủ')     => true
      mentions('Phòng Ngữ văn', 'phòng ngủ')          => false
      'Camera phòng họp'.mentions('họp')              => true
      'ZoomIt v9'.mentions('zoom')                    => false
      mentions('Zoom Workplace', 'ZOOM')              => true
      normalized('  Phòng   Họp ')                    => "phòng họp"
      """)
  }

  @Test func `timestamps and durations keep their bounds`() {
    Evaluating.expect(
      """
      timestamp('9999-12-31T23:59:59Z') + duration('1s')          => failure: timestamp out of range
      timestamp(253402300800)                                    => failure: timestamp out of range
      timestamp('2023-01-01T00:00:00Z') - timestamp('2022-12-31T00:00:00Z') => 86400s
      duration('9223372036.854775807s')                          => 9223372036.854775807s
      duration('9223372036.854775808s')                          => failure: cannot read `9223372036.854775808s` as a duration
      duration('1h2m3.5s')                                       => 3723.5s
      duration('-1.5s').getMilliseconds()                        => -500
      timestamp('2026-05-01T00:00:00Z').getHours('Asia/Ho_Chi_Minh') => 7
      timestamp('2026-05-01T00:00:00Z').getHours('Nowhere/Land') => failure: no such time zone: `Nowhere/Land`
      timestamp('2026-05-03T00:00:00Z').getDayOfWeek()           => 0
      """)
  }

  @Test func `lists sort, sets compare, addresses contain`() {
    Evaluating.expect(
      """
      [3, 1, 2].sort()                                           => [1, 2, 3]
      [{}].sort()                                                => failure: list elements must be comparable
      [1, 'a'].sort()                                            => failure: list elements must have the same type
      ['b', 'a'].sortBy(x, x)                                    => ["a", "b"]
      [1, 1.0, 'a', 'a'].distinct()                              => [1, "a"]
      [[1, [2]], [3]].flatten(5)                                 => [1, 2, 3]
      cidr('10.0.0.0/8').containsIP('10.1.2.3')                  => true
      cidr('10.0.0.1/8').masked()                                => 10.0.0.0/8
      ip('fe80::1%eth0')                                         => failure: cannot read `fe80::1%eth0` as an IP address
      optional.unwrap([optional.of(1), optional.none()])         => [1]
      optional.none().value()                                    => failure: optional.none() has no value
      optional.of(1).orValue(1/0)                                => 1
      {'a': 1, 'a': 2}                                           => failure: repeated key: `a`
      {1: 1, 1u: 2}                                              => failure: repeated key: `1u`
      {1.0: 1}                                                   => failure: unsupported key type: double
      """)
  }
}
