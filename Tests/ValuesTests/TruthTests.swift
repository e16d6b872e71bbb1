import Testing
import Values

private let all = Truth.allCases
private let pairs = all.flatMap { a in all.map { (a, $0) } }

@Suite struct TruthTests {
  @Test(arguments: [
    (Truth.true, Truth.true, Truth.true), (.true, .false, .false), (.true, .unknown, .unknown), (.true, .error, .error),
    (.false, .false, .false), (.false, .unknown, .false), (.false, .error, .false), (.unknown, .unknown, .unknown),
    (.unknown, .error, .unknown), (.error, .error, .error),
  ])
  func `a deciding value wins over unknown, and unknown over error`(a: Truth, b: Truth, conjunction: Truth) {
    #expect((a && b) == conjunction)
    #expect((!a || !b) == !conjunction)
  }

  @Test func `false wins over unknown and error`() {
    for other in all {
      #expect((Truth.false && other) == .false)
      #expect((Truth.true || other) == .true)
    }
  }

  @Test func `both operators are commutative`() {
    for (a, b) in pairs {
      #expect((a && b) == (b && a))
      #expect((a || b) == (b || a))
    }
  }

  @Test func `both operators are associative`() {
    for (a, b) in pairs {
      for c in all {
        #expect(((a && b) && c) == (a && (b && c)))
        #expect(((a || b) || c) == (a || (b || c)))
      }
    }
  }

  @Test func `both operators are idempotent and have their neutral element`() {
    for a in all {
      #expect((a && a) == a)
      #expect((a || a) == a)
      #expect((a && .true) == a)
      #expect((a || .false) == a)
    }
  }

  @Test func `De Morgan holds and negation undoes itself`() {
    for (a, b) in pairs {
      #expect((!(a && b)) == (!a || !b))
      #expect((!(a || b)) == (!a && !b))
      #expect(!(!a) == a)
    }
  }

  @Test func `the two bits of negation change places`() {
    for a in all where a == .true || a == .false {
      #expect((!a).rawValue == a.rawValue ^ 0b11)
    }
    #expect(!Truth.unknown == .unknown)
    #expect(!Truth.error == .error)
  }
}
