import Formats
import Values

/// Reads the values that documents themselves give: a catalog's cells, a parameter's default.
///
/// Stricter than an inventory: `true` and `false` are the only booleans, dates are ISO, there are no words for *missing*
/// or *none*. One text for a list is a list of one, because an author writes brackets where several are meant, and
/// a signer's name may hold a comma.
public enum DocumentValue {
  public static func read(_ raw: RawValue, as type: AttributeType, reader: AttributeReader) -> CellReading {
    guard type.element != nil else { return reader.read(raw) }
    switch raw {
    case .string, .number, .bool: return reader.read(.list([raw]))
    case .null, .list, .map, .unreadable, .converted: return reader.read(raw)
    }
  }

  /// A reader for one type.
  public static func reader(for type: AttributeType) -> AttributeReader {
    AttributeReader(type: type, conventions: ValueReader(words: .plain))
  }
}
