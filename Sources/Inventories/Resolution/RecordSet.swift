import Diagnostics
import Formats
import Schema
import Tables
import Values

/// How a source writes dates and times.
struct WritingConvention: Hashable {
  /// nil for ISO dates only.
  var order: DateOrder?
  /// The zone of times that name none.
  var zone = Zone.vietnam
}

/// The records of one entity in one file, recognised and mapped, with what is said about them.
struct RecordSet {
  /// A member of the entity and the columns of the file that give it: several only where a header stands there twice.
  struct Member {
    var name: String
    var columns: [Int]
  }

  /// What the file is said to prove about a section.
  struct Claim {
    var section: String
    var level: Coverage
    /// The parents it speaks about; nil for all of the unit.
    var subjects: [String]?
    var from: CalendarDate?
    var to: CalendarDate?
    /// Whether it speaks about every parent there is, as a test's `complete` does.
    var coversEveryParent = false
  }

  var source: InventorySource
  var entity: EntityType
  /// Attributes and to-one relations that the file has.
  var members: [Member]
  var records: [Record]
  /// Which of the source's headers hold for each record (`RecordLocator.variant`); empty where all have the usual ones.
  var variants: [UInt32] = []
  /// The unit that records belong to which name none.
  var unit: String?
  /// Whether that is said of this very source, and not of all the manifest's.
  var isUnitOfSource = false
  /// Whether somebody wrote down what should be, rather than a tool what is.
  var isDeclared = false
  var convention = WritingConvention()
  var claims: [Claim] = []
  /// Why parts of the file are lost, so that nothing it holds can be taken for whole.
  var losses: [String] = []
  /// The name by which the records call a device that the file does not name.
  var pendingHost: PendingHost?
  /// The file, for diagnostics.
  var origin: Source?

  /// What two columns of one name say together.
  static func combined(_ a: RawValue, _ b: RawValue) -> RawValue {
    if a == b { return a }
    return .unreadable("\(a.spelling) | \(b.spelling)", reason: "two columns of one name differ")
  }
}
