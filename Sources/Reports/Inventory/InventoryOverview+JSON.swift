import Formats
import Values

extension InventoryOverview {
  /// The whole overview as one JSON document.
  public func json() -> [UInt8] {
    var members: [(String, JSONValue)] = [
      ("format", "kiem-inventory"), ("format_version", 1), ("as_of", .string(asOf.description)),
      ("zone", ["name": .string(zone), "chosen_by": .string(zoneOrigin)]),
      ("files", .array(files.map(Self.json))),
      ("skipped", .array(skipped.map { ["path": .string($0.path), "reason": .string($0.reason)] })),
      ("entities", .array(entities.map(Self.json))), ("merges", .array(merges.map(Self.json))),
      ("conflicts", .array(conflicts.map(Self.json))), ("shared_keys", Self.strings(sharedKeys)),
      ("relations", .array(relations.map(Self.json))), ("policies", .array(policies.map(Self.json))),
      ("proposed_manifest", proposal.isEmpty ? .null : .string(proposal)),
    ]
    if let row { members.append(("row", Self.json(row))) }
    return JSONWriter.pretty(.object(members))
  }

  private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  private static func int(_ number: Int) -> JSONValue { .int(Int64(number)) }
  private static func day(_ date: CalendarDate?) -> JSONValue { date.map { .string($0.description) } ?? .null }
  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func json(_ place: Place) -> JSONValue {
    var members: [(String, JSONValue)] = [("path", .string(place.path))]
    if let part = place.part { members.append(("part", .string(part))) }
    if place.line > 0 { members.append(("line", int(place.line))) }
    return .object(members + [("row", int(place.row))])
  }

  private static func json(_ file: File) -> JSONValue {
    let claims = file.coverage.map { claim -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("section", .string(claim.section)), ("level", .string(claim.level.rawValue)),
      ]
      if let weakened = claim.weakened {
        members += [("claimed", .string(weakened.from.rawValue)), ("because", .string(weakened.reason))]
      }
      return .object(members)
    }
    return [
      "path": .string(file.path), "part": text(file.part), "type": .string(file.entity),
      "format": .string(file.format), "encoding": text(file.encoding),
      "tool": text(file.tool),
      "device": file.host.map { ["name": .string($0.name), "said_by": .string($0.origin)] } ?? .null,
      "recognised": .string(file.recognition), "because": .string(file.because), "is_guess": .bool(file.isGuess),
      "collected": day(file.collected), "declared": .bool(file.isDeclared), "records": int(file.records),
      "header": file.headerLine.map { line in
        ["line": line > 0 ? int(line) : .null, "is_certain": .bool(file.isHeaderCertain)]
      } ?? .null,
      "hidden": .bool(file.isHidden), "hidden_rows": .array(file.hiddenRows.map(int)),
      "ignored": .array(file.ignored.map { ["reason": .string($0.reason), "count": int($0.count)] }),
      "damaged": .array(file.damaged.map(json)),
      "mapped": .array(file.mapped.map { ["header": .string($0.header), "member": .string($0.member)] }),
      "unmapped": .array(
        file.unmapped.map {
          ["header": .string($0.header), "reason": .string($0.reason), "suggestion": text($0.suggestion)]
        }),
      "unreadable": .array(
        file.unreadable.map {
          [
            "place": json($0.place), "member": .string($0.member), "raw": .string($0.raw),
            "reason": .string($0.reason),
          ]
        }),
      "coverage": .array(claims), "losses": strings(file.losses), "stale_for": strings(file.staleFor),
    ]
  }

  private static func json(_ entity: Entity) -> JSONValue {
    [
      "type": .string(entity.entity), "records": int(entity.records), "subjects": int(entity.subjects),
      "registered": entity.registered.map(int) ?? .null, "unregistered": strings(entity.unregistered),
      "named_only": strings(entity.namedOnly), "duplicates": int(entity.duplicates),
    ]
  }

  private static func json(_ join: Join) -> JSONValue {
    ["place": json(join.place), "by": strings(join.members), "key": .string(join.key)]
  }

  private static func json(_ merge: Merge) -> JSONValue {
    [
      "type": .string(merge.entity), "subject": .string(merge.subject), "name": .string(merge.name),
      "records": .array(merge.joins.map(json)),
    ]
  }

  private static func json(_ conflict: Conflict) -> JSONValue {
    [
      "type": .string(conflict.entity), "subject": .string(conflict.subject), "name": .string(conflict.name),
      "member": .string(conflict.member),
      "values": .array(
        conflict.values.map {
          [
            "raw": .string($0.raw), "place": json($0.place), "collected": day($0.collected),
            "declared": .bool($0.isDeclared),
          ]
        }),
    ]
  }

  private static func json(_ relation: Relation) -> JSONValue {
    [
      "relation": .string(relation.name), "closed_by": strings(relation.sections), "subjects": int(relation.total),
      "open": strings(relation.open), "over_time": .bool(relation.isOverTime),
    ]
  }

  private static func json(_ policy: PolicyGaps) -> JSONValue {
    let gaps = policy.gaps.map { gap -> JSONValue in
      [
        "attribute": .string(gap.attribute), "reason": .string(gap.code), "details": strings(gap.details),
        "given_by_no_source": .bool(gap.isNowhere),
        "rules": .array(
          gap.rules.map {
            [
              "id": .string($0.rule), "type": .string($0.entity), "unknown": int($0.unknown),
              "subjects": int($0.total),
            ]
          }),
      ]
    }
    return [
      "id": .string(policy.id), "version": .string(policy.version), "missing": .array(gaps),
      "without_subject": strings(policy.withoutSubject),
      "stale": .array(
        policy.stale.map {
          [
            "path": .string($0.path), "section": .string($0.section), "age_days": $0.age.map(int) ?? .null,
            "limit_days": int($0.limit),
          ]
        }),
    ]
  }

  private static func json(_ row: RowStory) -> JSONValue {
    let entries = row.entries.map { entry -> JSONValue in
      [
        "place": json(entry.place), "type": .string(entry.entity), "recognised": .string(entry.recognition),
        "because": .string(entry.because), "damaged": .bool(entry.isDamaged),
        "cells": .array(
          entry.cells.map {
            [
              "member": .string($0.member), "header": text($0.header), "raw": .string($0.raw),
              "value": .string($0.value), "unknown": text($0.unknown), "inferred_by": text($0.inferred),
            ]
          }),
        "keys": .array(entry.keys.map { ["by": strings($0.members), "key": .string($0.key)] }),
        "subject": .string(entry.subject), "name": .string(entry.name),
        "repeats": entry.isDuplicateOf.map(json) ?? .null, "others": .array(entry.others.map(json)),
      ]
    }
    return ["asked": .string(row.asked), "records": .array(entries), "absence": text(row.absence)]
  }
}
