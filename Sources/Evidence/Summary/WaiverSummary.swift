import Diagnostics
import Evaluation
import Formats
import Policies
import Schema
import Values

/// A waiver of a run's rule, whether it marks anything or not.
public struct WaiverSummary: Sendable, Hashable {
  public let policy: String
  public let rule: String
  /// The condition that selects its subjects.
  public let selector: String
  public let state: EvidenceRecord.Waiver.State
  public let reason: String
  public let requestedBy: String
  public let approvedBy: String
  /// Both inclusive, in the run's zone.
  public let from: CalendarDate
  public let until: CalendarDate
  /// The fails that it marks, or would mark if it were in force.
  public let fails: Int
  public let source: EvidenceRecord.Place

  static func all(in outcome: PolicyOutcome, run: Run) -> [WaiverSummary] {
    outcome.rules.flatMap { rule in
      (rule.rule.waivers.map(\.waiver) + comments(in: rule)).map { waiver in
        let marked = rule.waived.values.count { $0.span == waiver.span }
        let lapsed = rule.lapsedWaivers.values.count { $0.span == waiver.span }
        return WaiverSummary(
          policy: outcome.policy.id, rule: rule.rule.id, selector: Redaction.withoutSecrets(waiver.subject.text),
          state: EvidenceRecord.Waiver.State(of: waiver, on: run.asOf),
          reason: Redaction.withoutSecrets(waiver.reason), requestedBy: waiver.requestedBy,
          approvedBy: waiver.approvedBy, from: waiver.from, until: waiver.until, fails: marked + lapsed,
          source: run.place(waiver))
      }
    }
  }

  /// The comments that mark fails of a rule, or would if their time were not over; by their places.
  private static func comments(in rule: RuleOutcome) -> [Waiver] {
    var seen: Set<Span> = []
    return (Array(rule.waived.values) + Array(rule.lapsedWaivers.values))
      .filter { $0.commentPath != nil && seen.insert($0.span).inserted }
      .sorted { a, b in
        let (one, other) = (a.commentPath ?? "", b.commentPath ?? "")
        return one == other
          ? a.span.range.lowerBound < b.span.range.lowerBound : one.precedesExactly(other)
      }
  }

  var json: JSONValue {
    [
      "policy": .string(policy), "rule": .string(rule), "subject": .string(selector),
      "state": .string(state.rawValue), "reason": .string(reason), "requested_by": .string(requestedBy),
      "approved_by": .string(approvedBy), "from": JSONValue(from), "until": JSONValue(until),
      "fails": .int(Int64(fails)), "source": source.json,
    ]
  }
}

extension EvidenceRecord.Waiver.State {
  /// The state of a waiver on a day.
  init(of waiver: Waiver, on day: CalendarDate) {
    self = waiver.isInForce(on: day) ? .inForce : day < waiver.from ? .notYet : .expired
  }
}

/// A person's signed answer about a run's rule, whether it decides anything or not.
public struct AttestationSummary: Sendable, Hashable {
  public let policy: String
  public let rule: String
  /// The condition that tells what it covers.
  public let selector: String
  public let answer: Bool
  public let signedBy: String
  public let role: String
  public let date: CalendarDate
  /// The last day on which it holds; nil leaves that to the rule.
  public let until: CalendarDate?
  /// Where the signed paper is to be found.
  public let document: String?
  /// Whether the paper was at hand and is the one attested.
  public let isDocumentChecked: Bool
  /// The key whose signature it bears; nil where it bears none.
  public let keyID: String?
  /// The subjects that it decides.
  public let decided: Int
  public let source: EvidenceRecord.Place

  static func all(in outcome: PolicyOutcome, run: Run) -> [AttestationSummary] {
    outcome.rules.flatMap { rule in
      rule.rule.attestations.map { compiled in
        let item = compiled.attestation
        let findings = Array(rule.attested.values) + rule.standIns.compactMap(\.attestation)
        return AttestationSummary(
          policy: outcome.policy.id, rule: rule.rule.id, selector: Redaction.withoutSecrets(item.subject.text),
          answer: item.answer, signedBy: item.signedBy, role: item.role, date: item.date, until: item.until,
          document: item.document.map(Redaction.withoutSecrets),
          isDocumentChecked: item.proof.isDocumentChecked, keyID: item.proof.keyID,
          decided: findings.count { $0.state == .decided && $0.attestation?.span == item.span },
          source: run.place(item.span))
      }
    }
  }

  var json: JSONValue {
    [
      "policy": .string(policy), "rule": .string(rule), "subject": .string(selector), "answer": .bool(answer),
      "signed_by": .string(signedBy), "role": .string(role), "date": JSONValue(date), "until": JSONValue(until),
      "document": document.map(JSONValue.string) ?? .null, "document_checked": .bool(isDocumentChecked),
      "signed_with": keyID.map(JSONValue.string) ?? .null, "decided": .int(Int64(decided)), "source": source.json,
    ]
  }
}
