import Diagnostics
import Values

/// One attribute of an entity.
public final class AttributeDeclaration: Sendable {
  /// Dotted where attributes belong together: `password.state`.
  public let name: String
  /// The parts of the name.
  public let path: [String]
  public let type: AttributeType
  /// Other spellings of vocabulary words, with the word that each means.
  public let wordSynonyms: [WordSynonym]
  /// Column headers that mean this attribute, besides its name.
  public let synonyms: [String]
  /// Column headers that ask a question which yes or no answers.
  public let questions: [Question]
  /// Words for *not known* that replace the schema's; an empty list switches them off.
  public let missing: [String]?
  /// Words for *positively nothing* that replace the schema's; an empty list switches them off.
  public let none: [String]?
  public let sensitivity: Sensitivity
  public let doc: LocalizedText
  /// Where the name stands.
  public let span: Span

  /// A spelling and the vocabulary word that it means: `mặc định` is `default`.
  public struct WordSynonym: Sendable, Hashable {
    public var spelling: String
    public var word: String

    public init(_ spelling: String, means word: String) {
      self.spelling = spelling
      self.word = word
    }
  }

  /// A header under which a sheet answers yes or no, and the value that each of them means: `Đã đổi mật khẩu?` yes is
  /// `changed`.
  public struct Question: Sendable, Hashable {
    public var header: String
    public var yes: String
    public var no: String

    public init(_ header: String, yes: String, no: String) {
      self.header = header
      self.yes = yes
      self.no = no
    }
  }

  public init(
    name: String, type: AttributeType, wordSynonyms: [WordSynonym] = [], synonyms: [String] = [],
    questions: [Question] = [], missing: [String]? = nil, none: [String]? = nil, sensitivity: Sensitivity = .none,
    doc: LocalizedText = LocalizedText(), span: Span
  ) {
    self.name = name
    path =
      name.hasByte(UInt8(ascii: "."))
      ? name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { String(Substring($0)) }
      : [name]
    self.type = type
    self.wordSynonyms = wordSynonyms
    self.synonyms = synonyms
    self.questions = questions
    self.missing = missing
    self.none = none
    self.sensitivity = sensitivity
    self.doc = doc
    self.span = span
  }

  /// The vocabulary, if the attribute or the elements of its list have one.
  public var vocabulary: [String]? { type.vocabulary }
}

/// Who may see a value.
public enum Sensitivity: String, Sendable, CaseIterable {
  /// Everybody who may see the report.
  case none
  /// Personal data: redacted unless a report is for the unit itself.
  case personal
  /// A credential: never in any output. Of an attribute whose values are words of a list, numbers or days (the state of
  /// a password) it is what cannot be read that is withheld: somebody may have written the credential itself there.
  case secret
}
