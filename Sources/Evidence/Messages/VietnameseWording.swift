import Schema
import Values

struct VietnameseWording: Wording {
  var language: Language { .vi }

  func opening(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "đạt:"
    case .fail: "không đạt vì"
    case .unknown: "chưa kết luận được:"
    case .error: "không tính được:"
    case .notApplicable: "không áp dụng vì"
    case .notChecked: "chưa kiểm tra:"
    case .notSelected: "không được chọn:"
    case .informational: "để tham khảo:"
    }
  }

  func expression(_ expression: String, is value: Bool) -> String {
    "`\(expression)` \(value ? "đúng" : "sai")"
  }
  func value(_ name: String, _ value: String) -> String { "\(name) là \(value)" }
  func empty(_ name: String) -> String { "\(name) để trống" }
  func noKey(_ name: String) -> String { "không có \(name)" }
  func absent(_ name: String) -> String { "không nguồn nào cho biết \(name)" }
  func more(_ count: Int) -> String { "\(count) mục khác" }

  func conflict(_ name: String, _ spellings: [String]) -> String {
    "các nguồn mâu thuẫn về \(name)" + (spellings.isEmpty ? "" : ": " + spellings.joined(separator: " và "))
  }
  func unreadable(_ name: String, _ spelling: String) -> String {
    "không đọc được \(name)" + (spelling.isEmpty ? "" : ": \(spelling)")
  }
  func stale(_ name: String, _ data: String) -> String {
    "\(name) lấy từ dữ liệu đã quá cũ hoặc không ghi ngày" + (data.isEmpty ? "" : " (\(data))")
  }
  func partial(_ name: String, _ detail: String) -> String {
    "danh sách \(name) có thể chưa đủ" + (detail.isEmpty ? "" : ": không có nguồn đầy đủ cho \(detail)")
  }
  func missing(_ name: String, _ place: String) -> String {
    "\(name) để trống" + (place.isEmpty ? "" : " (\(place))")
  }
  func noReference(_ name: String, _ detail: String) -> String {
    "\(name) không cho biết gì" + (detail.isEmpty ? "" : " về \"\(detail)\"")
  }
  func undecided(_ name: String, _ detail: String) -> String {
    (name.isEmpty ? "chính sách" : name) + " để ngỏ" + (detail.isEmpty ? "" : ": \(detail)")
  }
  func of(_ subject: String) -> String { " của \(subject)" }
  func error(_ message: String) -> String { message }
  func reference(_ name: String, _ day: CalendarDate?, age: Int) -> String {
    guard let day else { return "đối chiếu với \(name), không ghi ngày" }
    if age < 0 { return "đối chiếu với \(name) ngày \(day), sau ngày đánh giá" }
    return "đối chiếu với \(name) ngày \(day), cũ \(age) ngày"
  }

  func noSubject(_ entity: String) -> String { "kiểm kê không có \(entity) nào" }
  func standIn(_ entity: String) -> String { "không xét được \(entity) chưa ai thu thập" }
  func noChildren(_ relation: String) -> String { "`\(relation)` đã được thu thập đầy đủ và không có mục nào" }
  func deselected(_ reason: String, _ approver: String) -> String { "\(reason) (\(approver) phê duyệt)" }

  func attested(_ answer: Bool, _ signer: String, _ date: CalendarDate, _ document: String?) -> String {
    "\(signer) xác nhận \"\(answer ? "có" : "không")\" ngày \(date)" + (document.map { " (\($0))" } ?? "")
  }
  func attestationMissing(_ ask: String) -> String {
    "chưa có ai xác nhận" + (ask.isEmpty ? "" : ": \(ask)")
  }
  func attestationExpired(_ signer: String, _ date: CalendarDate) -> String {
    "xác nhận của \(signer) ngày \(date) không còn hiệu lực"
  }
  func attestationPartial(_ signer: String, _ date: CalendarDate) -> String {
    "xác nhận của \(signer) ngày \(date) không bao trùm toàn bộ"
  }
  func attestationContradicted() -> String { "các xác nhận đang có hiệu lực mâu thuẫn nhau" }
  func waived(_ until: CalendarDate, _ reason: String, _ approver: String) -> String {
    "được \(approver) miễn trừ đến hết \(until): \(reason)"
  }
  func waiverExpired(_ until: CalendarDate) -> String { "miễn trừ đã hết hạn ngày \(until)" }
  func waiverNotYet(_ from: CalendarDate) -> String { "miễn trừ bắt đầu từ \(from)" }
}
