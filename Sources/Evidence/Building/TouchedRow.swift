import Evaluation

/// A row that a record touches: its own, a witness, one that was read.
struct TouchedRow: Hashable {
  let entity: String
  let row: Int

  init(entity: String, row: Int) {
    self.entity = entity
    self.row = row
  }

  init(_ witness: Replay.Witness) { self.init(entity: witness.entity, row: witness.row) }

  init(_ key: Reading.Key) { self.init(entity: key.entity, row: key.row) }
}
