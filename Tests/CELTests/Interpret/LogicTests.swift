import CEL
import Testing
import Values

@Suite struct LogicTests {
  private let variables: [String: Value] = [
    "u": .unknown(Unknown(.attributeAbsent, "camera.a")), "v": .unknown(Unknown(.conflict, "camera.b")),
    "open": .list(ListValue([.int(1), .int(2)], openness: Unknown(.sourcePartial, "camera.accounts"))),
    "empty": .list(ListValue([], openness: Unknown(.sourcePartial, "camera.accounts"))),
  ]

  @Test func `a deciding value wins over unknown, and unknown over failure, on either side`() {
    Evaluating.expect(
      """
      false && u                  => false
      u && false                  => false
      1/0 > 0 && false            => false
      true || u                   => true
      u || true                   => true
      1/0 > 0 || true             => true
      u && true                   => unknown(attribute-absent camera.a)
      u && 1/0 > 0                => unknown(attribute-absent camera.a)
      1/0 > 0 && u                => unknown(attribute-absent camera.a)
      u || v                      => unknown(conflict camera.b; attribute-absent camera.a)
      1/0 > 0 && true             => failure: division by zero
      u ? 1 : 2                   => unknown(attribute-absent camera.a)
      1/0 > 0 ? u : 1             => failure: division by zero
      'x' ? 1 : 2                 => failure: no such overload: `_?_:_` applied to (string)
      1 && false                  => false
      1 && true                   => failure: no such overload: `_&&_` applied to (int)
      """, variables)
  }

  @Test func `a strict function prefers failure to unknown and merges unknowns`() {
    Evaluating.expect(
      """
      u + 1/0                     => failure: division by zero
      1/0 + u                     => failure: division by zero
      u + v                       => unknown(conflict camera.b; attribute-absent camera.a)
      [u, v]                      => unknown(conflict camera.b; attribute-absent camera.a)
      [u, 1/0]                    => failure: division by zero
      {'a': u}                    => unknown(attribute-absent camera.a)
      size([u])                   => unknown(attribute-absent camera.a)
      u.size()                    => unknown(attribute-absent camera.a)
      u.nosuch(1/0)               => failure: division by zero
      u.field                     => unknown(attribute-absent camera.a)
      has(u.field)                => unknown(attribute-absent camera.a)
      given(u.field)              => false
      """, variables)
  }

  @Test func `all and exists absorb as the operators do, the other macros do not`() {
    Evaluating.expect(
      """
      [1, 0].exists(x, 1/x > 0)               => true
      [0, 1].exists(x, 1/x > 0)               => true
      [0, 1].exists(x, 1/x > 5)               => failure: division by zero
      [0, 1].all(x, 1/x > 5)                  => false
      [0, 1].all(x, u || 1/x > 0)             => unknown(attribute-absent camera.a)
      [1, 2].exists(x, x == u || x == 2)      => true
      [0, 1, 1].exists_one(x, 1/x == 1)       => failure: division by zero
      [1, 2].exists_one(x, x == 1 || u)       => unknown(attribute-absent camera.a)
      [1, 1, 2].exists_one(x, x == 1 ? true : u) => false
      [1, 0].filter(x, 1/x > 0)               => failure: division by zero
      [1, 0].map(x, 1/x)                      => failure: division by zero
      [1, 2].map(x, x == 1 ? u : 1/0)         => failure: division by zero
      [1, 2].filter(x, u)                     => unknown(attribute-absent camera.a)
      [1, 2].all(x, 5)                        => failure: no such overload: `all` applied to (int)
      u.all(x, true)                          => unknown(attribute-absent camera.a)
      5.all(x, true)                          => failure: no such overload: `all` applied to (int)
      """, variables)
  }

  @Test func `an open list is closed only as far as what it shows decides`() {
    Evaluating.expect(
      """
      open.exists(x, x == 2)                  => true
      open.exists(x, x == 3)                  => unknown(source-partial camera.accounts)
      open.all(x, x == 1)                     => false
      open.all(x, x > 0)                      => unknown(source-partial camera.accounts)
      open.all(x, 1/(x - 1) > 0)              => unknown(source-partial camera.accounts)
      empty.all(x, false)                     => unknown(source-partial camera.accounts)
      empty.exists(x, true)                   => unknown(source-partial camera.accounts)
      open.exists_one(x, x > 0)               => false
      open.exists_one(x, x == 1)              => unknown(source-partial camera.accounts)
      open.filter(x, x > 1)                   => [2, ...]
      open.map(x, x * 2)                      => [2, 4, ...]
      open.transformList(i, x, i + x)         => [1, 3, ...]
      open.transformMap(i, x, x)              => unknown(source-partial camera.accounts)
      open.sortBy(x, -x)                      => [2, 1, ...]
      open + [3]                              => [1, 2, 3, ...]
      [3] + open                              => [3, 1, 2, ...]
      open.distinct()                         => [1, 2, ...]
      open.map(x, [x]).flatten()              => [1, 2, ...]
      2 in open                               => true
      3 in open                               => unknown(source-partial camera.accounts)
      size(open)                              => unknown(source-partial camera.accounts)
      open.size() > 0                         => unknown(source-partial camera.accounts)
      open[0]                                 => unknown(source-partial camera.accounts)
      open.first()                            => unknown(source-partial camera.accounts)
      open == [1, 2]                          => unknown(source-partial camera.accounts)
      math.greatest(open)                     => unknown(source-partial camera.accounts)
      open.join()                             => unknown(source-partial camera.accounts)
      open.slice(0, 1)                        => unknown(source-partial camera.accounts)
      sets.contains(open, [1])                => true
      sets.contains(open, [3])                => unknown(source-partial camera.accounts)
      sets.contains([1], open)                => false
      sets.contains([1, 2], open)             => unknown(source-partial camera.accounts)
      sets.intersects(open, [2])              => true
      sets.intersects(open, [3])              => unknown(source-partial camera.accounts)
      sets.equivalent(open, [1])              => false
      sets.equivalent(open, [1, 2])           => unknown(source-partial camera.accounts)
      type(open) == list                      => true
      """, variables)
  }
}
