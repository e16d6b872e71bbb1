import Evidence
import Schema

/// What the page shows where scripts do not run: the run, and a table of the clauses of each policy. A browser that runs
/// them leaves it out.
enum HTMLStaticSummary {
  private static let verdicts: [Verdict] = [.pass, .fail, .unknown, .error, .notChecked, .notApplicable]

  static func text(_ context: ReportContext) -> String {
    let evidence = context.evidence
    let words: any TextWords = context.language == .vi ? VietnameseTextWords() : EnglishTextWords()
    var text = "<noscript>\n<main class=\"static\">\n<h1>kiem</h1>\n"
    let run = evidence.run
    text += paragraph(words.title(asOf: run.asOf, zone: run.zone, run: run.digest))
    let (failOn, allowsUnknown) = (context.failOn, context.allowsUnknown)
    text += paragraph(words.conclusion(context.conclusion, failOn: failOn, allowsUnknown: allowsUnknown))
    text += paragraph("\(words.total): \(words.decided(evidence.summary.counts))")
    for policy in evidence.summary.policies { text += table(policy, words) }
    return text + "</main>\n</noscript>\n"
  }

  private static func paragraph(_ text: String) -> String { "<p>\(HTMLText.escaped(text))</p>\n" }

  private static func table(_ policy: PolicySummary, _ words: any TextWords) -> String {
    var text = "<h2>\(HTMLText.escaped(policy.title.text(words.language)))</h2>\n"
    let advisory = [policy.number, policy.issuer, policy.date].compactMap { $0 }.filter { !$0.isEmpty }
    text += paragraph(advisory.joined(separator: ", "))
    text += paragraph("\(policy.id) \(policy.version) · \(policy.digest)")
    text += "<table>\n<thead><tr>"
    for (first, second) in words.clauseHeadings {
      text += "<th scope=\"col\">\(HTMLText.escaped(second.isEmpty ? first : "\(first) \(second)"))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for clause in policy.clauses { text += row(clause, words) }
    return text + "</tbody>\n</table>\n"
  }

  private static func row(_ clause: ClauseSummary, _ words: any TextWords) -> String {
    let title = clause.title.isEmpty ? clause.quote : clause.title.text(words.language)
    var text = "<tr><th scope=\"row\">\(HTMLText.escaped(clause.id))<br><small>\(HTMLText.escaped(title))</small></th>"
    if let reason = clause.whyNotEncoded {
      let why = HTMLText.escaped(words.notEncoded(reason.text(words.language)))
      return text + "<td colspan=\"\(verdicts.count + 2)\">\(why)</td></tr>\n"
    }
    let verdict = clause.isWaived ? words.waivedVerdict(clause.verdict) : words.verdict(clause.verdict)
    let counts = clause.counts
    text += "<td>\(HTMLText.escaped(verdict))</td>"
    text += "<td>\(counts.decided) / \(counts.applicable) / \(counts.total)</td>"
    for verdict in verdicts { text += "<td>\(counts[verdict])</td>" }
    return text + "</tr>\n"
  }
}
