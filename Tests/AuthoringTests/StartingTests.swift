import Diagnostics
import FoundationEssentials
import Planning
import Policies
import Testing
import Values

@testable import Authoring

private let asOf = CalendarDate(year: 2026, month: 1, day: 15)!

@Suite struct StartingTests {
  private func clauses(_ text: String) -> String {
    AdvisoryText(text).clauses.map { "\($0.id)\($0.isMandatory ? "" : "?") \($0.quote)" }.joined(separator: "\n")
  }

  @Test(arguments: [
    ("1. Đổi mật khẩu mặc định.\n2. Cập nhật phần mềm.", "c1 Đổi mật khẩu mặc định\nc2 Cập nhật phần mềm"),
    ("- Đổi mật khẩu; cập nhật phần mềm.", "b1.1 Đổi mật khẩu\nb1.2 cập nhật phần mềm"),
    (
      "1. Gỡ phần mềm Zoom. Không sử dụng lại.\n", "c1.1 Gỡ phần mềm Zoom\nc1.2 Không sử dụng lại"
    ),
    (
      "Điều 3. Trách nhiệm\n1. Đơn vị lập danh sách.\na) Ghi rõ chủ quản.\nđ) Ghi rõ vị trí.",
      "d3 Trách nhiệm\nd3.1 Đơn vị lập danh sách\nd3.1.a Ghi rõ chủ quản\nd3.1.dd Ghi rõ vị trí"
    ),
    ("Khoản 2. Đơn vị phải báo cáo.\nĐiểm b) Gửi trong ngày.", "c2 Đơn vị phải báo cáo\nc2.b Gửi trong ngày"),
    ("(1) Turn the waiting room on.\n(2) Set a passcode.", "c1 Turn the waiting room on\nc2 Set a passcode"),
    ("• Change the default\n  password of cameras.", "b1 Change the default password of cameras"),
    (
      "- Không lắp ở nơi nhạy cảm (phòng ngủ; phòng thay đồ...) nếu không cần.",
      "b1 Không lắp ở nơi nhạy cảm (phòng ngủ; phòng thay đồ...) nếu không cần"
    ),
    ("Kính gửi:\n- Các Sở, ban, ngành;\n- UBND các xã.\n\n1. Đổi mật khẩu mặc định.", "c1 Đổi mật khẩu mặc định"),
    ("1. Đổi mật khẩu mặc định./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.", "c1 Đổi mật khẩu mặc định"),
    (
      "Công an tỉnh khuyến cáo người dân như sau đây:\n- Bắt buộc đổi mật khẩu.\n- Dùng mật khẩu mạnh.",
      "p1? Công an tỉnh khuyến cáo người dân như sau đây\nb1 Bắt buộc đổi mật khẩu\nb2? Dùng mật khẩu mạnh"
    ),
    (
      "UBND huyện yêu cầu các đơn vị thực hiện các nội dung sau:\n- Đổi mật khẩu mặc định.", "b1 Đổi mật khẩu mặc định"
    ),
    ("Chúng tôi xin thông báo tình hình.", ""), ("", ""), ("1.\n2.\n", ""), ("---\n***\n", ""),
  ])
  func `a text is split into its requirements`(text: String, wanted: String) {
    #expect(clauses(text) == wanted)
  }

  @Test(arguments: [
    ("ninh-binh-2699-cameras", 10, "2699/CAT-ANM", "2025-12-30"), ("cam-pha-2020-online-meetings", 10, nil, "2020-05"),
  ])
  func `the shipped advisories are split, and their heads are read`(
    id: String, count: Int, number: String?, date: String
  ) throws {
    let text = try String(
      decoding: Data(contentsOf: URL(filePath: packageRoot + "/policies/\(id)/advisory.txt")), as: UTF8.self)
    let advisory = AdvisoryText(text)
    #expect(advisory.clauses.count >= count, "\(clauses(text))")
    #expect(advisory.number == number)
    #expect(advisory.date == date)
    #expect(advisory.subject != nil)
    let whole = Text.normalized(text)
    for clause in advisory.clauses { #expect(whole.contains(Text.normalized(clause.quote)), "\(clause.quote)") }
    // What the shipped policy quotes as a clause is in one of ours, or the other way round.
    let shipped = try #require(shippedPolicies().policy(id)).policy.advisory.clauses
    for clause in shipped {
      let quote = Text.normalized(clause.quote.value)
      let isFound = advisory.clauses.contains { ours in
        let own = Text.normalized(ours.quote)
        return own.contains(quote) || quote.contains(own)
      }
      #expect(isFound, "\(clause.id): \(quote)")
    }
  }

  // MARK: Templates

  private func files(_ name: String, _ context: TemplateContext) throws -> [NewFile] {
    let template = try #require(DocumentTemplateCatalog.template(named: name))
    switch DocumentTemplateCatalog.files(template, context) {
    case .success(let files): return files
    case .failure(let problem):
      Issue.record("\(table([problem.diagnostic]))")
      return []
    }
  }

  /// The documents, in a tree with the shipped schema.
  private func library(_ files: [NewFile]) throws -> PolicyLibrary {
    let schema = packageRoot + "/policies/shared/schema/inventory.yaml"
    var texts = [
      "policies/shared/schema/inventory.yaml": try String(
        decoding: Data(contentsOf: URL(filePath: schema)), as: UTF8.self)
    ]
    for file in files { texts["policies/\(file.path)"] = file.text }
    return PolicyLibrary.load(["policies"], files: DocumentFiles(texts))
  }

  @Test(arguments: ["ninh-binh-2699-cameras", "cam-pha-2020-online-meetings", nil])
  func `a policy made from an advisory compiles, is tested, and nothing is found wrong with it`(advisory: String?)
    throws
  {
    let text = try advisory.map {
      try String(decoding: Data(contentsOf: URL(filePath: packageRoot + "/policies/\($0)/advisory.txt")), as: UTF8.self)
    }
    let files = try files(
      "policy", TemplateContext(id: "draft", asOf: asOf, advisory: text, number: "1/X", issuer: "UBND: \"huyện\""))
    let library = try library(files)
    #expect(library.diagnostics.all.isEmpty, "\(table(library.diagnostics.all))")
    let loaded = try #require(library.policies.first)
    #expect(loaded.policy.advisory.issuer == "UBND: \"huyện\"")
    #expect(loaded.policy.advisory.number == "1/X")
    let (compiled, problems) = PolicyCompiler.compile(
      loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
    #expect(compiled != nil && problems.isEmpty, "\(table(problems))")
    let report = LintRunner().run(library.policies, asOf: asOf)
    #expect(report.problems.isEmpty && report.findings.isEmpty, "\(table(report.findings.map(\.diagnostic)))")
    #expect(loaded.tests.count == 1)
  }

  @Test(arguments: DocumentTemplateCatalog.names)
  func `whatever is made decodes without an error and is in canonical layout`(name: String) throws {
    let shipped = shippedPolicies().policies
    let id = name == "test" ? shipped[0].policy.id : "new-one"
    for policies in [shipped, name == "test" ? shipped : []] {
      let made = try files(name, TemplateContext(id: id, asOf: asOf, policies: policies))
      #expect(!made.isEmpty)
      for file in made where file.path.hasSuffix(".yaml") {
        let source = Source(path: file.path, text: file.text)
        let decoded = DocumentDecoder.decode(source)
        #expect(decoded.diagnostics.all.isEmpty, "\(table(decoded.diagnostics.all))")
        #expect(decoded.documents.count == 1)
        guard case .success(let again) = DocumentFormatter.format(source) else {
          Issue.record("\(file.path) cannot be laid out")
          continue
        }
        #expect(again == file.text)
      }
    }
  }

  @Test(arguments: ["", "../x", "a b", "-x", "a/b", "x..y", "ñ", String(repeating: "a", count: 200)])
  func `an id that cannot name a file is refused`(id: String) throws {
    let template = try #require(DocumentTemplateCatalog.template(named: "profile"))
    guard case .failure(let problem) = DocumentTemplateCatalog.files(template, TemplateContext(id: id, asOf: asOf))
    else {
      Issue.record("\(id) was taken")
      return
    }
    #expect(problem.diagnostic.code == .invalidIdentifier)
  }

  @Test func `a text without a requirement makes no policy`() throws {
    let template = try #require(DocumentTemplateCatalog.template(named: "policy"))
    let context = TemplateContext(id: "x", asOf: asOf, advisory: "Thông báo.")
    guard case .failure(let problem) = DocumentTemplateCatalog.files(template, context) else {
      Issue.record("it was taken")
      return
    }
    #expect(problem.diagnostic.code == .noClauses)
  }

  @Test func `each template has a file of its own, and each file stands in the catalog`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: packageRoot + "/Sources/Authoring/Starting/Templates")
    #expect(files.sorted() == DocumentTemplateCatalog.all.map { "\(type(of: $0)).swift" }.sorted())
  }

  @Test func `no text makes the splitter hang or crash`() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("1.a)-–(;: \nĐiều Khoản…/\u{301}\u{FEFF}*")
    for _ in 0..<300 {
      let text = String(
        (0..<Int.random(in: 0...200, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? " " })
      let advisory = AdvisoryText(text)
      #expect(advisory.clauses.count <= 500, "\(text)")
    }
  }
}
