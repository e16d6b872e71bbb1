import Diagnostics
import Policies
import Values

/// A document to start from: what `kiem new` writes.
///
/// A template is one file in `Templates/` and one line in `DocumentTemplateCatalog`. What it makes is read without an
/// error as it stands, and is in canonical layout.
public protocol DocumentTemplate: Sendable {
  /// As the command line writes it.
  var name: String { get }
  /// What it makes, in a few words.
  var summary: String { get }

  /// The files, by their paths relative to the folder that they go to, not yet laid out.
  func files(_ context: TemplateContext) -> Result<[NewFile], TemplateProblem>
}

/// A file to be written.
public struct NewFile: Sendable, Equatable {
  public var path: String
  public var text: String

  public init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}

/// Why a template makes nothing.
public struct TemplateProblem: Error, Sendable {
  public let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

/// What a template may need to know.
public struct TemplateContext: Sendable {
  /// The id of the new document; of a test that of its policy.
  public var id: String
  public var asOf: CalendarDate
  /// The advisory's text, where there is one.
  public var advisory: String?
  public var number: String?
  public var issuer: String?
  /// The policies at hand, whose rules an example may name.
  public var policies: [LoadedPolicy]

  public init(
    id: String, asOf: CalendarDate, advisory: String? = nil, number: String? = nil, issuer: String? = nil,
    policies: [LoadedPolicy] = []
  ) {
    self.id = id
    self.asOf = asOf
    self.advisory = advisory
    self.number = number
    self.issuer = issuer
    self.policies = policies
  }

  /// A rule to show, as `policy/rule`, with what it is about: one that asks a person, or one that checks.
  func rule(asking: Bool) -> (name: String, subject: String)? {
    for loaded in policies {
      for rule in loaded.policy.rules where (rule.attest != nil) == asking {
        return ("\(loaded.policy.id)/\(rule.id)", rule.subject.value)
      }
    }
    return nil
  }
}

/// Every template, in the order of the help text.
public enum DocumentTemplateCatalog {
  public static let all: [any DocumentTemplate] = [
    PolicyTemplate(),
    TestTemplate(),
    CatalogTemplate(),
    AdapterTemplate(),
    ProfileTemplate(),
    WaiversTemplate(),
    AttestationsTemplate(),
  ]

  public static let names = all.map(\.name)

  /// The template of that name.
  public static func template(named name: String) -> (any DocumentTemplate)? { all.first { $0.name == name } }

  /// The files of a template in canonical layout.
  public static func files(_ template: any DocumentTemplate, _ context: TemplateContext) -> Result<
    [NewFile], TemplateProblem
  > {
    guard isUsable(context.id) else { return .failure(TemplateProblem(.unusableID(context.id))) }
    switch template.files(context) {
    case .failure(let problem): return .failure(problem)
    case .success(let files):
      var laidOut: [NewFile] = []
      for file in files {
        guard file.path.hasSuffix(".yaml") else {
          laidOut.append(file)
          continue
        }
        switch DocumentFormatter.format(Source(path: file.path, text: file.text)) {
        case .success(let text): laidOut.append(NewFile(file.path, text))
        case .failure(let failure):
          let first = failure.diagnostics.first
          return .failure(TemplateProblem(first ?? .unusableID(context.id)))
        }
      }
      return .success(laidOut)
    }
  }

  /// Whether an id can name a document and a file: letters, digits, `-`, `_` and `.`, a letter or digit first.
  static func isUsable(_ id: String) -> Bool {
    guard let first = id.utf8.first, id.utf8.count <= 100 else { return false }
    func isWord(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }
    return isWord(first) && id.utf8.allSatisfy { isWord($0) || [45, 95, 46].contains($0) } && !id.contains("..")
  }
}

/// Text as YAML writes it.
enum YAMLText {
  /// A scalar: as it stands where that is safe in a block, else in double quotes.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter } ?? false
      && !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":") && !text.hasSuffix(" ")
      && text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && $0.value != 0x7F && !"\"'\\{}[]".unicodeScalars.contains($0)
      }
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    return isPlain ? text : quoted(text)
  }

  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n", "\r", "\t": out += " "
      default:
        // What YAML allows in no form is left out: a control character means nothing to a reader.
        if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value), scalar.value != 0xFFFE, scalar.value != 0xFFFF {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }
}

extension Diagnostic {
  fileprivate static func unusableID(_ id: String) -> Diagnostic {
    Diagnostic(
      .invalidIdentifier, "\(quote(id)) cannot name a document",
      help: ["use letters, digits, `-`, `_` and `.`, and begin with a letter or digit"])
  }

  static func noClauses() -> Diagnostic {
    Diagnostic(
      .noClauses, "no clause was found in the advisory's text",
      help: [
        "clauses are items that begin with a number, a letter, a dash, `Điều`, `khoản` or `điểm`, and paragraphs that say what must be done",
        "mark them so in a copy of the text, or write the policy without `--from`",
      ])
  }
}
