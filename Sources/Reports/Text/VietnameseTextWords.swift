import Evidence
import Schema
import Values

struct VietnameseTextWords: TextWords {
  var language: Language { .vi }

  func title(asOf: CalendarDate, zone: String, run: String) -> String {
    "tính đến ngày \(asOf) (\(zone)), lần chạy \(run)"
  }
  var inventory: String { "KIỂM KÊ" }
  var rows: String { "số dòng" }
  var collected: String { "ngày lấy" }
  var coverage: String { "chứng minh" }
  var undated: String { "không rõ" }
  func level(_ level: Coverage) -> String {
    switch level {
    case .complete: "đầy đủ"
    case .completeWherePresent: "đầy đủ với đối tượng có tên"
    case .partial: "một phần"
    case .failed: "thu thập hỏng"
    case .absent: "không có"
    }
  }
  func stale(_ policies: [String]) -> String {
    "quá cũ hoặc không ghi ngày đối với \(policies.joined(separator: ", "))"
  }
  func uncollected(_ count: UncollectedCount) -> String {
    "\(count.entity): \(count.count)/\(count.total) không có danh sách `\(count.relation)` đầy đủ"
  }
  func orphans(_ count: EntityCount) -> String {
    "\(count.entity): \(count.count) chỉ được biết qua dòng khác nhắc đến"
  }
  var noSources: String { "không có nguồn nào" }

  var clauseHeadings: [(String, String)] {
    [
      ("điều khoản", ""), ("kết luận", ""), ("đã xét/", "áp dụng/tất"), ("đạt", ""), ("không", "đạt"), ("chưa", "rõ"),
      ("lỗi", ""), ("chưa", "kiểm tra"), ("không", "áp dụng"),
    ]
  }
  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "đạt"
    case .fail: "KHÔNG ĐẠT"
    case .unknown: "chưa rõ"
    case .error: "LỖI"
    case .notApplicable: "không áp dụng"
    case .notChecked: "chưa kiểm tra"
    case .notSelected: "không chọn"
    case .informational: "tham khảo"
    }
  }
  func waivedVerdict(_ verdict: Verdict) -> String { "\(self.verdict(verdict)), miễn" }
  func notEncoded(_ reason: String) -> String { "không quy tắc nào xét điều khoản này: \(reason)" }
  func bounds(_ bounds: ClosedRange<Int>, of applicable: Int) -> String {
    bounds.count == 1
      ? "đạt \(bounds.lowerBound)/\(applicable) kết quả áp dụng"
      : "đạt ít nhất \(bounds.lowerBound), nhiều nhất \(bounds.upperBound) trên \(applicable) kết quả áp dụng"
  }

  var findings: String { "PHÁT HIỆN" }
  var noFindings: String { "không có" }
  func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical: "nghiêm trọng"
    case .high: "cao"
    case .medium: "trung bình"
    case .low: "thấp"
    case .info: "thông tin"
    }
  }
  func subjects(_ count: Int, of total: Int, _ entity: String) -> String { "\(entity): \(count)/\(total)" }
  var expected: String { "yêu cầu" }
  var remedy: String { "khắc phục" }
  var standIn: String { "thay cho phần chưa ai thu thập" }
  var orphan: String { "chỉ được biết qua dòng khác nhắc đến" }
  func waived(_ until: CalendarDate) -> String { "MIỄN TRỪ đến hết \(until)" }
  func lapsed(_ waiver: EvidenceRecord.Waiver) -> String {
    waiver.state == .notYet ? "miễn trừ bắt đầu từ \(waiver.from)" : "MIỄN TRỪ ĐÃ HẾT HẠN ngày \(waiver.until)"
  }
  func reason(_ code: ReasonCode) -> String {
    switch code {
    case .conflict: "các nguồn mâu thuẫn"
    case .valueUnreadable: "có giá trị không đọc được"
    case .sourceStale: "dữ liệu đã quá cũ hoặc không ghi ngày"
    case .sourcePartial: "chưa thu thập đầy đủ"
    case .attributeAbsent: "không nguồn nào cho biết"
    case .valueMissing: "có giá trị để trống"
    case .noReference: "danh mục không có câu trả lời"
    case .undecided: "chính sách để ngỏ"
    case .attestationMissing: "chưa có ai xác nhận"
    case .attestationPartial: "xác nhận không bao trùm toàn bộ"
    case .attestationExpired: "xác nhận không còn hiệu lực"
    case .noSubject: "kiểm kê không có đối tượng nào như vậy"
    }
  }
  func more(_ count: Int) -> String { "... và \(count) mục khác" }
  var hint: String { "danh sách đã rút gọn; --all hiện đầy đủ, -f records có mọi bằng chứng" }

  var notes: String { "GHI CHÚ" }
  var total: String { "TỔNG CỘNG" }
  func decided(_ counts: VerdictCounts) -> String {
    "đã xét \(counts.decided) trên \(counts.applicable) áp dụng trên tất cả \(counts.total)"
  }
  func count(_ count: Int, _ verdict: Verdict) -> String { "\(count) \(self.verdict(verdict).lowercased())" }
  func waivedCount(_ count: Int) -> String { "\(count) được miễn trừ" }
  func apart(_ counts: VerdictCounts) -> [String] {
    var lines: [String] = []
    if counts.standIns > 0 { lines.append("kết quả thay cho phần chưa ai thu thập: \(counts.standIns)") }
    if counts.orphans > 0 {
      lines.append("kết quả về đối tượng chỉ được biết qua dòng khác nhắc đến: \(counts.orphans)")
    }
    if counts.withoutSubject > 0 { lines.append("quy tắc không gặp đối tượng nào: \(counts.withoutSubject)") }
    return lines
  }
  func conclusion(_ conclusion: Conclusion, failOn: Severity, allowsUnknown: Bool) -> String {
    var reasons: [String] = []
    let scope = failOn == .info ? "" : " từ mức \(severity(failOn)) trở lên"
    switch conclusion.status {
    case .unusable:
      reasons.append("có dữ liệu đưa vào không dùng được, xem các ghi chú ở trên")
      if conclusion.fails > 0 { reasons.append("\(conclusion.fails) không đạt\(scope)") }
    case .failed: reasons.append("\(conclusion.fails) không đạt\(scope)")
    case .undecided:
      reasons.append((conclusion.known > 0 ? "không có kết quả không đạt mới" : "không có kết quả không đạt") + scope)
      if conclusion.errors > 0 { reasons.append("\(conclusion.errors) không tính được") }
      if conclusion.undecided > 0 { reasons.append("\(conclusion.undecided) chưa kết luận") }
    case .clean where conclusion.known > 0: reasons.append("không có gì mới\(scope)")
    case .clean:
      reasons.append("không có kết quả không đạt\(scope)")
      reasons.append(
        allowsUnknown && conclusion.undecided > 0
          ? "cho phép \(conclusion.undecided) chưa kết luận" : "đã kết luận tất cả")
    }
    if conclusion.minorFails > 0 { reasons.append("\(conclusion.minorFails) không đạt ở mức thấp hơn") }
    if conclusion.waived > 0 { reasons.append("\(conclusion.waived) được miễn trừ") }
    if conclusion.known > 0 { reasons.append("\(conclusion.known) đã có trong mốc so sánh") }
    return "mã thoát \(conclusion.status.rawValue): \(reasons.joined(separator: ", "))"
  }
}
