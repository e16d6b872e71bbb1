import Testing
import Values

private let samples: [Unknown] = {
  let causes = [
    Unknown(.sourcePartial, "device.software", subject: "pc-1"), Unknown(.valueMissing, "camera.vendor"),
    Unknown(.conflict, "camera.vendor"), Unknown(.undecided, "", detail: "newer than the catalog"),
    Unknown(.valueMissing, "camera.model", subject: "c-2"),
  ]
  var all = causes
  for a in causes { for b in causes { all.append(a.merging(b)) } }
  return all
}()

@Suite struct UnknownTests {
  @Test func `merging is commutative, associative and idempotent`() {
    for a in samples {
      #expect(a.merging(a) == a)
      for b in samples {
        #expect(a.merging(b) == b.merging(a))
        for c in samples.prefix(8) { #expect(a.merging(b).merging(c) == a.merging(b.merging(c))) }
      }
    }
  }

  @Test func `merging keeps every cause once, sorted`() {
    for a in samples {
      for b in samples {
        let causes = a.merging(b).causes
        #expect(causes == Array(Set(a.causes + b.causes)).sorted())
      }
    }
  }

  @Test func `the first code of the order stands for all`() {
    let codes: [Unknown.Code] = [
      .conflict, .valueUnreadable, .sourceStale, .sourcePartial, .attributeAbsent, .valueMissing, .noReference,
      .undecided,
    ]
    #expect(codes == Unknown.Code.allCases)
    for (place, code) in codes.enumerated() {
      for later in codes[place...] {
        #expect(Unknown(later, "a").merging(Unknown(code, "b")).code == code)
      }
    }
  }

  @Test func `attributes are listed once, sorted`() {
    let unknown = Unknown(.undecided, "b").merging(Unknown(.conflict, "c")).merging(Unknown(.conflict, "a"))
      .merging(Unknown(.valueMissing, "c"))
    #expect(unknown.attributes == ["a", "b", "c"])
  }
}
