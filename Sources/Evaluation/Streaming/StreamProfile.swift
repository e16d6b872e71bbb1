import Formats
import Tables

/// What scanning an entity came to, for whoever wants to know what a run costs.
public struct StreamProfile: Sendable {
  public struct Entity: Sendable {
    public let entity: String
    public let rows: Int
    public let bytes: Int
    public let chunks: Int
  }

  public private(set) var entities: [Entity] = []

  mutating func note(_ entity: String, _ table: StreamedTable, rows: Int, chunks: Int) {
    entities.append(Entity(entity: entity, rows: rows, bytes: table.file.size, chunks: chunks))
  }
}
