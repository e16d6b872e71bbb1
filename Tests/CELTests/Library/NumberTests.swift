import CEL
import Testing
import Values

@Suite struct NumberTests {
  @Test func `numbers compare on the number line whatever their types`() {
    Evaluating.expect(
      """
      1 == 1u && 1u == 1.0 && 1 == 1.0                     => true
      9007199254740993 == 9007199254740992.0               => false
      9007199254740993 > 9007199254740992.0                => true
      9007199254740992.0 < 9007199254740993u               => true
      -1 < 0u                                              => true
      18446744073709551615u > -1                           => true
      9223372036854775807 == 9223372036854775808.0         => true
      9223372036854775807 < 9223372036854775808u           => true
      -9223372036854775808 > -9223372036854777857.0        => true
      1 < 1.5 && 2u > 1.5 && -1 > -1.5                     => true
      0.0 == -0.0                                          => true
      0.0/0.0 == 0.0/0.0                                   => false
      0.0/0.0 < 1.0 || 0.0/0.0 >= 1.0                      => false
      1 == '1'                                             => false
      {1: 'a'}[1.0] + {1u: 'b'}[1]                         => "ab"
      [1, 2][1u] + [1, 2][0.0]                             => 3
      [1, 2][0.5]                                          => failure: `0.5` is no position in a list
      [[1], {'a': 1u}] == [[1.0], {'a': 1}]                => true
      """)
  }

  @Test func `integers overflow into failures and doubles do not`() {
    Evaluating.expect(
      """
      9223372036854775807 + 1                => failure: integer overflow
      -9223372036854775808 - 1               => failure: integer overflow
      -9223372036854775808 / -1              => failure: integer overflow
      -9223372036854775808 % -1              => failure: integer overflow
      -(-9223372036854775808)                => failure: integer overflow
      0u - 1u                                => failure: unsigned integer overflow
      1e308 * 10.0                           => inf
      7 / 0                                  => failure: division by zero
      7 % 0                                  => failure: modulus by zero
      -7 / 2                                 => -3
      -7 % 2                                 => -1
      """)
  }

  @Test func `conversions fail at the bounds`() {
    Evaluating.expect(
      """
      int(9223372036854775807.0)             => failure: integer out of range
      int(-9223372036854775808.0)            => failure: integer out of range
      int(9223372036854774784.0)             => 9223372036854774784
      int(0.0/0.0)                           => failure: integer out of range
      int(-1.9)                              => -1
      uint(-0.5)                             => failure: unsigned integer out of range
      uint(18446744073709551615.0)           => failure: unsigned integer out of range
      int(18446744073709551615u)             => failure: integer out of range
      uint('+1')                             => failure: cannot read `+1` as a uint
      double('1e999')                        => failure: double out of range
      double('-Infinity')                    => -inf
      string(1e21)                           => "1e+21"
      string(0.1)                            => "0.1"
      string(1.0)                            => "1"
      """)
  }

  @Test func `math rounds away from zero and keeps the type of what it takes`() {
    Evaluating.expect(
      """
      math.round(-1.5)                       => -2.0
      math.round(2.5)                        => 3.0
      math.trunc(-1.9)                       => -1.0
      math.sign(-3)                          => -1
      math.abs(-9223372036854775808)         => failure: integer overflow
      math.greatest(1, 2.5, 2u)              => 2.5
      math.greatest([])                      => failure: math.greatest needs at least one number
      math.least(3, 'a')                     => failure: no such overload: `math.least` applied to (int, string)
      math.bitShiftRight(-1024, 3)           => 2305843009213693824
      math.bitShiftLeft(1, 64)               => 0
      """)
  }
}
