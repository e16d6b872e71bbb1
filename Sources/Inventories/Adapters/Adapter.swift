/// What one tool writes, and what it means in the schema's entities.
///
/// A member of the family is one file, one line in `AdapterCatalog`, one fixture and one snapshot. An adapter reads a
/// document's parsed forms and adds rows; it never opens a file, and it never decides what a rule may conclude: it says
/// what its tool can prove (`AdaptedRecords.claim`), no more.
protocol Adapter: Sendable {
  /// As manifests say it: `osquery`.
  var name: String { get }
  /// For people: the tool and the forms of its output that are understood.
  var title: String { get }
  /// Whether a document is the tool's, by its content; nil if nothing speaks for it. It must be cheap for documents that
  /// are not: it looks at headers, a root, the first few records.
  func recognise(_ document: InventoryDocument) -> Recognition?
  /// Adds a document's rows. The document may be one that `recognise` would not have known, where a manifest says so.
  func adapt(_ document: InventoryDocument, into output: inout AdaptedRecords)
}

/// That a document is a tool's, how sure that is, and why.
struct Recognition: Sendable, Hashable {
  enum Certainty: Int, Sendable, Comparable {
    /// Something else may look so. It is used where nothing better is known, and reported.
    case likely
    /// Nothing else is written like this.
    case certain

    static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
  }

  var certainty: Certainty
  /// What was seen, to follow *recognised by*: "rows with `bundle_identifier`".
  var because: String

  static func certain(_ because: String) -> Recognition { Recognition(certainty: .certain, because: because) }
  static func likely(_ because: String) -> Recognition { Recognition(certainty: .likely, because: because) }
}
