import Schema

/// In Vietnamese.
struct VietnameseInventoryWords: InventoryWords {
  func title(asOf: String, zone: String, chosenBy: String) -> String {
    let whose =
      switch chosenBy {
      case "option": "múi giờ của hồ sơ"
      case "manifest": "múi giờ của bản kê"
      default: "múi giờ mặc định"
      }
    return "tính đến \(asOf) (\(zone), \(whose))"
  }
  var files: String { "TỆP" }
  var holds: String { "chứa" }
  var readAs: String { "đọc như" }
  var rows: String { "số dòng" }
  var collected: String { "thu thập" }
  var proves: String { "chứng minh" }
  var undated: String { "không rõ ngày" }
  var declared: String { "kê khai" }
  var noFiles: String { "không đọc được gì" }
  func recognition(_ word: String) -> String {
    switch word {
    case "manifest": "bản kê"
    case "content": "nội dung"
    case "absent": "không có"
    case "name": "chỉ được nhắc tên"
    default: word
    }
  }
  func level(_ level: Coverage) -> String {
    switch level {
    case .complete: "đầy đủ"
    case .completeWherePresent: "đầy đủ nơi có tên"
    case .partial: "một phần"
    case .failed: "thất bại"
    case .absent: "không có"
    }
  }
  func guessed(_ because: String) -> String { "phỏng đoán: \(because)" }
  func why(_ because: String) -> String { because }
  func host(_ host: InventoryOverview.Host) -> String {
    switch host.origin {
    case "manifest": "về thiết bị `\(host.name)`"
    case "name": "về thiết bị `\(host.name)`, theo tên tệp hoặc thư mục: phỏng đoán, không khép kín điều gì"
    default: "không nêu thiết bị nào: hãy ghi `device: ...` trong bản kê"
    }
  }
  func unmapped(_ count: Int) -> String { "\(count) cột không dùng:" }
  func didYouMean(_ name: String) -> String { "có phải là `\(name)`?" }
  func unreadable(_ count: Int) -> String { "\(count) giá trị không đọc được:" }
  func ignored(_ count: Int) -> String { "\(count) dòng bỏ qua:" }
  func ignored(_ rows: InventoryOverview.Ignored, isAlone: Bool) -> String {
    switch rows.reason {
    case "title": "\(rows.count) dòng tiêu đề"
    case "total": "\(rows.count) dòng tổng cộng"
    case "blank": "\(rows.count) dòng trống"
    default: isAlone ? rows.reason : "\(rows.count) \(rows.reason)"
    }
  }
  func encoding(_ name: String, _ origin: String) -> String {
    switch origin {
    case "mark": "\(name), theo dấu thứ tự byte"
    case "pattern": "\(name), theo các byte NUL"
    case "declared": "\(name), theo khai báo"
    case "content": "\(name), theo chữ viết"
    default: name
    }
  }
  func header(_ line: Int, isCertain: Bool) -> String {
    if line == 0 { return "không thấy dòng tiêu đề: các cột gọi theo số thứ tự; nếu có, hãy ghi `header: DÒNG`" }
    return isCertain
      ? "dòng tiêu đề là dòng \(line)"
      : "coi dòng \(line) là dòng tiêu đề, chưa chắc chắn: hãy ghi `header: \(line)` hoặc dòng đúng"
  }
  var hiddenSheet: String { "trang tính bị ẩn trong sổ; vẫn được đọc như các trang khác" }
  func hiddenRows(_ count: Int) -> String { "\(count) dòng bị ẩn trong sổ, vẫn được đọc:" }
  func damaged(_ count: Int) -> String { "\(count) dòng hỏng, giá trị coi như chưa rõ:" }
  func weakened(_ section: String, from: Coverage, reason: String) -> String {
    "`\(section)` không phải \(level(from)): \(reason)"
  }
  func lost(_ reason: String) -> String { "không chứng minh được sự vắng mặt: \(reason)" }
  func staleFor(_ policies: [String]) -> String { "quá cũ đối với \(policies.joined(separator: ", "))" }
  var notRead: String { "KHÔNG ĐỌC" }

  var subjects: String { "ĐỐI TƯỢNG" }
  var all: String { "tất cả" }
  var registered: String { "có trong sổ" }
  var unregistered: String { "ngoài sổ" }
  var namedOnly: String { "chỉ được nhắc tên" }
  var records: String { "số dòng" }
  var repeated: String { "lặp lại" }

  func merged(_ count: Int) -> String { "GỘP  \(count) đối tượng từ nhiều dòng" }
  func conflicts(_ count: Int) -> String { "MÂU THUẪN  \(count) giá trị chưa rõ vì các nguồn nói khác nhau" }
  func sharedKeys(_ count: Int) -> String { "KHOÁ TRÙNG  \(count) khoá không nhận diện được ai" }
  var completeLists: String { "DANH SÁCH ĐẦY ĐỦ" }
  var wholeFor: String { "cho" }
  var of: String { "trên" }
  var notFor: String { "chưa cho" }
  var forNone: String { "đối tượng nào" }
  var overTime: String { "trong khoảng thời gian đã thu thập" }

  func missing(_ policy: String) -> String { "CÒN THIẾU cho \(policy)" }
  var nothingMissing: String { "không thiếu gì: mọi quy tắc đều có kết luận cho mọi đối tượng" }
  func reason(_ gap: InventoryOverview.Gap) -> String {
    let details = gap.details.joined(separator: ", ")
    switch gap.code {
    case "attribute-absent":
      return gap.isNowhere ? "không nguồn nào cho biết" : "với một số đối tượng không nguồn nào cho biết"
    case "value-missing": return "bị để trống"
    case "value-unreadable": return "không đọc được"
    case "conflict": return "các nguồn nói khác nhau"
    case "source-partial": return details.isEmpty ? "chưa thu thập đủ" : "chưa thu thập đủ (\(details))"
    case "source-stale": return "quá cũ nên không tính: \(details)"
    case "no-reference": return "không có dòng tương ứng"
    case "undecided": return details.isEmpty ? "chính sách để ngỏ" : details
    case "attestation-missing": return "chưa có xác nhận"
    case "attestation-partial": return "mới xác nhận một phần"
    case "attestation-expired": return "xác nhận đã hết hạn"
    default: return gap.code
    }
  }
  func rules(_ rules: [String], _ count: InventoryOverview.RuleCount) -> String {
    "\(rules.joined(separator: ", ")): chưa rõ với \(count.unknown) trên \(count.total) `\(count.entity)`"
  }
  func withoutSubject(_ rules: [String]) -> String { "không có đối tượng nào: \(rules.joined(separator: ", "))" }
  func stale(_ stale: InventoryOverview.Stale, sections: [String]) -> String {
    let age = stale.age.map { "đã \($0) ngày" } ?? "không ghi ngày"
    return "\(stale.path) \(age), \(sections.joined(separator: ", ")) được phép \(stale.limit)"
  }

  var proposal: String { "ĐỂ DÁN vào inventory.yaml và sửa lại" }
  func more(_ count: Int) -> String { "và \(count) mục nữa (xem bằng --all)" }

  func row(_ asked: String) -> String { "DÒNG \(asked)" }
  func belongs(_ entity: String, _ subject: String) -> String { "\(entity) \(subject)" }
  var alone: String { "không dòng nào khác nói về đối tượng này" }
  func by(_ members: [String], _ key: String) -> String { "cùng \(members.joined(separator: ", ")): \(key)" }
  var byOthers: String { "qua các dòng khác" }
  func repeats(_ place: String) -> String { "lặp lại nguyên văn \(place), tính một lần" }
  func keys(_ keys: [String]) -> String { "nhận diện bằng \(keys.joined(separator: "; "))" }
  var noKeys: String { "không có khoá nào để nhận ra lại" }
  var isDamaged: String { "dòng bị hỏng: giá trị coi như chưa rõ" }
  func inferred(_ word: String) -> String { word == "address" ? "theo địa chỉ mạng" : "đơn vị của nguồn" }
}
