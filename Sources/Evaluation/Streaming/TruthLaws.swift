/// The laws of four truths, 64 rows at a time: true (1,0), false (0,1), unknown (0,0), error (1,1).
struct TruthWord {
  var trues: UInt64
  var falses: UInt64

  @inline(__always)
  static func and(_ a: TruthWord, _ b: TruthWord) -> TruthWord {
    TruthWord(
      trues: a.trues & b.trues,
      falses: (a.falses & ~a.trues) | (b.falses & ~b.trues) | (a.trues & b.trues & (a.falses | b.falses)))
  }

  @inline(__always)
  static func or(_ a: TruthWord, _ b: TruthWord) -> TruthWord { not(and(not(a), not(b))) }

  @inline(__always)
  static func not(_ a: TruthWord) -> TruthWord { TruthWord(trues: a.falses, falses: a.trues) }

  @inline(__always)
  static func equal(_ a: TruthWord, _ b: TruthWord) -> TruthWord {
    let failed = (a.trues & a.falses) | (b.trues & b.falses)
    let known = (a.trues | a.falses) & (b.trues | b.falses)
    let same = (a.trues & b.trues) | (a.falses & b.falses)
    return TruthWord(trues: (known & same) | failed, falses: (known & ~same) | failed)
  }

  @inline(__always)
  static func conditional(_ test: TruthWord, _ yes: TruthWord, _ no: TruthWord) -> TruthWord {
    let (chosen, other) = (test.isTrue, test.isFalse)
    let failed = test.trues & test.falses
    return TruthWord(
      trues: (chosen & yes.trues) | (other & no.trues) | failed,
      falses: (chosen & yes.falses) | (other & no.falses) | failed)
  }

  @inline(__always) var isTrue: UInt64 { trues & ~falses }
  @inline(__always) var isFalse: UInt64 { falses & ~trues }
  @inline(__always) var isUnknown: UInt64 { ~trues & ~falses }
  @inline(__always) var isError: UInt64 { trues & falses }
}
