import Diagnostics
import Schema

/// The document that a policy encodes.
public struct Advisory: Sendable {
  public var number: String?
  public var issuer: String
  /// A day, a month or a year, as far as the document says: `2020-05`.
  public var date: Located<String>?
  /// The file that holds its text, relative to the policy's folder.
  public var text: Located<String>?
  public var clauses: [Clause]
  public var span: Span

  public init(
    number: String? = nil, issuer: String, date: Located<String>? = nil, text: Located<String>? = nil,
    clauses: [Clause], span: Span
  ) {
    self.number = number
    self.issuer = issuer
    self.date = date
    self.text = text
    self.clauses = clauses
    self.span = span
  }

  /// - Complexity: O(clauses)
  public func clause(_ id: String) -> Clause? { clauses.first { $0.id == id } }
}

/// One requirement of an advisory, quoted.
public struct Clause: Sendable {
  /// What the advisory's own word makes of it.
  public enum Force: String, Sendable, CaseIterable {
    case mandatory, recommended
  }

  public enum Encoding: Sendable {
    /// At least one rule decides it.
    case rules
    /// No rule does, and this is why.
    case none(reason: LocalizedText)
  }

  public var id: String
  public var force: Force
  /// Verbatim, as it stands in the advisory's text.
  public var quote: Located<String>
  public var title: LocalizedText
  /// What its rules cannot test.
  public var limits: LocalizedText
  public var encoding: Encoding
  /// Whether one passing rule is enough.
  public var isAny: Bool
  /// Where the id stands.
  public var span: Span

  public init(
    id: String, force: Force, quote: Located<String>, title: LocalizedText = LocalizedText(),
    limits: LocalizedText = LocalizedText(), encoding: Encoding = .rules, isAny: Bool = false, span: Span
  ) {
    self.id = id
    self.force = force
    self.quote = quote
    self.title = title
    self.limits = limits
    self.encoding = encoding
    self.isAny = isAny
    self.span = span
  }
}
