// Made by .ci/zone-table.py.

extension ZoneTable {
  /// The release of the tz database.
  static let release = "2025b"
}
