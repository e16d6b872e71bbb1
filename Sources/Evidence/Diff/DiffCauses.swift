import Formats
import Schema
import Values

/// Tells why a verdict is another than it was: what its records rest on is compared, then what the runs do.
struct DiffCauses {
  private let old: Run
  private let new: Run
  private let oldInputs: [String: String]
  private let newInputs: [String: String]

  /// So many causes of one kind are told.
  private static let limit = 8

  init(old: Run, new: Run) {
    self.old = old
    self.new = new
    oldInputs = Dictionary(old.inputs.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    newInputs = Dictionary(new.inputs.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
  }

  func causes(
    _ policy: String, _ rule: String, _ before: EvidenceDiff.Side?, _ after: EvidenceDiff.Side?
  ) -> [EvidenceDiff.Cause] {
    var causes = data(before, after) + self.policy(policy, rule, before, after)
    causes += waiver(before, after) + attestation(before, after)
    if !causes.isEmpty { return causes }
    if old.asOf != new.asOf {
      return [.init(kind: .day, subject: "as_of", old: old.asOf.description, new: new.asOf.description)]
    }
    return [.init(kind: .program, subject: "kiem", old: nil, new: nil)]
  }

  // MARK: Data

  private func data(_ before: EvidenceDiff.Side?, _ after: EvidenceDiff.Side?) -> [EvidenceDiff.Cause] {
    guard before != nil else { return [.init(kind: .data, subject: "subject", old: nil, new: "new")] }
    guard after != nil else { return [.init(kind: .data, subject: "subject", old: "known", new: nil)] }
    if let old = before?.record, let new = after?.record { return values(old, new) }
    return files(before?.record ?? after?.record)
  }

  /// Values that two records show differently.
  private func values(_ old: EvidenceRecord, _ new: EvidenceRecord) -> [EvidenceDiff.Cause] {
    let before = DiffCauses.spellings(old)
    let after = DiffCauses.spellings(new)
    let names = Set(before.keys).union(after.keys).sorted { $0.precedesExactly($1) }
    return names.filter { before[$0] != after[$0] }.prefix(DiffCauses.limit).map { name in
      .init(kind: .data, subject: name, old: before[name], new: after[name])
    }
  }

  private static func spellings(_ record: EvidenceRecord) -> [String: String] {
    var texts: [String: [String]] = [:]
    for observation in record.observed where observation.source != nil {
      let name = observation.about.map { "\(observation.name) [\($0)]" } ?? observation.name
      texts[name, default: []].append(observation.spelling)
    }
    return texts.mapValues { $0.joined(separator: " | ") }
  }

  /// Where only one side has a record: the files that it rests on and that are others now.
  private func files(_ record: EvidenceRecord?) -> [EvidenceDiff.Cause] {
    var names: Set<String> = []
    for source in record?.observed.compactMap(\.source) ?? [] { names.insert(source.file) }
    // A value that nobody had may come from any file.
    if names.isEmpty { names = Set(oldInputs.keys).union(newInputs.keys) }
    let changed = names.sorted { $0.precedesExactly($1) }.filter { oldInputs[$0] != newInputs[$0] }
    return changed.prefix(DiffCauses.limit).map { name in
      .init(
        kind: .data, subject: name, old: oldInputs[name].map { String($0.prefix(12)) },
        new: newInputs[name].map { String($0.prefix(12)) })
    }
  }

  // MARK: The policy

  private func policy(
    _ policy: String, _ rule: String, _ before: EvidenceDiff.Side?, _ after: EvidenceDiff.Side?
  ) -> [EvidenceDiff.Cause] {
    guard let old = old.policy(policy), let new = new.policy(policy) else {
      return [
        .init(
          kind: .policy, subject: policy, old: old.policy(policy)?.version, new: new.policy(policy)?.version)
      ]
    }
    var causes: [EvidenceDiff.Cause] = []
    if let before = before?.record?.rule, let after = after?.record?.rule {
      if before.expression != after.expression {
        causes.append(.init(kind: .policy, subject: rule, old: before.expression, new: after.expression))
      }
      if before.severity != after.severity {
        causes.append(
          .init(kind: .policy, subject: "severity", old: before.severity.rawValue, new: after.severity.rawValue))
      }
    }
    causes += parameters(old, new)
    // The same graph means the same, whatever was done to the text; a catalog's rows are no part of it.
    let documents = RunDocument.distinct(old.documents + new.documents).map(\.path)
    var seen: Set<String> = []
    for path in documents where seen.insert(path).inserted {
      let before = old.documents.first { $0.path == path }?.digest
      let after = new.documents.first { $0.path == path }?.digest
      let isMeant = old.graphDigest != new.graphDigest || path.contains("catalogs/")
      guard before != after, isMeant else { continue }
      causes.append(
        .init(
          kind: .policy, subject: path, old: before.map { String($0.prefix(12)) },
          new: after.map { String($0.prefix(12)) }))
    }
    return Array(causes.prefix(DiffCauses.limit))
  }

  private func parameters(_ old: Run.Policy, _ new: Run.Policy) -> [EvidenceDiff.Cause] {
    func texts(_ policy: Run.Policy) -> [String: String] {
      Dictionary(
        policy.parameters.map { ($0.name, String(decoding: JSONWriter.canonical($0.value), as: UTF8.self)) },
        uniquingKeysWith: { first, _ in first })
    }
    let before = texts(old)
    let after = texts(new)
    return Set(before.keys).union(after.keys).sorted { $0.precedesExactly($1) }.filter { before[$0] != after[$0] }.map {
      .init(kind: .policy, subject: "params.\($0)", old: before[$0], new: after[$0])
    }
  }

  // MARK: People

  private func waiver(_ before: EvidenceDiff.Side?, _ after: EvidenceDiff.Side?) -> [EvidenceDiff.Cause] {
    func text(_ side: EvidenceDiff.Side?) -> String? {
      side?.record?.waiver.map { "\($0.state.rawValue), \($0.from) – \($0.until): \($0.reason)" }
    }
    let (old, new) = (text(before), text(after))
    return old == new ? [] : [.init(kind: .waiver, subject: "waiver", old: old, new: new)]
  }

  private func attestation(_ before: EvidenceDiff.Side?, _ after: EvidenceDiff.Side?) -> [EvidenceDiff.Cause] {
    func text(_ side: EvidenceDiff.Side?) -> String? {
      side?.record?.attestation.map { attestation in
        let who = attestation.statement.map { ", \($0.date), \($0.signedBy): \($0.answer)" } ?? ""
        return attestation.state + who
      }
    }
    // Where one side has no record, what was attested there is not known.
    guard before?.record != nil, after?.record != nil else { return tailoringChanged(before, after) }
    let (old, new) = (text(before), text(after))
    return old == new ? [] : [.init(kind: .attestation, subject: "attestation", old: old, new: new)]
  }

  private func tailoringChanged(
    _ before: EvidenceDiff.Side?, _ after: EvidenceDiff.Side?
  ) -> [EvidenceDiff.Cause] {
    guard before != nil, after != nil, (before?.record ?? after?.record)?.attestation != nil else { return [] }
    let changed = Set(old.tailoring).symmetricDifference(new.tailoring).map(\.path)
    return Set(changed).sorted { $0.precedesExactly($1) }.map { path in
      .init(
        kind: .attestation, subject: path,
        old: old.tailoring.first { $0.path == path }.map { String($0.digest.prefix(12)) },
        new: new.tailoring.first { $0.path == path }.map { String($0.digest.prefix(12)) })
    }
  }
}
