import Reports
import Schema
import Values

/// What `kiem check` is asked for, in usable form.
public struct CheckRequest: Sendable {
  /// A report, and where it goes: to the standard output where there is no file.
  struct Output: Sendable {
    var format: any ReportFormat
    var file: String?
  }

  /// Something on the command line that cannot be understood.
  public struct Problem: Error {
    public let message: String
  }

  let inventory: [String]
  let policies: [String]
  let profile: String?
  let asOf: CalendarDate?
  let outputs: [Output]
  let failOn: Severity?
  let allowsUnknown: Bool
  let language: Language
  let threads: Int
  let showsAll: Bool
  let overwrites: Bool

  /// The formats that `-f` knows.
  public static let formatNames = ReportCatalog.all.map(\.name)

  /// Reads what the command line says.
  public init(
    inventory: [String], policies: [String], profile: String?, asOf: String?, formats: [String], failOn: String?,
    allowsUnknown: Bool, language: String, threads: Int?, showsAll: Bool, overwrites: Bool
  ) throws(Problem) {
    self.inventory = inventory
    self.policies = policies
    self.profile = profile
    self.allowsUnknown = allowsUnknown
    self.showsAll = showsAll
    self.overwrites = overwrites
    if let asOf {
      guard let day = Self.day(asOf) else {
        throw Problem(message: "--as-of \(asOf) is no day; write it as YYYY-MM-DD")
      }
      self.asOf = day
    } else {
      self.asOf = nil
    }
    if let failOn {
      guard let severity = Severity(rawValue: failOn) else {
        throw Problem(
          message: "--fail-on \(failOn) is no severity; it is one of \(list(Severity.allCases.map(\.rawValue)))")
      }
      self.failOn = severity
    } else {
      self.failOn = nil
    }
    guard let language = Language(rawValue: language) else {
      throw Problem(
        message:
          "--lang \(language) is not a language of the reports; it is one of \(list(Language.allCases.map(\.rawValue)))"
      )
    }
    self.language = language
    if let threads, threads < 1 { throw Problem(message: "--threads \(threads): there must be at least one") }
    self.threads = threads ?? Processors.count
    outputs = try (formats.isEmpty ? ["text"] : formats).map { text throws(Problem) in try Self.output(text) }
    if outputs.count(where: { $0.file == nil }) > 1 {
      throw Problem(message: "two reports cannot share the standard output; give one a file: --format NAME=FILE")
    }
    var files: Set<String> = []
    for file in outputs.compactMap(\.file) where !files.insert(file).inserted {
      throw Problem(message: "two reports cannot share the file \(file)")
    }
  }

  /// A day and nothing but a day: a time of day would need a zone to be one.
  private static func day(_ text: String) -> CalendarDate? {
    let shape = text.utf8.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) ? UInt8(ascii: "0") : $0 }
    return shape.elementsEqual("0000-00-00".utf8) ? CalendarDate(parsing: text) : nil
  }

  private static func output(_ text: String) throws(Problem) -> Output {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let format = ReportCatalog.format(named: parts[0]) else {
      throw Problem(message: "--format \(parts[0]) is no report; it is one of \(list(formatNames))")
    }
    if parts.count == 2, parts[1].isEmpty { throw Problem(message: "--format \(text) names no file") }
    return Output(format: format, file: parts.count == 2 ? parts[1] : nil)
  }
}

private func list(_ words: [String]) -> String { words.joined(separator: ", ") }
