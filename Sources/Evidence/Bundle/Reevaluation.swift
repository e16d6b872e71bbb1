import Diagnostics
import Formats
import Values

/// Holds a bundle against an evaluation made again: the same run must come to the same bytes.
public enum Reevaluation {
  /// What differs, the first difference of each file named; empty where everything is the same.
  ///
  /// - Parameters:
  ///   - stored: a bundle that is whole.
  ///   - fresh: made from what is said to be its inputs.
  public static func differences(_ stored: StoredBundle, _ fresh: CollectedEvidence) -> [Diagnostic] {
    let run = runDifferences(stored.index.run, fresh.run)
    // Records bear the run's digest: of another run, each differs.
    if !run.isEmpty { return run }
    var found: [Diagnostic] = []
    if let difference = records(stored, fresh) { found.append(difference) }
    let pairs = [
      (BundleIndex.matrix, stored.evidence.matrix.json, fresh.matrix.json),
      (BundleIndex.summary, stored.evidence.summary.json, fresh.summary.json),
    ]
    for (name, old, new) in pairs {
      if let difference = JSONDifference.first(old, new) {
        found.append(.otherEvidence("`\(name)` at `\(difference.pointer)`", difference))
      }
    }
    return found
  }

  /// What differs in the runs themselves: inputs, profile, policies, parameters, day.
  public static func runDifferences(_ stored: StoredBundle, _ fresh: CollectedEvidence) -> [Diagnostic] {
    runDifferences(stored.index.run, fresh.run)
  }

  // MARK: The run

  private static func runDifferences(_ stored: Run, _ fresh: Run) -> [Diagnostic] {
    guard stored.digest != fresh.digest else { return [] }
    var found: [Diagnostic] = []
    found += documents("input", stored.inputs, fresh.inputs)
    found += documents("document of the profile", stored.tailoring, fresh.tailoring)
    found += documents(
      "document of the policies", RunDocument.distinct(stored.policies.flatMap(\.documents)),
      RunDocument.distinct(fresh.policies.flatMap(\.documents)))
    if !found.isEmpty { return found }
    if let difference = JSONDifference.first(stored.json, fresh.json) {
      found.append(.otherInputs("the run differs at `\(difference.pointer)`: \(difference.text)"))
    }
    return found
  }

  private static func documents(_ noun: String, _ stored: [RunDocument], _ fresh: [RunDocument]) -> [Diagnostic] {
    let old = Dictionary(stored.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(fresh.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    return Set(old.keys).union(new.keys).sorted { $0.precedesExactly($1) }.compactMap { path in
      switch (old[path], new[path]) {
      case (let old?, let new?):
        old == new ? nil : .otherInputs("the \(noun) `\(path)` has the SHA-256 \(new), not \(old)")
      case (.some, nil): .otherInputs("the \(noun) `\(path)` is not there")
      default: .otherInputs("the \(noun) `\(path)` was no part of the run")
      }
    }
  }

  // MARK: Records

  private static func records(_ stored: StoredBundle, _ fresh: CollectedEvidence) -> Diagnostic? {
    let selection = stored.index.settings.selection
    var old: [EvidenceRecord] = []
    old.reserveCapacity(stored.index.recordCount)
    stored.evidence.forEachRecord(selection) { old.append($0) }
    var line = 0
    var found: Diagnostic?
    fresh.forEachRecord(selection) { record in
      defer { line += 1 }
      guard found == nil else { return }
      guard old.indices.contains(line) else {
        found = .otherEvidence(name(record, line), "it was not there before")
        return
      }
      guard old[line].digest != record.digest else { return }
      guard let difference = JSONDifference.first(old[line].json, record.json, passingOver: "digest") else { return }
      found = .otherEvidence("\(name(record, line)) at `\(difference.pointer)`", difference)
    }
    if found == nil, line < old.count { found = .otherEvidence(name(old[line], line), "it does not come about again") }
    return found
  }

  private static func name(_ record: EvidenceRecord, _ line: Int) -> String {
    let subject = record.subject
    return
      "record \(record.id) (line \(line + 1)), `\(record.policy.id)/\(record.rule.id)` about `\(subject.type)/\(subject.id)`,"
  }
}

/// Where two JSON values part.
struct JSONDifference {
  let pointer: String
  /// In canonical JSON, cut where it is long; nil where there is nothing.
  let old: String?
  let new: String?

  var text: String { "\(old ?? "nothing") before, \(new ?? "nothing") now" }

  /// The first difference, members by name; nil where the values are the same.
  ///
  /// - Parameter passingOver: a member of the outermost objects that is not compared.
  static func first(_ old: JSONValue, _ new: JSONValue, passingOver name: String? = nil) -> JSONDifference? {
    find(old, new, at: "", passingOver: name)
  }

  private static func find(
    _ old: JSONValue, _ new: JSONValue, at pointer: String, passingOver name: String? = nil
  ) -> JSONDifference? {
    switch (old, new) {
    case (.object(let left), .object(let right)):
      let left = Dictionary(left, uniquingKeysWith: { first, _ in first })
      let right = Dictionary(right, uniquingKeysWith: { first, _ in first })
      for key in Set(left.keys).union(right.keys).sorted(by: { $0.precedesExactly($1) }) where key != name {
        let inner = "\(pointer)/\(JSONPointer.escape(key))"
        guard let a = left[key], let b = right[key] else {
          return JSONDifference(pointer: inner, old: left[key].map(text), new: right[key].map(text))
        }
        if let found = find(a, b, at: inner) { return found }
      }
      return nil
    case (.array(let left), .array(let right)):
      for index in 0..<max(left.count, right.count) {
        let inner = "\(pointer)/\(index)"
        guard left.indices.contains(index), right.indices.contains(index) else {
          return JSONDifference(
            pointer: inner, old: left.indices.contains(index) ? text(left[index]) : nil,
            new: right.indices.contains(index) ? text(right[index]) : nil)
        }
        if let found = find(left[index], right[index], at: inner) { return found }
      }
      return nil
    default:
      // 2 and 2.0 are one number in JSON.
      let (a, b) = (JSONWriter.canonical(old), JSONWriter.canonical(new))
      return a == b ? nil : JSONDifference(pointer: pointer, old: text(old), new: text(new))
    }
  }

  private static func text(_ value: JSONValue) -> String {
    let text = String(decoding: JSONWriter.canonical(value), as: UTF8.self)
    return text.unicodeScalars.count <= 80
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(79))) + "…"
  }
}

extension Diagnostic {
  static func otherInputs(_ message: String) -> Diagnostic {
    Diagnostic(
      .otherInputs, message, help: ["name the very inventory, policies and profile that the bundle was made of"])
  }

  static func otherEvidence(_ place: String, _ difference: JSONDifference) -> Diagnostic {
    otherEvidence(place, difference.text)
  }

  static func otherEvidence(_ place: String, _ text: String) -> Diagnostic {
    Diagnostic(.otherEvidence, "\(place) comes to something else when evaluated again: \(text)")
  }
}
