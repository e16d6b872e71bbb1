/// Why something is not known: one or more causes, sorted, without repetition.
public struct Unknown: Hashable, Sendable {
  /// The kind of a cause. Where several meet, the first in this order names the verdict's reason (DESIGN section 2.1).
  public enum Code: String, Sendable, CaseIterable, Comparable {
    case conflict
    case valueUnreadable = "value-unreadable"
    case sourceStale = "source-stale"
    case sourcePartial = "source-partial"
    case attributeAbsent = "attribute-absent"
    case valueMissing = "value-missing"
    case noReference = "no-reference"
    case undecided

    /// In the order of the cases.
    public static func < (a: Code, b: Code) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .conflict: 0
      case .valueUnreadable: 1
      case .sourceStale: 2
      case .sourcePartial: 3
      case .attributeAbsent: 4
      case .valueMissing: 5
      case .noReference: 6
      case .undecided: 7
      }
    }
  }

  /// One thing that is not known.
  public struct Cause: Hashable, Sendable, Comparable {
    /// What kind of cause it is.
    public var code: Code
    /// The entity and the attribute, relation or catalog: `camera.password.state`, `device.software`,
    /// `firmware_releases`.
    public var attribute: String
    /// The id of the subject whose attribute it is; empty where there is none.
    public var subject: String
    /// A few words where the code does not say all: the text of `undecided('...')`, the section that is not complete.
    public var detail: String

    /// A cause, of no subject and without detail unless given.
    public init(_ code: Code, _ attribute: String, subject: String = "", detail: String = "") {
      self.code = code
      self.attribute = attribute
      self.subject = subject
      self.detail = detail
    }

    /// By code, attribute, subject, detail; strings by their code points.
    public static func < (a: Cause, b: Cause) -> Bool {
      if a.code != b.code { return a.code < b.code }
      if !a.attribute.equalsExactly(b.attribute) { return a.attribute.precedesExactly(b.attribute) }
      if !a.subject.equalsExactly(b.subject) { return a.subject.precedesExactly(b.subject) }
      return a.detail.precedesExactly(b.detail)
    }

    /// By code points, as the order is.
    public static func == (a: Cause, b: Cause) -> Bool {
      a.code == b.code && a.attribute.equalsExactly(b.attribute) && a.subject.equalsExactly(b.subject)
        && a.detail.equalsExactly(b.detail)
    }

    /// By code points.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(code)
      attribute.hashExactly(into: &hasher)
      subject.hashExactly(into: &hasher)
      detail.hashExactly(into: &hasher)
    }
  }

  /// Sorted by code, attribute, subject, detail.
  public let causes: [Cause]

  /// One cause.
  public init(_ cause: Cause) { causes = [cause] }

  /// One cause by its parts.
  public init(_ code: Code, _ attribute: String, subject: String = "", detail: String = "") {
    causes = [Cause(code, attribute, subject: subject, detail: detail)]
  }

  /// All causes of both. Commutative, associative, idempotent.
  /// - Complexity: O(n + m); O(log n) where one side is a single cause that the other has
  public func merging(_ other: Unknown) -> Unknown {
    if other.causes.count == 1, let cause = other.causes.first, contains(cause) { return self }
    if causes.count == 1, let cause = causes.first, other.contains(cause) { return other }
    var merged: [Cause] = []
    merged.reserveCapacity(causes.count + other.causes.count)
    var mine = 0
    var theirs = 0
    while mine < causes.count && theirs < other.causes.count {
      let first = causes[mine]
      let second = other.causes[theirs]
      if second < first {
        merged.append(second)
        theirs += 1
      } else {
        if first == second { theirs += 1 }
        merged.append(first)
        mine += 1
      }
    }
    merged.append(contentsOf: causes[mine...])
    merged.append(contentsOf: other.causes[theirs...])
    return merged.count == causes.count ? self : Unknown(sorted: merged)
  }

  private init(sorted causes: [Cause]) { self.causes = causes }

  private func contains(_ cause: Cause) -> Bool {
    var low = 0
    var high = causes.count
    while low < high {
      let middle = (low + high) / 2
      if causes[middle] < cause { low = middle + 1 } else { high = middle }
    }
    return low < causes.count && causes[low] == cause
  }

  /// The code that stands for all of them.
  public var code: Code { causes[0].code }

  /// The attributes of all causes, sorted by their code points, each once.
  public var attributes: [String] {
    var attributes: [String] = []
    for attribute in causes.map(\.attribute).sorted(by: { $0.precedesExactly($1) })
    where attributes.last?.equalsExactly(attribute) != true {
      attributes.append(attribute)
    }
    return attributes
  }
}
