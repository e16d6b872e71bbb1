import Schema
import Values

/// The subjects of a keyed entity: their ids, and the names by which records of others may call them.
///
/// A subject's id is its best key's values joined with `/`, as first written (`CAM-01`, `C1/admin`); a scope that is not
/// known is left out. Where two subjects would get one id, the one with the better key has it, the other says which key
/// it means (`serial=CAM-01`), and what is still equal gets an ordinal (`CAM-01#2`).
struct SubjectRegister {
  private(set) var ids: [String] = []
  /// The records of each subject.
  private(set) var records: [[Int]] = []
  /// Subjects that only records of others, a manifest or a unit's default name.
  private(set) var orphans: Set<Int> = []
  /// By folded name.
  var bearers: [String: Set<Bearer>] = [:]
  /// By short name, the computers whose domain is not known.
  var hosts: [String: Set<Bearer>] = [:]
  /// By network address, the subjects of which a source says so that can be relied on.
  var addresses: [IPAddress: Set<Bearer>] = [:]
  var addressesOf: [Int: [IPAddress]] = [:]
  /// The newest source that gives the address.
  var daysOfAddresses: [Int: CalendarDate] = [:]
  var unitsOfAddresses: Set<Int> = []
  private var taken: Set<String> = []

  var count: Int { ids.count }

  /// No subjects yet.
  init() {}

  /// A subject that has records.
  struct Subject {
    var records: [Int]
    /// The rank of the key that gives the id, smaller is better.
    var rank: Int
    var id: String
    /// The id where another subject with a key as good or better has it.
    var fallback: String
  }

  /// Gives every subject its id; the order stays.
  /// - Complexity: O(n log n)
  init(_ subjects: [Subject]) {
    ids = Array(repeating: "", count: subjects.count)
    records = subjects.map(\.records)
    let byRank = subjects.indices.sorted { (subjects[$0].rank, $0) < (subjects[$1].rank, $1) }
    for index in byRank {
      let subject = subjects[index]
      ids[index] = unused(taken.contains(subject.id) ? subject.fallback : subject.id)
      note(subject.id, of: index, unit: nil)
      note(ids[index], of: index, unit: nil)
    }
  }

  /// Makes a subject that has no record of its own.
  mutating func addOrphan(_ name: Text, unit: Int?) -> Int {
    let subject = ids.count
    ids.append(unused(name.display))
    records.append([])
    orphans.insert(subject)
    note(name.folded, of: subject, unit: unit)
    return subject
  }

  private mutating func unused(_ id: String) -> String {
    var candidate = id
    var ordinal = 1
    while !taken.insert(candidate).inserted {
      ordinal += 1
      candidate = "\(id)#\(ordinal)"
    }
    return candidate
  }
}
