import Diagnostics
import Formats

/// A node of a document with its comments: what the formatter lays out anew.
struct LayoutNode {
  indirect enum Content {
    case scalar(YAMLScalar)
    /// `*name`, as written.
    case alias(String)
    case sequence([LayoutItem])
    case mapping([LayoutItem])
  }

  var content: Content
  var part: ValueShape
  /// Anchor and tag as written, each followed by a space.
  var properties = ""
  /// The bytes from the first to the last, properties not included.
  var span: Span
  /// Whether the author wrote it between brackets.
  var isFlow = false
  /// Comments behind the last item, each on a line of its own.
  var closing: [LayoutTrivia] = []

  /// Whether a comment stands anywhere inside.
  var hasComments: Bool {
    if !closing.isEmpty { return true }
    switch content {
    case .scalar, .alias: return false
    case .sequence(let items), .mapping(let items):
      return items.contains { item in
        item.leading.contains { if case .comment = $0 { true } else { false } } || item.head != nil || item.tail != nil
          || item.value.hasComments
      }
    }
  }
}

/// An entry of a mapping or an item of a list.
struct LayoutItem {
  /// Lines above it.
  var leading: [LayoutTrivia] = []
  /// nil for an item of a list.
  var key: LayoutNode?
  var value: LayoutNode
  /// A comment behind the key, the dash, or the sign of a block scalar.
  var head: String?
  /// A comment behind the value's end.
  var tail: String?
}

/// A line that is no part of the value.
enum LayoutTrivia {
  case blank
  case comment(String)
}
