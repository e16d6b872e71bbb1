import Formats
import Schema

/// A file with what can be told of it alone, whatever other files say: its forms, who reads it, and its rows as they
/// stand in it. That is most of the work of reading an inventory, and it is done ahead on other threads.
///
/// INVARIANT: made by one thread and then used by one other; that is why it may go from one to the other.
struct PreparedTable: @unchecked Sendable {
  let document: InventoryDocument
  /// nil where nobody was asked.
  private(set) var choice: AdapterChoice?
  /// What the adapter that is sure of it makes of it.
  private(set) var adapted: AdaptedRecords?
  /// Its lists of records, where no adapter is sure of it.
  private(set) var parts: [FilePart] = []

  init(
    _ preparation: TablePreparation, adapters: [any Adapter], recognizer: EntityRecognizer, schema: InventorySchema
  ) {
    document = preparation.document
    if let named = preparation.named {
      adapted = named.map { AdaptedRecords($0, document, schema: schema) }
      return
    }
    if preparation.asksAdapters { choice = AdapterChoice.choose(adapters, for: document) }
    if case .one(let adapter, let recognition) = choice, recognition.certainty == .certain {
      adapted = AdaptedRecords(adapter, document, schema: schema)
    } else {
      parts = FilePart.parts(of: document, recognizer: recognizer)
    }
  }
}

/// A document on its way to the thread that prepares it.
///
/// INVARIANT: whoever made it does not touch it before it is prepared; that is why it may go from one to the other.
struct TablePreparation: @unchecked Sendable {
  let document: InventoryDocument
  /// The adapter that the manifest names, which is nil where it is none of those that are known by name.
  let named: (any Adapter)??
  /// Whether adapters are asked about it: not where the manifest maps its columns by hand.
  let asksAdapters: Bool
}

/// Prepares files some way ahead of whoever takes them, in the order in which they are taken.
///
/// Large files are left to their turn: they would all be in memory at once.
struct TableLookahead {
  /// Files that are prepared before they are asked for, at most, and how large each may be.
  private static let limits = (files: 16, bytes: 1 << 20)

  struct File {
    /// What it is asked for by.
    var table: Int
    var bytes: Int
    var prepare: @Sendable () -> PreparedTable
  }

  private var waiting: ArraySlice<File>
  private var begun: [Int: Background<PreparedTable>] = [:]

  /// - Parameter files: in the order in which they will be taken.
  init(_ files: [File]) {
    waiting = files.filter { $0.bytes <= Self.limits.bytes }[...]
    goOn()
  }

  /// A file, as soon as it is prepared; nil if nobody prepares it.
  mutating func take(_ table: Int) -> PreparedTable? {
    guard let own = begun.removeValue(forKey: table) else { return nil }
    goOn()
    return own.take()
  }

  private mutating func goOn() {
    while begun.count < Self.limits.files, let next = waiting.popFirst() {
      if begun[next.table] == nil { begun[next.table] = Background(next.prepare) }
    }
  }
}

extension AdaptedRecords {
  /// What an adapter makes of a document.
  init(_ adapter: any Adapter, _ document: InventoryDocument, schema: InventorySchema) {
    self.init(document, schema: schema)
    adapter.adapt(document, into: &self)
  }
}
