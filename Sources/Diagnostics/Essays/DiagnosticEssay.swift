/// What there is to say of a code beyond one message: what it means, an example that causes it, and what to do.
///
/// Each stage has a file with the essays of its codes, in the order of the codes; a test holds that no code is without,
/// but for lints, whose own page says it.
public struct DiagnosticEssay: Sendable {
  /// Something that causes the diagnostic.
  public struct Example: Sendable {
    /// What the text is, so that a test can cause the diagnostic by it.
    public enum Kind: String, Sendable {
      /// An expression in CEL, as a rule's `check` about a camera.
      case expression
      /// Documents of ours, or the keys of a policy that are to the point.
      case documents
      /// A file of an inventory.
      case yaml, json, csv
      /// A command line, or whatever shows the point to a person.
      case shown
    }

    public let kind: Kind
    public let text: String

    static func expression(_ text: String) -> Example { Example(kind: .expression, text: text) }
    static func documents(_ text: String) -> Example { Example(kind: .documents, text: text) }
    static func yaml(_ text: String) -> Example { Example(kind: .yaml, text: text) }
    static func json(_ text: String) -> Example { Example(kind: .json, text: text) }
    static func csv(_ text: String) -> Example { Example(kind: .csv, text: text) }
    static func shown(_ text: String) -> Example { Example(kind: .shown, text: text) }
  }

  public let code: DiagnosticCode
  /// What it means and why it is told.
  public let meaning: String
  public let example: Example?
  /// What to do.
  public let remedy: String

  init(_ code: DiagnosticCode, _ meaning: String, _ example: Example? = nil, do remedy: String) {
    self.code = code
    self.meaning = meaning
    self.example = example
    self.remedy = remedy
  }
}

/// Every essay, by stage and code.
public enum DiagnosticEssayCatalog {
  public static let all: [DiagnosticEssay] =
    commandLine + formats + containers + structuredFormats + configuration + registers + documents + schemas + policies
    + profiles
    + syntax
    + checking
    + inventories + planning + authoring + evidence

  /// The essay of a code; nil for lints, which have a page of their own.
  public static func essay(of code: DiagnosticCode) -> DiagnosticEssay? { index[code] }

  private static let index = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
