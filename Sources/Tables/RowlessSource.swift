import Schema
import Values

/// A source that knows how many rows there are and nothing of any of them: no links, subjects or records.
public protocol RowlessSource: BatchSource {}

extension RowlessSource {
  public var coverage: CoverageMap { CoverageMap() }

  public func link(_ relation: String, of entity: String) -> Link? { nil }
  public func adjacency(child: String, relation: String) -> Adjacency? { nil }
  public func subject(_ row: Int, of entity: String) -> String { "" }
  public func name(_ row: Int, of entity: String) -> String { "" }
  public func record(of row: Int, attribute: String?, entity: String) -> EntityTable.RecordLocator? { nil }
  public func origins(of attribute: String, entity: String) -> [Int32] { [] }
  public func records(of row: Int, entity: String) -> [EntityTable.RecordLocator] { [] }
  public func record(at index: UInt32, entity: String) -> EntityTable.RecordLocator? { nil }
  public func recordCounts() -> [Int] { sources.map { _ in 0 } }
  public func isOrphan(_ row: Int, of entity: String) -> Bool { false }
  public func orphans(of entity: String) -> Set<Int> { [] }
}
