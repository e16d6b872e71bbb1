import CEL
import Testing
import Values

@Suite struct StringTests {
  @Test func `strings are sequences of code points`() {
    Evaluating.expect(
      """
      size('phòng')                          => 5
      size('e\\u0301')                       => 2
      'e\\u0301' == '\\u00e9'                => false
      normalized('e\\u0301') == '\\u00e9'    => true
      'a\\u0301b'.charAt(1) == '\\u0301'     => true
      'abc'.charAt(3)                        => ""
      'abc'.charAt(4)                        => failure: index out of range: 4
      'abc'.substring(1, 1)                  => ""
      'hello'.lastIndexOf('l')               => 3
      'hello'.lastIndexOf('')                => 5
      ''.indexOf('x')                        => -1
      'a,b,,c'.split(',')                    => ["a", "b", "", "c"]
      'abc'.split('')                        => ["a", "b", "c"]
      'a,b,c'.split(',', 2)                  => ["a", "b,c"]
      'abc'.split('', 2)                     => ["a", "bc"]
      ''.split('')                           => []
      ''.split(',')                          => [""]
      'aXbX'.replace('X', '-', 1)            => "a-bX"
      'ab'.replace('', '.')                  => ".a.b."
      'ab'.replace('', '.', 2)               => ".a.b"
      ['a', 'b'].join(', ')                  => "a, b"
      'đường'.reverse()                      => "gnờưđ"
      'é'.startsWith('e')                    => false
      """)
  }

  @Test func `format fills every clause and refuses what does not fit`() {
    Evaluating.expect(
      """
      '%s %s'.format([1.5, [1, 'a', null, {'b': 2u, 'a': true}]])  => "1.5 [1, a, null, {a: true, b: 2}]"
      '%d%%'.format([50])                                => "50%"
      '%.2f'.format([1])                                 => "1.00"
      '%.0f %.0f %.0f'.format([0.5, 1.5, 2.5])           => "0 2 2"
      '%.3f'.format([2.0005])                            => "2.001"
      '%.1f'.format([0.25])                              => "0.2"
      '%.20f'.format([0.1])                              => "0.10000000000000000555"
      '%f'.format([1e21])                                => "1000000000000000000000.000000"
      '%f'.format([-0.0])                                => "-0.000000"
      '%.2e'.format([99999.0])                           => "1.00e+05"
      '%e'.format([0.0])                                 => "0.000000e+00"
      '%.0e'.format([5e-324])                            => "5e-324"
      '%x %X %o %b'.format([255, 255u, 8, -5])           => "ff FF 10 -101"
      '%x'.format(['né'])                                => "6ec3a9"
      '%s'.format([])                                    => failure: format: index 0 out of range
      '%'.format([1])                                    => failure: format: unexpected end of string
      '%.'.format([1])                                   => failure: format: a precision needs digits
      '%.1001f'.format([1])                              => failure: format: precision 1001 exceeds 1000
      '%q'.format([1])                                   => failure: format: unrecognized clause `%q`
      '%d'.format(['1'])                                 => failure: format: `%d` takes numbers, not string
      """)
  }

  @Test func `patterns and base64 tell what is wrong with them`() {
    Evaluating.expect(
      """
      'Zoom'.matches('(?i)^zoom$')                       => true
      regex.extract('v1.2', r'v(\\d+)')                  => optional("1")
      regex.replace('aa', 'a', 'xxxx')                   => "xxxxxxxx"
      base64.encode(b'hi')                               => "aGk="
      base64.decode('aGk')                               => b[104, 105]
      base64.decode('a')                                 => failure: cannot read `a` as base64
      base64.decode('aGk==')                             => failure: cannot read `aGk==` as base64
      """)
    #expect(Evaluating.unchecked("'a'.matches('(')").hasPrefix("failure: "))
    #expect(Evaluating.unchecked("'a'.matches(x)", ["x": .string("(?=a)")]).hasPrefix("failure: "))
  }

  @Test func `a replacement cannot blow up`() {
    let text = Value.string(String(repeating: "a", count: 5000))
    for expression in ["t.replace('a', t)", "regex.replace(t, 'a', t)", "t.replace('', t)", "t.split('').join(t)"] {
      #expect(
        Evaluating.unchecked(expression, ["t": text]).hasPrefix(
          "failure: evaluation stopped: more than 16777216 bytes"),
        "\(expression)")
    }
  }
}
