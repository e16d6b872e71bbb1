import Formats
import Schema

extension RunSummary {
  /// The summary for machines.
  public var json: JSONValue {
    [
      "counts": counts.json,
      "policies": .array(policies.map(\.json)),
      "sources": .array(sources.map(\.json)),
      "orphans": .array(orphans.map { ["type": .string($0.entity), "count": .int(Int64($0.count))] }),
      "uncollected": .array(
        uncollected.map {
          [
            "relation": .string($0.relation), "type": .string($0.entity), "count": .int(Int64($0.count)),
            "total": .int(Int64($0.total)),
          ]
        }),
      "waivers": .array(waivers.map(\.json)),
      "attestations": .array(attestations.map(\.json)),
    ]
  }
}

extension SourceSummary {
  var json: JSONValue {
    let custody: JSONValue =
      obtained.map {
        [
          "by": $0.by.map(JSONValue.string) ?? .null, "how": $0.how.map(JSONValue.string) ?? .null,
          "at": JSONValue($0.at),
        ]
      } ?? .null
    return [
      "path": .string(path), "digest": .string(digest), "format": .string(format), "type": .string(entity),
      "rows": .int(Int64(rows)), "collected": JSONValue(collected),
      "coverage": .object(coverage.map { ($0.name, .string($0.level.rawValue)) }),
      "stale_for": .array(staleFor.map(JSONValue.string)), "obtained": custody,
    ]
  }
}

extension PolicySummary {
  var json: JSONValue {
    [
      "id": .string(id), "version": .string(version), "digest": .string(digest), "title": title.json,
      "advisory": [
        "number": number.map(JSONValue.string) ?? .null, "issuer": .string(issuer),
        "date": date.map(JSONValue.string) ?? .null,
      ],
      "verdict": .string(verdict.rawValue), "counts": counts.json, "clauses": .array(clauses.map(\.json)),
      "rules": .array(rules.map(\.json)),
    ]
  }
}

extension ClauseSummary {
  var json: JSONValue {
    [
      "id": .string(id), "force": .string(isMandatory ? "mandatory" : "recommended"), "quote": .string(quote),
      "title": title.json, "limits": limits.json, "not_encoded": whyNotEncoded?.json ?? .null, "any": .bool(isAny),
      "verdict": .string(verdict.rawValue), "waived": .bool(isWaived), "counts": counts.json,
      "rules": .array(rules.map(JSONValue.string)),
    ]
  }
}

extension RuleSummary {
  var json: JSONValue {
    let left: JSONValue =
      deselection.map { ["reason": .string($0.reason), "approved_by": .string($0.approvedBy)] } ?? .null
    return [
      "id": .string(id), "title": title.json, "severity": .string(severity.rawValue), "subject": .string(entity),
      "clauses": .array(clauses.map(JSONValue.string)), "expected": expected.json, "remediation": remediation.json,
      "informational": .bool(isInformational), "deselected": left, "verdict": .string(verdict.rawValue),
      "counts": counts.json,
    ]
  }
}
