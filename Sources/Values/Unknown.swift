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

    public static func < (a: Code, b: Code) -> Bool { a.rank < b.rank }

    private var rank: Int { Code.allCases.firstIndex(of: self) ?? 0 }
  }

  /// One thing that is not known.
  public struct Cause: Hashable, Sendable, Comparable {
    public var code: Code
    /// The entity and the attribute, relation or catalog: `camera.password.state`, `device.software`, `firmware_releases`.
    public var attribute: String
    /// The id of the subject whose attribute it is; empty where there is none.
    public var subject: String
    /// A few words where the code does not say all: the text of `undecided('...')`, the section that is not complete.
    public var detail: String

    public init(_ code: Code, _ attribute: String, subject: String = "", detail: String = "") {
      self.code = code
      self.attribute = attribute
      self.subject = subject
      self.detail = detail
    }

    public static func < (a: Cause, b: Cause) -> Bool {
      (a.code, a.attribute, a.subject, a.detail) < (b.code, b.attribute, b.subject, b.detail)
    }
  }

  /// Sorted by code, attribute, subject, detail.
  public private(set) var causes: [Cause]

  public init(_ cause: Cause) { causes = [cause] }

  public init(_ code: Code, _ attribute: String, subject: String = "", detail: String = "") {
    causes = [Cause(code, attribute, subject: subject, detail: detail)]
  }

  /// All causes of both.
  /// - Complexity: O(n log n)
  public func merging(_ other: Unknown) -> Unknown {
    if causes == other.causes { return self }
    var merged = self
    merged.causes = Array(Set(causes).union(other.causes)).sorted()
    return merged
  }

  /// The code that stands for all of them.
  public var code: Code { causes[0].code }

  /// The attributes of all causes, sorted, each once.
  public var attributes: [String] { Array(Set(causes.map(\.attribute))).sorted() }
}
