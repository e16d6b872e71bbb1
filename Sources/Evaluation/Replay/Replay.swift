import Schema
import Values

/// How a verdict came about, found again by the interpreter: the deciding sub-expressions, what they read, and the rows
/// that bear witness.
public struct Replay: Sendable {
  /// A sub-expression that decided, and its value. Outer ones come first.
  public struct Step: Sendable {
    public let expression: String
    public let value: Value
    /// What it was evaluated about, where that is not the subject itself: the id of a child.
    public let about: String?
    /// The element of a document's list or map that it is about: `document.data.services.frigate`.
    public var element: String?
  }

  /// A row of a relation that decided: the software that is Zoom, the account with the default password.
  public struct Witness: Hashable, Sendable {
    public let entity: String
    public let row: Int
  }

  /// The value of the condition that gave the verdict: of `when` if that decided, else of `check`.
  public internal(set) var value: Value
  /// Whether `when` decided.
  public internal(set) var isWhen = false
  /// Whether it is a pass that an `all` over a closed and empty list gave.
  public internal(set) var isVacuous = false
  public internal(set) var steps: [Step] = []
  /// The element of a document that the following steps are about.
  var element: String?
  /// What the deciding sub-expressions read, each once.
  public internal(set) var readings: [Reading] = []
  /// The reference data that they looked up, each once.
  public internal(set) var references: [ReferenceReading] = []
  public internal(set) var witnesses: [Witness] = []
  /// How many witnesses there are, of which `witnesses` lists the first.
  public internal(set) var witnessCount = 0

  /// Notes a step about the element in sight.
  mutating func add(_ expression: String, _ value: Value, about: String?) {
    steps.append(Step(expression: expression, value: value, about: about, element: element))
  }

  /// Why the condition is not known.
  public var unknown: Unknown? { if case .unknown(let unknown) = value { unknown } else { nil } }

  /// What went wrong in it.
  public var failure: Failure? { if case .failure(let failure) = value { failure } else { nil } }

  /// The verdict that the condition gives by itself, without attestations.
  public var verdict: Verdict {
    switch Truth(value) {
    case .true: .pass
    case .false: isWhen ? .notApplicable : .fail
    case .unknown: .unknown
    case .error: .error
    }
  }
}
