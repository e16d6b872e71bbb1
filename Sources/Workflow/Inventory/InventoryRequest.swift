import Schema
import Values

/// What `kiem inventory` is asked for, in usable form.
public struct InventoryRequest: Sendable {
  /// How the overview is written.
  public enum Format: String, Sendable, CaseIterable {
    case text, json
  }

  /// A row of a file: by the line or number under which reports print it.
  struct Row: Sendable {
    var path: String
    var number: Int
    /// As typed.
    var text: String
  }

  /// Something on the command line that cannot be understood.
  public typealias Problem = UsageProblem

  let inventory: [String]
  let policies: [String]
  let profile: String?
  let asOf: CalendarDate?
  let format: Format
  let row: Row?
  let language: Language
  let showsAll: Bool
  let writesManifest: Bool
  let output: String?
  let overwrites: Bool

  /// The formats, for the help text.
  public static let formatNames = Format.allCases.map(\.rawValue)

  /// Reads what the command line says.
  ///
  /// - Parameters:
  ///   - row: `FILE:ROW`.
  ///   - writesManifest: whether a proposed manifest is all that is wanted.
  public init(
    inventory: [String], policies: [String], profile: String?, asOf: String?, format: String, row: String?,
    language: String, showsAll: Bool, writesManifest: Bool, output: String?, overwrites: Bool = false
  ) throws(Problem) {
    self.inventory = inventory
    self.policies = policies
    self.profile = profile
    self.showsAll = showsAll
    self.writesManifest = writesManifest
    self.output = output
    self.overwrites = overwrites
    guard let format = Format(rawValue: format) else {
      let known = Self.formatNames.joined(separator: ", ")
      throw Problem(message: "--format \(format) is no format of an overview; it is one of \(known)")
    }
    self.format = format
    self.asOf = try Options.day(asOf)
    self.language = try Options.language(language, of: "overview")
    if let row {
      let mark = row.lastIndex { $0 == ":" || $0 == "#" }
      guard let mark, mark > row.startIndex, let number = Int(row[row.index(after: mark)...]), number > 0 else {
        throw Problem(message: "--explain-row \(row): write FILE:ROW, with the line or row that reports print")
      }
      self.row = Row(path: String(row[..<mark]), number: number, text: row)
      if writesManifest {
        throw Problem(message: "--explain-row and --manifest are two different answers; ask for one")
      }
    } else {
      self.row = nil
    }
    if output?.isEmpty == true { throw Problem(message: "--output names no file") }
  }
}
