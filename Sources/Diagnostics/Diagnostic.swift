/// One thing to tell a person about their input: a stable code, a sentence, the places it concerns and a way forward.
///
/// Messages start in lower case and end without a full stop; what the user wrote stands in back-ticks. The statement
/// is in `message`, advice in `help`.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is. Only an error stops the thing it concerns.
  public enum Severity: String, Sendable, Comparable {
    case note, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A place with a few words on what is there.
  public struct Label: Sendable, Hashable {
    public var span: Span
    public var text: String

    public init(_ span: Span, _ text: String = "") {
      self.span = span
      self.text = text
    }
  }

  /// A replacement of source text that is certain to be what was meant.
  public struct Fix: Sendable, Hashable {
    public var span: Span
    public var replacement: String

    public init(_ span: Span, _ replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  public var code: DiagnosticCode
  public var severity: Severity
  public var message: String
  /// Where it is. Absent where a thing has a file but no text (a missing path), or no file at all.
  public var primary: Label?
  /// The place it conflicts with, or where a type or name came from.
  public var secondary: [Label]
  public var help: [String]
  public var fix: Fix?

  public init(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String, at span: Span? = nil,
    label: String = "", also secondary: [Label] = [], help: [String] = [], fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.primary = span.map { Label($0, label) }
    self.secondary = secondary
    self.help = help
    self.fix = fix
  }

  /// An error.
  public init(
    _ code: DiagnosticCode, _ message: String, at span: Span? = nil,
    label: String = "", also secondary: [Label] = [], help: [String] = [], fix: Fix? = nil
  ) {
    self.init(code, .error, message, at: span, label: label, also: secondary, help: help, fix: fix)
  }
}

/// The stable name of a kind of diagnostic, `KIEM` and four digits. The wording may improve, the code stays.
///
/// Every stage declares its codes in an extension `DiagnosticCode+Stage.swift` of this module and lists them in
/// `DiagnosticCodeCatalog`.
public struct DiagnosticCode: Sendable, Hashable, CustomStringConvertible {
  public let number: Int
  /// What the code stands for, in a few words without the particulars.
  public let title: String

  init(_ number: Int, _ title: String) {
    self.number = number
    self.title = title
  }

  public var description: String {
    let digits = String(number)
    return "KIEM" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  public static func == (a: DiagnosticCode, b: DiagnosticCode) -> Bool { a.number == b.number }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// What a stage found, in the order found. Stages go on after an error and report everything.
public struct DiagnosticList: Sendable {
  public private(set) var all: [Diagnostic] = []

  public init() {}

  public var hasErrors: Bool { all.contains { $0.severity == .error } }
  public var isEmpty: Bool { all.isEmpty }

  public mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  public mutating func add(contentsOf diagnostics: some Sequence<Diagnostic>) {
    all.append(contentsOf: diagnostics)
  }
}
