import Tables
import Values

/// What an evaluation read while it was asked for, in order, each thing once.
///
/// INVARIANT: one replay on one thread owns a log; that is why it may be shared by the objects of that replay.
final class ReadLog: @unchecked Sendable {
  private var reads: [Reading] = []
  /// The keys of the reads, once there are many; few are compared one by one.
  private var seen: Set<Reading.Key> = []
  /// The values of documents with their origins.
  private var documents: [Reading.Key: Value] = [:]

  /// So many documents at most are kept with their origins.
  private static let documentLimit = 16
  /// The reference data that was read since the last `collect` began.
  private(set) var references: [ReferenceReading] = []
  private var seenReferences: Set<ReferenceReading.Key> = []
  /// Whether `collect` is under way.
  private var isCollecting = false

  /// Whether somebody wants to know what is read; else nothing is noted.
  var isNoting: Bool { isCollecting || recordings > 0 }

  func read(_ entity: String, _ row: Int, _ name: String, _ value: Value) {
    guard isNoting else { return }
    note(.attribute(Reading(key: Reading.Key(entity: entity, row: row, name: name), value: value)))
  }

  func read(_ reading: Reading) { if isNoting { note(.attribute(reading)) } }

  func read(_ reference: ReferenceReading) { if isNoting { note(.reference(reference)) } }

  /// Something that was read: one reference, since the same stands in the records of all calls that it was read in.
  indirect enum Read {
    case attribute(Reading)
    case reference(ReferenceReading)
  }

  private func note(_ read: Read) {
    if recordings > 0 { recorded.append(read) }
    guard isCollecting else { return }
    switch read {
    case .attribute(let reading):
      if ReadLog.isNew(reading.key, among: reads, \.key, &seen) { reads.append(reading) }
    case .reference(let reference):
      if ReadLog.isNew(reference.key, among: references, \.key, &seenReferences) { references.append(reference) }
    }
  }

  /// How many keys are compared one by one: that is less work than to hash them.
  private static let few = 12

  private static func isNew<Key: Hashable, Item>(
    _ key: Key, among items: [Item], _ keyOf: (Item) -> Key, _ seen: inout Set<Key>
  ) -> Bool {
    if items.count < few { return !items.contains { keyOf($0) == key } }
    if seen.isEmpty { seen = Set(items.map(keyOf)) }
    return seen.insert(key).inserted
  }

  /// What is read inside of the outermost call of `record` under way.
  private var recorded: [Read] = []
  /// How many calls of `record` are under way.
  private var recordings = 0

  /// How many reads are recorded by the calls of `record` under way.
  var length: Int { recorded.count }

  /// What `body` comes to.
  /// - Parameter keep: is given everything that it read, in order, whether or not it had been read before; indices are
  ///   what `length` was when each was noted.
  func record(_ body: () -> Value, keep: (ArraySlice<Read>) -> Void) -> Value {
    recordings += 1
    let begin = recorded.count
    let value = body()
    keep(recorded[begin...])
    recordings -= 1
    if recordings == 0 { recorded.removeAll(keepingCapacity: recorded.count <= ReadLog.recordLimit) }
    return value
  }

  /// So many reads keep their memory for the next ones.
  private static let recordLimit = 1024

  /// Reads once more what was recorded.
  func read(_ reads: ArraySlice<Read>) { for read in reads { note(read) } }

  /// What `body` reads, and nothing read before. Of a document only the innermost is told: who reads `a.b` reads `a`.
  func collect(_ body: () -> Void) -> [Reading] {
    reads = []
    seen = []
    references = []
    seenReferences = []
    isCollecting = true
    body()
    isCollecting = false
    guard reads.contains(where: { $0.key.pointer != nil }) else { return reads }
    let outer = Reading.Key.holders(of: reads)
    return reads.filter { !outer.contains($0.key) }
  }

  /// What a document holds, in a form that tells this log of whatever is looked up in it.
  func located(_ value: Value, _ key: Reading.Key) -> Value {
    if let known = documents[key] { return known }
    if documents.count >= ReadLog.documentLimit { documents = [:] }
    let located = DocumentOrigin.located(value, key, log: self)
    documents[key] = located
    return located
  }
}

extension Reading.Key {
  /// What this is directly inside of: another list or map of the document, or all of it.
  var holder: Reading.Key? {
    guard let pointer, let end = pointer.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    var outer = self
    outer.pointer = end == pointer.startIndex ? nil : String(pointer[..<end])
    return outer
  }

  /// Whatever some readings are inside of, however deep.
  /// - Complexity: O(readings + distinct holders)
  static func holders(of readings: some Sequence<Reading>) -> Set<Reading.Key> {
    var all: Set<Reading.Key> = []
    for reading in readings {
      var outer = reading.key.holder
      while let key = outer, all.insert(key).inserted { outer = key.holder }
    }
    return all
  }

  /// Whether it is one of some keys, or inside of one.
  func isInside(of keys: Set<Reading.Key>) -> Bool {
    var next: Reading.Key? = self
    while let key = next {
      if keys.contains(key) { return true }
      next = key.holder
    }
    return false
  }
}

/// A value that an evaluation read.
public struct Reading: Sendable {
  public struct Key: Hashable, Sendable {
    public var entity: String
    public var row: Int
    /// An attribute or a to-one relation.
    public var name: String
    /// What was read of a document's data, as a JSON pointer; nil for all of it, and for other attributes.
    public var pointer: String?
  }

  public let key: Key
  /// `null` where a document has nothing at the pointer.
  public let value: Value
  /// Whether a document has nothing at the pointer.
  public var isMissing = false

  /// `entity.attribute`, and of a document's data what was read: `document.data.mqtt.tls`.
  public var name: String {
    let root = "\(key.entity).\(key.name)"
    return key.pointer.map { DocumentPath.name($0, root: root) } ?? root
  }
}
