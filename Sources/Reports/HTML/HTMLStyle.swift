/// The page's style sheet.
enum HTMLStyle {
  static let text: String = base + views + print
}
