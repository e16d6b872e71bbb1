/// The items of an advisory's text, by the marks that stand before them.
struct AdvisoryItems {
  struct Item {
    var id: String
    var text: String
    /// What introduces it: the paragraph above that ends in a colon.
    var lead: String

    /// The force of a part: the part's own word, then the introduction's.
    func isMandatory(_ part: String) -> Bool {
      for text in [part, lead] {
        let folded = text.lowercased()
        if AdvisoryItems.duties.contains(where: folded.contains) { return true }
        if AdvisoryItems.advice.contains(where: folded.contains) { return false }
      }
      return true
    }
  }

  /// What stands before an item.
  enum Marker: Equatable {
    case article(String)
    case number(String)
    case letter(String)
    case bullet
  }

  private(set) var all: [Item] = []
  private let lines: [String]
  private var article: String?
  private var number: String?
  private var lead = ""
  private var bullets = 0
  private var paragraphs = 0
  /// The item or paragraph that is being read.
  private var current: (id: String?, text: String)?
  private var isSkipping = false
  private var hasEnded = false

  private static let duties = ["bắt buộc", "phải", "không được", "nghiêm cấm", "yêu cầu", "must", "shall", "required"]
  private static let advice = ["khuyến cáo", "đề nghị", "khuyến nghị", "should", "recommend", "advise"]
  /// What makes a paragraph without a mark one that asks for something.
  private static let asks = duties + advice + ["liên hệ ngay", "báo cáo ngay", "nghiêm túc", "có trách nhiệm"]
  private static let referrals = [
    "thực hiện các nội dung", "thực hiện những nội dung", "thực hiện một số nội dung", "thực hiện tốt các nội dung",
    "thực hiện các nhiệm vụ", "thực hiện các biện pháp", "thực hiện các giải pháp", "thực hiện các yêu cầu",
    "thực hiện như sau", "do the following", "implement the following", "take the following", "carry out the following",
  ]
  private static let ends = ["nơi nhận", "recipients", "danh sách các đơn vị", "phụ lục"]
  private static let addressees = ["kính gửi", "to:", "gửi:"]

  init(_ lines: [String]) { self.lines = lines }

  mutating func read() {
    for line in lines where !hasEnded { take(line) }
    finish()
  }

  private mutating func take(_ line: String) {
    let folded = line.lowercased()
    if line.isEmpty {
      // A blank line ends a paragraph, not a list of addressees.
      finish()
      return
    }
    if AdvisoryItems.ends.contains(where: folded.hasPrefix) {
      finish()
      hasEnded = true
      return
    }
    if AdvisoryItems.addressees.contains(where: folded.hasPrefix) {
      finish()
      isSkipping = true
      return
    }
    let found = AdvisoryItems.marker(line)
    guard let (marker, rest) = found else {
      if current == nil {
        isSkipping = false
        current = (nil, line)
      } else {
        current?.text += " " + line
      }
      return
    }
    finish()
    if isSkipping, marker == .bullet { return }
    isSkipping = false
    current = (identifier(marker), rest)
  }

  private mutating func identifier(_ marker: Marker) -> String {
    switch marker {
    case .article(let name):
      (article, number) = (name, nil)
      return "d\(name)"
    case .number(let name):
      number = name
      return article.map { "d\($0).\(name)" } ?? "c\(name)"
    case .letter(let name):
      let outer = article.map { article in "d\(article)" + (number.map { ".\($0)" } ?? "") } ?? number.map { "c\($0)" }
      return outer.map { "\($0).\(name)" } ?? "c\(name)"
    case .bullet:
      bullets += 1
      return "b\(bullets)"
    }
  }

  /// Ends what is being read: an introduction, an item, or a paragraph that may ask for something.
  private mutating func finish() {
    guard let (id, text) = current else { return }
    current = nil
    let isLast = text.hasSuffix("./.") || text.hasSuffix("/.") || text.hasSuffix("./")
    if isLast { hasEnded = true }
    if text.hasSuffix(":") {
      lead = text
      // "1. Cán bộ phải:" is no clause itself; what it introduces is.
      guard id == nil, AdvisoryItems.isRequest(text), !AdvisoryItems.isReferral(text) else { return }
    }
    if let id {
      all.append(Item(id: id, text: text, lead: lead))
    } else if AdvisoryItems.isRequest(text) {
      paragraphs += 1
      all.append(Item(id: "p\(paragraphs)", text: text, lead: ""))
    }
  }

  private static func isRequest(_ text: String) -> Bool {
    let folded = text.lowercased()
    return text.count > 40 && asks.contains(where: folded.contains)
  }

  /// Whether an introduction asks for nothing but what follows it.
  private static func isReferral(_ text: String) -> Bool {
    let folded = text.lowercased()
    return referrals.contains(where: folded.contains)
  }

  // MARK: Marks

  /// The mark before a line, and the rest of it; nil where there is none.
  static func marker(_ line: String) -> (Marker, String)? {
    for word in ["Điều ", "Khoản ", "Điểm ", "Article ", "Section "] where line.hasPrefix(word) {
      let rest = line.dropFirst(word.count)
      let name = rest.prefix { $0.isNumber || $0.isLetter }
      let behind = rest.dropFirst(name.count)
      guard !name.isEmpty, name.count <= 4, let stop = behind.first, ".:)".contains(stop) else { continue }
      let text = AdvisoryText.trimmed(String(behind.dropFirst()))
      switch word {
      case "Khoản ": return (.number(plain(name)), text)
      case "Điểm ": return (.letter(plain(name)), text)
      default: return (.article(plain(name)), text)
      }
    }
    if let first = line.first, "-–—•+*▪●".contains(first), line.dropFirst().first == " " {
      return (.bullet, AdvisoryText.trimmed(String(line.dropFirst())))
    }
    let isOpen = line.hasPrefix("(")
    let rest = isOpen ? line.dropFirst() : line[...]
    let name = rest.prefix { $0.isNumber || $0 == "." }
    if let last = name.last, name.first?.isNumber == true, name.count <= 8 {
      let behind = rest.dropFirst(name.count)
      let closes = behind.first.map { ")/".contains($0) } ?? false
      guard closes || last == ".", let text = text(behind, closes) else { return nil }
      let digits = name.split(separator: ".").joined(separator: ".")
      return (.number(digits), text)
    }
    let letter = rest.prefix(1)
    guard let own = letter.first, own.isLetter, own.isLowercase, let sign = rest.dropFirst().first,
      sign == ")" || (sign == "." && !isOpen), let text = text(rest.dropFirst(), true)
    else { return nil }
    return (.letter(plain(letter)), text)
  }

  private static func text(_ behind: Substring, _ hasSign: Bool) -> String? {
    let rest = hasSign ? behind.dropFirst() : behind
    guard rest.first == " " || (hasSign && rest.first?.isLetter == true) else { return nil }
    let text = AdvisoryText.trimmed(String(rest))
    return text.isEmpty ? nil : text
  }

  /// A name that an id can bear: `đ` is `dd`.
  private static func plain(_ name: Substring) -> String {
    name.lowercased().map { character in
      character == "đ" ? "dd" : character.isASCII && (character.isLetter || character.isNumber) ? "\(character)" : "x"
    }.joined()
  }
}
