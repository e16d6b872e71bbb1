import Formats
import Schema
import Tables

/// The secrets of a configuration file: what stands under keys that call it one.
public struct DocumentSecrets: Sendable {
  /// Their spellings, which must not be shown anywhere.
  private(set) var spellings: [String] = []

  /// - Complexity: O(values)
  public init(_ document: DocumentContent) { collect(document.root, isSecret: false) }

  /// A text in which values of the file stand as expressions write them, without the secrets and without credentials in
  /// URLs. A short secret is taken out where it is a whole value: it may be part of a word by chance.
  /// - Complexity: O(length · secrets)
  public func masked(_ text: String) -> String {
    var text = Redaction.withoutCredentials(text)
    for spelling in spellings.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      if spelling.unicodeScalars.count >= Needle.shortest {
        text = text.replacing(spelling, with: Redaction.mark)
      } else {
        for quote in ["'", "\""] {
          text = text.replacing(quote + spelling + quote, with: quote + Redaction.mark + quote)
        }
      }
    }
    return text
  }

  /// Whether a pointer leads through a key that calls what it holds a secret.
  static func isSecret(_ pointer: String) -> Bool {
    DocumentPath.keys(pointer).contains(where: Redaction.isSecretKey)
  }

  /// Whether a value under such a key tells only whether there is one.
  static func isHarmless(_ node: ConfigurationNode) -> Bool {
    switch node.kind {
    case .null, .bool: true
    case .string(let text): text.isEmpty || Redaction.tellsState(text)
    default: false
    }
  }

  private mutating func collect(_ node: ConfigurationNode, isSecret: Bool) {
    switch node.kind {
    case .list(let items):
      for item in items { collect(item, isSecret: isSecret) }
    case .map(let entries):
      // The manifests of Kubernetes keep secrets under names of their own.
      let isKept = node["kind"].map { if case .string("Secret") = $0.kind { true } else { false } } ?? false
      for entry in entries {
        let isData = isKept && (entry.key == "data" || entry.key == "stringData")
        collect(entry.value, isSecret: isSecret || isData || Redaction.isSecretKey(entry.key))
      }
    case .string(let text): if isSecret, !Self.isHarmless(node) { spellings.append(text) }
    case .template(let text):
      guard isSecret else { return }
      spellings.append(text)
      // `${PASSWORD:-hunter2}` gives the secret away.
      if let range = text.firstRange(of: ":-") {
        let rest = text[range.upperBound...].prefix { $0 != "}" }
        if !rest.isEmpty { spellings.append(String(rest)) }
      }
    case .int(let value):
      // A short number stands in other places by chance; where it is the value itself, it is withheld all the same.
      let text = String(value)
      if isSecret, text.utf8.count >= SecretIndex.shortest { spellings.append(text) }
    case .double, .null, .bool, .unreadable: break
    }
  }
}
