import Formats
import Schema
import Tables
import Values

/// Every distinct reading of one attribute or to-one relation of an entity, over all sources: each spelling is read once.
///
/// A cell is a code into `entries`. `absent` stands where the source has no such column, `missing` where it has one and
/// the record says nothing.
struct CellPool {
  static let absent: UInt32 = 0
  static let missing: UInt32 = 1

  private struct Key: Hashable {
    var raw: RawValue
    /// A date of one spelling is another day under another convention.
    var convention: WritingConvention?
    var problem: String

    // Of two spellings that Unicode calls equivalent each is what it is: an exact text has one of them.
    static func == (a: Key, b: Key) -> Bool {
      guard a.problem == b.problem else { return false }
      if case .string(let one) = a.raw, case .string(let other) = b.raw {
        return one.equalsExactly(other) && a.convention == b.convention
      }
      return a.raw == b.raw && a.convention == b.convention
    }

    func hash(into hasher: inout Hasher) {
      if case .string(var text) = raw {
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      } else {
        hasher.combine(raw)
      }
    }
  }

  /// `entity.member`, as causes name it.
  let name: String
  let attribute: AttributeDeclaration
  /// How its values compare where they are keys.
  let form: KeyForm
  private(set) var entries: [Column.Entry]
  private let words: VocabularyWords
  private let dependsOnConvention: Bool
  private var codes: [Key: UInt32] = [:]
  private var merged: [String: UInt32] = [:]
  /// One for each convention in use: nearly always there is a single one.
  private var readers: [(convention: WritingConvention, reader: AttributeReader)] = []

  init(entity: String, attribute: AttributeDeclaration, words: VocabularyWords) {
    name = "\(entity).\(attribute.name)"
    self.attribute = attribute
    self.words = words
    form = KeyForm(attribute)
    let scalar = attribute.type.element ?? attribute.type
    dependsOnConvention = scalar == .date || scalar == .timestamp
    entries = [
      Column.Entry(raw: "", value: .unknown(Unknown(.attributeAbsent, name)), presence: .absent),
      Column.Entry(raw: "", value: .unknown(Unknown(.valueMissing, name)), presence: .empty),
    ]
  }

  /// The pool of a to-one relation: names of subjects, read as texts. Nobody is called by a word for no: under *Đầu ghi*
  /// it says that there is none.
  init(entity: String, relation: RelationDeclaration, words: VocabularyWords) {
    self.init(entity: entity, attribute: Self.attribute(of: relation, words), words: words)
  }

  static func attribute(of relation: RelationDeclaration, _ words: VocabularyWords) -> AttributeDeclaration {
    AttributeDeclaration(
      name: relation.name, type: .text, none: words.none + words.no.filter { !isNumber($0) }, span: relation.span)
  }

  private static func isNumber(_ word: String) -> Bool { word.utf8.allSatisfy { (0x30...0x39).contains($0) } }

  /// The code of a raw value.
  /// - Complexity: O(1) for a spelling seen before
  mutating func code(of raw: RawValue, by convention: WritingConvention) -> UInt32 {
    let key = Key(raw: raw, convention: dependsOnConvention ? convention : nil, problem: "")
    if let code = codes[key] { return code }
    let entry = read(raw, by: convention)
    return insert(entry, key)
  }

  /// The code of a value that stands in a record which cannot be trusted. Its text is left out: where cells have shifted,
  /// another column's password may stand in this one.
  mutating func code(problem: String) -> UInt32 {
    let key = Key(raw: .null, convention: nil, problem: problem)
    if let code = codes[key] { return code }
    let unknown = Unknown(.valueUnreadable, name, detail: problem)
    return insert(Column.Entry(raw: "", value: .unknown(unknown), presence: .given), key)
  }

  /// The code of a disagreement: unknown, with all spellings.
  mutating func conflict(_ codes: [UInt32]) -> UInt32 {
    let raw = spellings(codes)
    let entry = Column.Entry(raw: raw, value: .unknown(Unknown(.conflict, name)), presence: .given)
    return insertMerged(entry, kind: "conflict")
  }

  /// The code of the list that holds the elements of several, each once.
  mutating func union(_ codes: [UInt32]) -> UInt32 {
    var elements: [Value] = []
    var seen: Set<String> = []
    for code in codes {
      guard case .list(let list) = entries[Int(code)].value else { continue }
      for element in list.elements {
        let key = KeyText.texts(of: element, as: form).first?.folded ?? LookupText.folded(element) ?? ""
        if seen.insert(key).inserted { elements.append(element) }
      }
    }
    let entry = Column.Entry(raw: spellings(codes), value: .list(ListValue(elements)), presence: .given)
    return insertMerged(entry, kind: "union \(codes)")
  }

  /// What two cells have in common when they say the same; nil for what is not known.
  ///
  /// A placeholder in a key says nothing, so that it does not disagree with the serial number that another source has.
  func identity(_ code: UInt32, isKey: Bool) -> String? {
    let value = entries[Int(code)].value
    if attribute.name == FirmwareText.attribute, let folded = LookupText.folded(value), !folded.isEmpty {
      return "= \(FirmwareText.number(folded))"
    }
    guard isKey, let folded = LookupText.folded(value), !folded.isEmpty else {
      return Self.identity(value, folding: isKey)
    }
    // The last spelling is the shortest: of two that both have it, neither is another.
    let texts = KeyText.texts(of: value, as: form)
    return (form == .exact ? texts.last : texts.first).map { "= \($0.folded)" }
  }

  private static func identity(_ value: Value, folding: Bool) -> String? {
    switch value {
    case .unknown, .failure: return nil
    case .null: return "null"
    case .string(let text): return folding ? "= \(Text(text).folded)" : "= \(text)"
    case .list(let list):
      let elements = list.elements.map { identity($0, folding: folding) ?? "?" }
      return elements.sorted().joined(separator: "\u{1F}")
    case .map(let map):
      let entries = map.entries.map { entry in
        "\(identity(entry.key, folding: folding) ?? "?")\u{1D}\(identity(entry.value, folding: folding) ?? "?")"
      }
      return entries.sorted().joined(separator: "\u{1E}")
    default: return LookupText.folded(value).map { "= \($0)" }
    }
  }

  /// How many spellings of a disagreement are shown.
  private static let shownSpellings = 20

  private func spellings(_ codes: [UInt32]) -> String {
    var seen: Set<String> = []
    let distinct = codes.map { entries[Int($0)].raw }.filter { seen.insert($0).inserted }
    let shown = distinct.prefix(Self.shownSpellings).joined(separator: " | ")
    return distinct.count > Self.shownSpellings ? "\(shown) | ... (\(distinct.count) in all)" : shown
  }

  private mutating func insertMerged(_ entry: Column.Entry, kind: String) -> UInt32 {
    let key = "\(kind) \(entry.raw)"
    if let code = merged[key] { return code }
    let code = UInt32(entries.count)
    entries.append(entry)
    merged[key] = code
    return code
  }

  private mutating func insert(_ entry: Column.Entry, _ key: Key) -> UInt32 {
    let code = UInt32(entries.count)
    entries.append(entry)
    codes[key] = code
    return code
  }

  private mutating func read(_ raw: RawValue, by convention: WritingConvention) -> Column.Entry {
    CellPool.entry(of: raw, reader(convention), name: name)
  }

  private mutating func reader(_ convention: WritingConvention) -> AttributeReader {
    if let known = readers.first(where: { $0.convention == convention }) { return known.reader }
    let reader = ValueReader(words: words, dateOrder: convention.order, zone: convention.zone).reader(for: attribute)
    readers.append((convention, reader))
    return reader
  }
}

extension CellPool {
  /// What a raw value is as an entry of a column.
  /// - Parameter name: `entity.member`, as causes name it.
  static func entry(of raw: RawValue, _ reader: AttributeReader, name: String) -> Column.Entry {
    switch reader.read(raw) {
    case .value(let value):
      return Column.Entry(raw: raw.spelling, value: value, presence: Self.isNoneWord(raw, for: value) ? .empty : .given)
    case .null: return Column.Entry(raw: raw.spelling, value: .null, presence: .empty)
    case .missing:
      return Column.Entry(raw: raw.spelling, value: .unknown(Unknown(.valueMissing, name)), presence: .empty)
    case .unreadable(let reason):
      let unknown = Unknown(.valueUnreadable, name, detail: reason)
      return Column.Entry(raw: raw.spelling, value: .unknown(unknown), presence: .given)
    }
  }
}

extension CellPool {
  /// Whether a list is empty because a cell says so in a word; to `has`, that is nothing (DESIGN section 2.2). A list
  /// written out without elements is a value.
  fileprivate static func isNoneWord(_ raw: RawValue, for value: Value) -> Bool {
    guard case .list(let list) = value, list.elements.isEmpty else { return false }
    switch raw {
    case .list, .converted(.list, _): return false
    default: return true
    }
  }
}

extension RawValue {
  /// The value as evidence shows it: a scalar as written, a list or object as JSON.
  public var spelling: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text), .string(let text), .unreadable(let text, _), .converted(_, let text): text
    case .list, .map: json
    }
  }

  private var json: String {
    switch self {
    case .string(let text), .unreadable(let text, _), .converted(_, let text): return "\"\(Self.escaped(text))\""
    case .list(let items): return "[\(items.map(\.json).joined(separator: ","))]"
    case .map(let fields):
      let members = fields.map { "\"\(Self.escaped($0.name))\":\($0.value.json)" }
      return "{\(members.joined(separator: ","))}"
    default: return spelling
    }
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\u{0}"..."\u{1F}": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
