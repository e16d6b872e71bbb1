import Formats
import Schema
import Values

/// The yes and no under headers that ask a question, as the values that they mean: under `Đã đổi mật khẩu mặc định?` a
/// yes is `changed`. Whatever else stands there is left as it is.
struct SheetAnswers {
  private var questions: [Int: AttributeDeclaration.Question] = [:]
  private var isYes: [String: Bool] = [:]

  init(
    _ columns: [String], _ mapping: ColumnMapping, _ names: HeaderNames, _ words: VocabularyWords, groups: [String] = []
  ) {
    for column in Set(mapping.members.flatMap(\.columns)) {
      let group = column < groups.count ? groups[column] : ""
      if let question = names.question(columns[column], below: group) { questions[column] = question }
    }
    guard !questions.isEmpty else { return }
    for (spellings, answer) in [(words.yes, true), (words.no, false)] {
      for spelling in spellings { isYes[Text(spelling).folded] = answer }
    }
  }

  /// - Complexity: O(cells of such columns), or nothing where there is no question
  func answered(_ records: [Record]) -> [Record] {
    guard !questions.isEmpty else { return records }
    return records.map { record in
      var record = record
      for index in record.fields.indices {
        let field = record.fields[index]
        guard let question = questions[field.column] else { continue }
        let spelling = field.value.spelling
        guard let yes = isYes[Text(spelling).folded] else { continue }
        record.fields[index].value = .converted(.string(yes ? question.yes : question.no), from: spelling)
      }
      return record
    }
  }
}
