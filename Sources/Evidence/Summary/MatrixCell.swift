import Schema

/// A place of the verdict matrix: a rule and what it is about.
public struct MatrixCell: Sendable, Hashable {
  /// Index into the summary's policies.
  public let policy: Int
  /// Index into the policy's rules.
  public let rule: Int
  /// Index into the matrix's subjects: the rule's entity, or that of the parents it has stand-ins of.
  public let entity: Int
  /// Index of the subject; nil where the rule met none.
  public let subject: Int?
  /// Whether it is about a parent, in place of children that nobody collected.
  public let isStandIn: Bool
}

/// The order in which results come.
public enum ResultOrder: Sendable {
  /// Policy, entity, subject in source order, rule: the order of the records.
  case bySubject
  /// Policy, rule, subject in source order, stand-ins last.
  case byRule
}

extension VerdictMatrix {
  /// So many cells are handed on at once.
  private static let batch = 2048

  /// The verdict of a cell, and whether it is a fail that a waiver marks.
  ///
  /// INVARIANT: the cell is one of this matrix.
  func verdict(_ cell: MatrixCell) -> (verdict: Verdict, isWaived: Bool) {
    let row = rows[policies[cell.policy].lowerBound + cell.rule]
    guard let subject = cell.subject else { return (.notChecked, false) }
    let letter = cell.isStandIn ? row.standIns?.letters[subject] ?? VerdictMatrix.noRecord : row.letters[subject]
    return (VerdictMatrix.verdict(letter) ?? .unknown, letter == UInt8(ascii: "W"))
  }

  /// What a cell is about, as records have it.
  func subject(_ cell: MatrixCell) -> EvidenceRecord.Subject {
    guard let subject = cell.subject else {
      let row = rows[policies[cell.policy].lowerBound + cell.rule]
      return EvidenceRecord.Subject(
        type: row.entity, id: "", name: "", units: [], isStandIn: false, isOrphan: false)
    }
    return subjects[cell.entity].subject(subject, isStandIn: cell.isStandIn)
  }

  /// The id of a cell's record, written or not.
  func recordID(_ cell: MatrixCell) -> String {
    let row = rows[policies[cell.policy].lowerBound + cell.rule]
    let subject = cell.subject.map { subjects[cell.entity].ids[$0] } ?? ""
    return RecordID.id(
      policy: row.policy, rule: row.rule, subjectType: cell.subject == nil ? row.entity : subjects[cell.entity].entity,
      subject: subject)
  }

  /// Calls the body with all cells in batches.
  /// - Complexity: O(rules · subjects)
  func forEachCell(_ order: ResultOrder, _ body: ([MatrixCell]) throws -> Void) rethrows {
    let places = self.places
    var batch: [MatrixCell] = []
    for policy in policies.indices {
      switch order {
      case .byRule:
        for rule in 0..<policies[policy].count {
          try byRule(policy, rule, places, &batch, body)
        }
      case .bySubject:
        for entity in subjects.indices { try bySubject(policy, entity, &batch, body) }
      }
    }
    if !batch.isEmpty { try body(batch) }
  }

  /// Calls the body with the cells of one rule in batches.
  /// - Complexity: O(subjects)
  func forEachCell(ofRule rule: Int, in policy: Int, _ body: ([MatrixCell]) throws -> Void) rethrows {
    guard policies.indices.contains(policy), policies[policy].count > rule, rule >= 0 else { return }
    var batch: [MatrixCell] = []
    try byRule(policy, rule, places, &batch, body)
    if !batch.isEmpty { try body(batch) }
  }

  /// The index of each entity's subjects.
  private var places: [String: Int] {
    var places: [String: Int] = [:]
    for (index, subjects) in subjects.enumerated() { places[subjects.entity] = index }
    return places
  }

  private func byRule(
    _ policy: Int, _ rule: Int, _ places: [String: Int], _ batch: inout [MatrixCell],
    _ body: ([MatrixCell]) throws -> Void
  ) rethrows {
    let row = rows[policies[policy].lowerBound + rule]
    guard let entity = places[row.entity] else { return }
    for subject in row.letters.indices {
      batch.append(MatrixCell(policy: policy, rule: rule, entity: entity, subject: subject, isStandIn: false))
      try deliver(&batch, body)
    }
    if let standIns = row.standIns, let parent = places[standIns.entity] {
      for (subject, letter) in standIns.letters.enumerated() where letter != VerdictMatrix.noRecord {
        batch.append(MatrixCell(policy: policy, rule: rule, entity: parent, subject: subject, isStandIn: true))
        try deliver(&batch, body)
      }
    }
    if row.isWithoutSubject {
      batch.append(MatrixCell(policy: policy, rule: rule, entity: entity, subject: nil, isStandIn: false))
    }
  }

  private func bySubject(
    _ policy: Int, _ entity: Int, _ batch: inout [MatrixCell], _ body: ([MatrixCell]) throws -> Void
  ) rethrows {
    let name = subjects[entity].entity
    let all = policies[policy]
    let rules = all.indices.filter { rows[$0].entity == name || rows[$0].standIns?.entity == name }
    for subject in subjects[entity].ids.indices {
      for index in rules {
        let rule = index - all.lowerBound
        if rows[index].entity == name {
          batch.append(MatrixCell(policy: policy, rule: rule, entity: entity, subject: subject, isStandIn: false))
        }
        if let standIns = rows[index].standIns, standIns.entity == name,
          standIns.letters[subject] != VerdictMatrix.noRecord
        {
          batch.append(MatrixCell(policy: policy, rule: rule, entity: entity, subject: subject, isStandIn: true))
        }
      }
      try deliver(&batch, body)
    }
    for index in rules where rows[index].isWithoutSubject && rows[index].entity == name {
      batch.append(
        MatrixCell(policy: policy, rule: index - all.lowerBound, entity: entity, subject: nil, isStandIn: false))
    }
  }

  private func deliver(_ batch: inout [MatrixCell], _ body: ([MatrixCell]) throws -> Void) rethrows {
    guard batch.count >= VerdictMatrix.batch else { return }
    try body(batch)
    batch.removeAll(keepingCapacity: true)
  }
}
