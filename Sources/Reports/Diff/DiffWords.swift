import Evidence
import Schema

/// The words of differences in one language.
struct DiffWords {
  let language: Language

  private func word(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  var title: String { word("So sánh hai lần đánh giá", "What changed between two runs") }
  var nothing: String { word("không có gì khác", "nothing") }
  var old: String { word("trước", "before") }
  var new: String { word("nay", "now") }
  var rule: String { word("Quy tắc", "Rule") }
  var subject: String { word("Đối tượng", "Subject") }
  var verdict: String { word("Kết luận", "Verdict") }
  var why: String { word("Vì sao", "Why") }
  var notThere: String { word("không có", "not there") }
  var waived: String { word("được miễn trừ", "waived") }

  func kind(_ kind: EvidenceDiff.Kind) -> String {
    switch kind {
    case .new: word("Mới", "New")
    case .changed: word("Thay đổi", "Changed")
    case .open: word("Vẫn còn", "Still open")
    case .fixed: word("Đã khắc phục", "Fixed")
    case .gone: word("Không còn được đánh giá", "No longer judged")
    }
  }

  func verdict(_ side: EvidenceDiff.Side?) -> String {
    guard let side else { return notThere }
    return side.verdict.rawValue + (side.isWaived ? " (\(waived))" : "")
  }

  func cause(_ cause: EvidenceDiff.Cause) -> String {
    let kind =
      switch cause.kind {
      case .data: word("dữ liệu", "data")
      case .policy: word("chính sách", "policy")
      case .waiver: word("miễn trừ", "waiver")
      case .attestation: word("xác nhận", "attestation")
      case .day: word("ngày đánh giá", "day of the run")
      case .program: word("chương trình", "the program")
      }
    if cause.kind == .program { return kind }
    if cause.subject == "subject" {
      return "\(kind): "
        + (cause.old == nil
          ? word("đối tượng mới", "a new subject") : word("đối tượng không còn", "the subject is gone"))
    }
    let subject = cause.subject == cause.kind.rawValue ? "" : " \(cause.subject)"
    return "\(kind)\(subject): \(cause.old ?? notThere) → \(cause.new ?? notThere)"
  }

  func run(_ run: Run) -> String { "\(run.asOf) · \(run.digest.prefix(12))" }
}
