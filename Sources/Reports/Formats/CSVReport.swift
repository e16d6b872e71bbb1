import Evidence
import Formats
import Schema

/// The findings as a sheet, a row each, for Excel and what imitates it.
///
/// Opened with a double click, a file is cut at the separator of the computer's region: a semicolon where the comma
/// stands in numbers, as in Viet Nam. So the Vietnamese sheet has semicolons, the English one commas. Both begin with a
/// byte order mark; the `sep=` line that Excel also knows would make it forget the mark.
public struct CSVReport: ReportFormat {
  public init() {}

  public var name: String { "csv" }
  public var summary: String { "findings as a sheet for Excel" }
  public var fileExtension: String { "csv" }

  /// English and Vietnamese, in the order of the columns.
  private static let columns: [(en: String, vi: String)] = [
    ("verdict", "kết luận"), ("waived_until", "miễn trừ đến"), ("severity", "mức độ"), ("policy", "chính sách"),
    ("clause", "điều khoản"), ("rule", "quy tắc"), ("title", "nội dung"), ("subject_type", "loại đối tượng"),
    ("subject", "đối tượng"), ("name", "tên"), ("unit", "đơn vị"), ("reason", "lý do"), ("message", "giải thích"),
    ("file", "tệp"), ("line", "dòng"), ("column", "cột"), ("value", "giá trị"), ("evidence", "chứng cứ"),
    ("expected", "yêu cầu"), ("remediation", "khắc phục"), ("waiver", "miễn trừ"), ("record", "bản ghi"),
    ("digest", "mã băm"),
  ]

  public func write(_ context: ReportContext, to sink: ([UInt8]) throws -> Void) rethrows {
    let isVietnamese = context.language == .vi
    let writer = CSVWriter(separator: isVietnamese ? UInt8(ascii: ";") : UInt8(ascii: ","))
    let words = context.words
    var buffer = CSVWriter.byteOrderMark
    writer.append(CSVReport.columns.map { isVietnamese ? $0.vi : $0.en }, to: &buffer)
    try context.evidence.forEachRecord { record in
      writer.append(cells(record, context.language, words), to: &buffer)
      guard buffer.count >= 1 << 16 else { return }
      try sink(buffer)
      buffer.removeAll(keepingCapacity: true)
    }
    try sink(buffer)
  }

  private func cells(_ record: EvidenceRecord, _ language: Language, _ words: any TextWords) -> [String] {
    let place = record.places.first?.source
    var cells = [record.verdict.rawValue, record.isWaived ? record.waiver?.until.description ?? "" : ""]
    cells += [record.rule.severity.rawValue, record.policy.id, record.rule.clauses.joined(separator: ", ")]
    cells += [record.rule.id, record.rule.title.text(language)]
    cells += [record.subject.type, record.subject.id, record.subject.name]
    cells.append(record.subject.units.joined(separator: " < "))
    let reason = record.reason.map { [$0.code.rawValue] + $0.attributes } ?? []
    cells += [reason.joined(separator: " "), record.message.text(language)]
    cells += [place?.file ?? "", place.map { String($0.line) } ?? ""]
    cells += [place?.column ?? place?.pointer ?? "", place?.raw ?? ""]
    cells += [record.evidenceLines.joined(separator: "\n"), record.expected, record.remediation.text(language)]
    cells += [record.waiverText(words) ?? "", record.id, record.digest]
    return cells
  }
}
