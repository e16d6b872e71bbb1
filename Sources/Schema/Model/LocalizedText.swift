/// A language that reports are written in.
public enum Language: String, Sendable, CaseIterable {
  case vi, en
}

/// A text for people in the languages of the reports. A document may give one text for all.
public struct LocalizedText: Sendable, Hashable {
  public var vi: String?
  public var en: String?

  public init(vi: String? = nil, en: String? = nil) {
    self.vi = vi
    self.en = en
  }

  public var isEmpty: Bool { vi == nil && en == nil }

  /// The text in a language, else in the other one, else nothing.
  public func text(_ language: Language) -> String {
    switch language {
    case .vi: vi ?? en ?? ""
    case .en: en ?? vi ?? ""
    }
  }
}
