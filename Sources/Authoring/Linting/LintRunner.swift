import Diagnostics
import Inventories
import Planning
import Policies
import Schema
import Values

/// Runs the lints over policies, and takes out what comments silence.
public struct LintRunner: Sendable {
  /// What was found, by file and place; and what kept a policy from being looked at.
  public struct Report: Sendable {
    public var findings: [LintFinding] = []
    /// Silenced by a comment with a reason.
    public var suppressed: [LintFinding] = []
    public var problems: [Diagnostic] = []
  }

  private let levels: [String: LintLevel]

  /// - Parameter levels: by name, where they are not to be the lint's own.
  public init(levels: [String: LintLevel] = [:]) { self.levels = levels }

  /// Looks at policies that loaded without errors, and at the adapters that are declared beside them.
  public func run(
    _ policies: [LoadedPolicy], profile: LoadedProfile? = nil, adapters: [AdapterDeclaration] = [], asOf: CalendarDate
  ) -> Report {
    var report = Report()
    var found: [LintFinding] = []
    var files = CommentedFiles()
    files.add(adapters.map(\.span.source))
    if let schema = policies.first?.schema { report.problems += AdapterCheck.diagnostics(of: adapters, under: schema) }
    for loaded in policies {
      files.add(loaded, profile)
      let (compiled, problems) = PolicyCompiler.compile(
        loaded.policy, schema: loaded.schema, catalogs: loaded.catalogs, tailoring: Tailoring(asOf: asOf))
      report.problems += problems.filter { $0.severity == .error }
      guard let compiled else { continue }
      let context = LintContext(loaded, compiled: compiled, profile: profile, adapters: adapters, asOf: asOf)
      for lint in LintCatalog.all { found += lint.check(context).map { named(lint.name, $0) } }
    }
    var silenced: [LintFinding] = []
    (found, silenced) = files.sift(unique(found))
    found += files.idle().map { named(IdleSuppression().name, $0) }
    report.findings = sorted(found.compactMap(weighed))
    report.suppressed = sorted(silenced.compactMap(weighed))
    return report
  }

  private func named(_ lint: String, _ finding: LintFinding) -> LintFinding {
    var finding = finding
    finding.lint = lint
    return finding
  }

  /// With the severity that was asked for; nil where the lint is off.
  private func weighed(_ finding: LintFinding) -> LintFinding? {
    guard let lint = LintCatalog.lint(named: finding.lint) else { return finding }
    let level = levels[finding.lint] ?? lint.level
    if level == .off { return nil }
    var finding = finding
    finding.diagnostic.severity = level.severity
    return finding
  }

  /// A catalog of two policies is looked at twice, and told of once.
  private func unique(_ findings: [LintFinding]) -> [LintFinding] {
    var seen: Set<Diagnostic> = []
    return findings.filter { seen.insert($0.diagnostic).inserted }
  }

  private func sorted(_ findings: [LintFinding]) -> [LintFinding] {
    let keys = findings.map { finding in
      (
        path: finding.diagnostic.primary?.span.source.path ?? "",
        offset: finding.diagnostic.primary?.span.range.lowerBound ?? 0
      )
    }
    let order = findings.indices.sorted { a, b in
      (keys[a].path, keys[a].offset, findings[a].diagnostic.code.number, a)
        < (keys[b].path, keys[b].offset, findings[b].diagnostic.code.number, b)
    }
    return order.map { findings[$0] }
  }
}

/// The files that findings may point into, with their remarks and which of them were of use.
private struct CommentedFiles {
  private var files: [(source: Source, remarks: Remarks)] = []
  private var index: [ObjectIdentifier: Int] = [:]
  private var used: [Set<Int>] = []

  mutating func add(_ loaded: LoadedPolicy, _ profile: LoadedProfile?) {
    let own = [loaded.source] + loaded.tests.map(\.policy.span.source) + loaded.catalogs.map(\.span.source)
    add(own + (profile?.sources ?? []))
  }

  mutating func add(_ sources: [Source]) {
    for source in sources where index[ObjectIdentifier(source)] == nil {
      index[ObjectIdentifier(source)] = files.count
      files.append((source, Remarks(source)))
      used.append([])
    }
  }

  /// The findings that stand, and those that a comment with a reason silences.
  mutating func sift(_ findings: [LintFinding]) -> (standing: [LintFinding], silenced: [LintFinding]) {
    var standing: [LintFinding] = []
    var silenced: [LintFinding] = []
    for finding in findings {
      guard let span = finding.diagnostic.primary?.span, let file = index[ObjectIdentifier(span.source)] else {
        standing.append(finding)
        continue
      }
      let remarks = files[file].remarks
      let near = remarks.about(span.lines) + (finding.anchor.map { remarks.about($0.lines) } ?? [])
      let own = near.filter { remarks.all[$0].purpose == .suppression(lint: finding.lint) }
      used[file].formUnion(own)
      let isExcused = own.contains { !remarks.all[$0].reason.isEmpty }
      if isExcused { silenced.append(finding) } else { standing.append(finding) }
    }
    return (standing, silenced)
  }

  /// Suppressions that silence nothing, or give no reason, or name no lint.
  func idle() -> [LintFinding] {
    files.indices.flatMap { file in
      files[file].remarks.all.enumerated().compactMap { position, remark -> LintFinding? in
        guard case .suppression(let name) = remark.purpose else { return nil }
        return IdleSuppression().finding(remark, lint: name, isUsed: used[file].contains(position))
      }
    }
  }
}
