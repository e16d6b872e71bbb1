import CEL
import Planning
import Schema
import Tables
import Values

/// Tells most values for which a predicate is certain to come out one way by the first four bytes of their text, so that
/// they need no code, no value and no interpreter.
///
///     software.name.matches('(?i)^zoom($|[^a-z])')          every text that it matches begins with `zoom`
///     min_versions.classify(software) != ''                 ... with `cisc`, `jits`, `micr` or another of the catalog's
///
/// Only plain texts are told (`PlainHeads`), whose first four bytes are the same folded, but for their case. The words by
/// which the schema says that nothing is known are looked for like all others: what is screened is a known text.
struct HeadScreen: Sendable {
  /// What the predicate is for every plain text that is screened out.
  let truth: Truth
  /// By place and byte: a bit for each text that is looked for and may have it there; texts beyond 64 share bits.
  private let masks: [UInt64]

  /// How the first bytes of a text that is looked for must be; where it has fewer, any may follow.
  private typealias Head = [(byte: UInt8, ignoresCase: Bool)]

  /// - Parameters:
  ///   - predicate: what it reads is one attribute of its own row.
  ///   - constant: the value of a variable that is the same for every row.
  /// - Returns: nil where the values that matter cannot be told.
  init?(
    _ predicate: RuleGraph.Predicate, of graph: RuleGraph, _ table: StreamedTable, constant: (String) -> Value?
  ) {
    guard let leaf = predicate.leaves?.first, predicate.leaves?.count == 1, leaf.path.steps.isEmpty,
      case .attribute(let name) = leaf.kind, let words = table.member(name)?.wordsApart,
      let sought = Sought(graph.excerpts[predicate.excerpt], attribute: name, entity: table.entity.name, constant)
    else { return nil }
    var heads: [Head] = []
    switch sought.what {
    case .beginning(let beginning):
      heads.append(zip(beginning.bytes, beginning.ignoresCase).map { (byte: $0, ignoresCase: $1) })
    case .texts(let texts):
      for text in texts { if let head = HeadScreen.head(of: text) { heads.append(head) } }
    }
    for word in words { if let head = HeadScreen.head(of: word) { heads.append(head) } }
    truth = sought.otherwise
    var masks = [UInt64](repeating: 0, count: PlainHeads.length << 8)
    for (number, head) in heads.enumerated() {
      let bit: UInt64 = 1 << UInt64(number % 64)
      for place in 0..<PlainHeads.length {
        guard place < head.count else {
          for byte in 0..<256 { masks[place << 8 | byte] |= bit }
          continue
        }
        let wanted = head[place]
        masks[place << 8 | Int(wanted.byte)] |= bit
        if wanted.ignoresCase { masks[place << 8 | Int(wanted.byte & ~0x20)] |= bit }
      }
    }
    self.masks = masks
  }

  /// How plain texts begin that fold to a text; nil where none does: because it is shorter, or not all of ASCII, of which
  /// plain texts are, folded and unfolded.
  private static func head(of folded: String) -> Head? {
    guard folded.utf8.count >= PlainHeads.length, folded.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return folded.utf8.prefix(PlainHeads.length).map { (byte: $0, ignoresCase: 0x61...0x7A ~= $0) }
  }

  /// Writes a mask of those rows wanted that may come out otherwise.
  /// - Parameter heads: by row, from `PlainHeads`.
  /// - Returns: how many rows that are.
  func screen(
    _ heads: UnsafePointer<UInt32>, _ wanted: UnsafePointer<UInt64>, words: Int, open: UnsafeMutablePointer<UInt64>
  ) -> Int {
    masks.withUnsafeBufferPointer { masks in
      var count = 0
      for word in 0..<words {
        var rest = wanted[word]
        var mask: UInt64 = 0
        while rest != 0 {
          let bit = rest.trailingZeroBitCount
          rest &= rest &- 1
          let head = heads[word &<< 6 | bit]
          let first = masks[Int(head & 0xFF)] & masks[0x100 | Int(head &>> 8 & 0xFF)]
          let second = masks[0x200 | Int(head &>> 16 & 0xFF)] & masks[0x300 | Int(head &>> 24)]
          let isOpen = head == 0 || first & second != 0
          mask |= (isOpen ? 1 : 0) &<< UInt64(truncatingIfNeeded: bit)
        }
        open[word] = mask
        count &+= mask.nonzeroBitCount
      }
      return count
    }
  }
}

/// The texts of one attribute for which a condition comes out another way than for all others.
private struct Sought {
  enum What {
    case beginning(LiteralBeginning)
    /// Folded.
    case texts([String])
  }

  let what: What
  /// What the condition is for other texts that are known.
  let otherwise: Truth

  /// nil where the condition is of another kind.
  init?(_ excerpt: Excerpt, attribute: String, entity: String, _ constant: (String) -> Value?) {
    func isAttribute(_ expression: Expression) -> Bool {
      guard case .select(let operand, attribute, isOptional: false) = expression.kind,
        case .identifier(let name, isRooted: false) = operand.kind, let path = excerpt.bindings[name]
      else { return false }
      return path.steps.isEmpty && path.entity == entity
    }
    func text(_ expression: Expression) -> String? {
      if case .literal(let value) = expression.kind, case .string(let text) = value { text } else { nil }
    }
    switch excerpt.expression.root.kind {
    case .call("matches", let target?, let arguments) where arguments.count == 1 && isAttribute(target):
      guard let source = text(arguments[0]), let beginning = (try? Pattern(source))?.beginning else { return nil }
      (what, otherwise) = (.beginning(beginning), .false)
    case .call("_==_", nil, let sides) where sides.count == 2, .call("_!=_", nil, let sides) where sides.count == 2:
      guard case .call(let name, _, _) = excerpt.expression.root.kind else { return nil }
      let isEqual = name == "_==_"
      guard let literal = text(sides[0]) ?? text(sides[1]) else { return nil }
      let other = text(sides[0]) == nil ? sides[0] : sides[1]
      if isAttribute(other), !literal.isEmpty {
        (what, otherwise) = (.texts([Text(literal).folded]), isEqual ? .false : .true)
        return
      }
      guard literal.isEmpty, case .call("classify", let target?, let arguments) = other.kind, arguments.count == 1,
        case .identifier(let catalog, _) = target.kind, excerpt.bindings[catalog] == nil,
        case .identifier(let row, isRooted: false) = arguments[0].kind, let path = excerpt.bindings[row],
        path.steps.isEmpty, path.entity == entity,
        case .object(let object)? = constant(catalog),
        let classified = object.referenceCatalog?.textsClassified(of: entity),
        classified.attribute == attribute
      else { return nil }
      (what, otherwise) = (.texts(classified.texts), isEqual ? .true : .false)
    default: return nil
    }
  }
}
