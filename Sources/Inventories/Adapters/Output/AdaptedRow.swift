import Formats

/// The row that an adapter fills: cells by attribute or to-one relation of the entity.
///
/// A member that is given no cell is one that the tool does not tell: its value is unknown for want of a source. A cell
/// that is there and empty says that the tool looked and had nothing.
struct AdaptedRow {
  private(set) var cells: [(member: String, cell: Cell)] = []
  /// Why the row as a whole cannot be trusted; its values are then unreadable.
  var problem: String?

  subscript(member: String) -> Cell? {
    get { cells.first { $0.member == member }?.cell }
    set {
      let index = cells.firstIndex { $0.member == member }
      switch (index, newValue) {
      case (let index?, let cell?): cells[index].cell = cell
      case (let index?, nil): cells.remove(at: index)
      case (nil, let cell?): cells.append((member, cell))
      case (nil, nil): break
      }
    }
  }
}
