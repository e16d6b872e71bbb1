import Planning
import Policies
import Schema
import Values

/// The documentation of policies for people who apply them: a page for each, and the sheets to fill in.
///
///     policies ─ compile rule by rule ─ what each reads ┬ pages (Markdown)
///                                                       └ templates (CSV)
public struct PolicyDocumentation: Sendable {
  /// A file of the documentation, by its path in the folder.
  public struct File: Sendable {
    public var path: String
    public var bytes: [UInt8]
  }

  /// The pages in the order of the policies, `ID.md` each.
  public let pages: [File]
  /// The sheets in the order of the schema.
  public let templates: [CollectionTemplate]

  /// Every file: pages, then `templates/ENTITY.csv`.
  public var files: [File] {
    pages + templates.map { File(path: "templates/\($0.fileName)", bytes: $0.csv) }
  }

  /// - Parameters:
  ///   - policies: that loaded and compile without errors.
  ///   - asOf: from which the age of catalogs is counted.
  public init(_ policies: [LoadedPolicy], asOf: CalendarDate, language: Language) {
    var pages: [File] = []
    var all: [(rule: String, needs: RuleNeeds)] = []
    for loaded in policies {
      let needs = loaded.policy.rules.map { (rule: $0.id, needs: RuleNeeds($0, of: loaded, asOf: asOf)) }
      let templates = CollectionTemplate.all(needs, schema: loaded.schema, language: language)
      let page = PolicyPage(loaded: loaded, needs: needs, templates: templates, asOf: asOf, language: language)
      pages.append(File(path: "\(loaded.policy.id).md", bytes: Array(page.text.utf8)))
      all += needs
    }
    self.pages = pages
    templates = policies.first.map { CollectionTemplate.all(all, schema: $0.schema, language: language) } ?? []
  }
}
