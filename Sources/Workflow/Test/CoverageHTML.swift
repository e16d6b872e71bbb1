import Authoring
import Diagnostics
import Schema

/// Coverage as one HTML page that needs nothing besides: the rules, then the policy's text with what was reached beside
/// each line.
struct CoverageHTML: CoverageFormat {
  let name = "html"

  func text(of coverage: [PolicyCoverage]) -> String {
    """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Coverage</title>
    <style>\(Self.style)</style>
    <h1>Coverage</h1>
    \(coverage.map(section).joined(separator: "\n"))
    </html>

    """
  }

  private static let style = """
    :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
    body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
    table { border-collapse: collapse } th, td { padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top }
    pre { margin: 0; white-space: pre-wrap } .line { display: grid; grid-template-columns: 4rem 1fr 22rem; gap: .8rem }
    .line span:first-child { color: gray; text-align: right } .line > :last-child { font-size: .85em }
    .all { background: color-mix(in srgb, green 15%, transparent) }
    .some { background: color-mix(in srgb, red 20%, transparent) }
    .exempt { background: color-mix(in srgb, orange 20%, transparent) } .no { color: firebrick; font-weight: 600 }
    """

  private func section(_ policy: PolicyCoverage) -> String {
    let rows = policy.rules.map { entry -> String in
      let cells = entry.goals.map { goal in
        "<td\(goal.isReached ? "" : " class=no")>\(goal.value.rawValue) \(goal.count)</td>"
      }
      let exemption = entry.exemption.map { "<td>exempt: \(escaped($0))</td>" } ?? ""
      return "<tr><th>\(escaped(entry.rule.id))</th>\(cells.joined())\(exemption)</tr>"
    }
    return """
      <h2>\(escaped(policy.policy.id))</h2>
      <p>Rules \(share(policy.ruleShare)), conditions \(share(policy.conditionShare)).</p>
      <table>\(rows.joined(separator: "\n"))</table>
      <h3>\(escaped(policy.policy.span.source.path))</h3>
      \(lines(policy))
      """
  }

  private func share(_ share: PolicyCoverage.Share) -> String { "\(share.text) (\(share.reached) of \(share.total))" }

  private func lines(_ policy: PolicyCoverage) -> String {
    let source = policy.policy.span.source
    var byLine: [Int: [PolicyCoverage.Condition]] = [:]
    for condition in policy.conditions where condition.span.source === source {
      byLine[condition.span.line, default: []].append(condition)
    }
    return (1...source.lineStarts.count).map { number in
      let conditions = byLine[number] ?? []
      let notes = conditions.map(note).joined(separator: "<br>")
      return """
        <div class="line\(state(conditions))"><span>\(number)</span><pre>\(escaped(source.line(number)))</pre>\
        <span>\(notes)</span></div>
        """
    }.joined(separator: "\n")
  }

  private func state(_ conditions: [PolicyCoverage.Condition]) -> String {
    if conditions.isEmpty { return "" }
    let open = conditions.filter { !$0.missing.isEmpty }
    if open.contains(where: { $0.exemption == nil }) { return " some" }
    return open.isEmpty ? " all" : " exempt"
  }

  private func note(_ condition: PolicyCoverage.Condition) -> String {
    let counts = condition.goals.map { goal in
      let text = "\(goal.value.rawValue) \(goal.count)"
      return goal.isReached ? text : "<span class=no>\(text)</span>"
    }
    let exemption = condition.exemption.map { " (exempt: \(escaped($0)))" } ?? ""
    return "<code>\(escaped(condition.text))</code> \(counts.joined(separator: ", "))\(exemption)"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
