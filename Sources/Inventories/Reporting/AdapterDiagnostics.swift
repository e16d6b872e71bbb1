import Diagnostics
import Formats
import Schema
import Tables

/// The words of what can be wrong with files that adapters read. Where a line in the manifest would help, the help is
/// that line, ready to paste.
enum AdapterDiagnostics {
  static func ambiguous(
    _ path: String, _ found: [(name: String, because: String)], manifestPath: String, isNamed: Bool
  ) -> Diagnostic {
    let names = found.map { "`\($0.name)`" }.joined(separator: " and ")
    return Diagnostic(
      .adapterAmbiguous, isNamed ? .error : .warning,
      "the adapters \(names) are both sure of \(Diagnostic.quote(path: path))",
      help: ["say which one in `sources` of `inventory.yaml`:"]
        + found.map { line([("path", manifestPath), ("adapter", $0.name)]) + "  # \($0.because)" })
  }

  static func likely(
    _ path: String, _ adapter: any Adapter, _ recognition: Recognition, manifestPath: String
  ) -> Diagnostic {
    Diagnostic(
      .adapterLikely, .warning,
      "\(Diagnostic.quote(path: path)) was read as \(adapter.title), which it only looks like: \(recognition.because)",
      help: [
        "if it is that, say so in `sources` of `inventory.yaml`: "
          + line([("path", manifestPath), ("adapter", adapter.name)])
      ])
  }

  static func nothing(
    _ path: String, _ adapter: any Adapter, entity: String?, leftOut: [String: Int], at span: Span?
  ) -> Diagnostic {
    let what = entity.map { "no `\($0)`" } ?? "nothing that the schema knows"
    let reasons = leftOut.keys.sorted().prefix(3).joined(separator: "; ")
    return Diagnostic(
      .sourceWithoutRows, leftOut.isEmpty ? .error : .warning,
      "the adapter `\(adapter.name)` found \(what) in \(Diagnostic.quote(path: path))"
        + (leftOut.isEmpty ? "" : ", which has only: \(reasons)"),
      at: span,
      help: leftOut.isEmpty ? ["if there is none, say so in `inventory.yaml`: `coverage: {...: complete}`"] : [])
  }

  static func withoutDevice(_ path: String, _ host: InventoryReport.Host, _ pending: PendingHost) -> Diagnostic {
    let isGuess = host.origin == .name
    let what =
      isGuess
      ? "names no device; it was taken to be about `\(host.name)`, which a file or folder is named after"
      : "names no device, so its rows belong to one of their own"
    let name = isGuess ? host.name : pending.candidates.first ?? "NAME"
    return Diagnostic(
      .adapterWithoutDevice, isGuess ? .note : .warning, "\(Diagnostic.quote(path: path)) \(what)",
      help: [
        "say whose it is in `sources` of `inventory.yaml`\(path.hasSuffix("/") ? ", for each of its files" : ""): "
          + line([("path", pending.manifestPath), ("device", name)])
      ])
  }

  static func moreWithoutDevice(_ count: Int) -> Diagnostic {
    Diagnostic(.adapterWithoutDevice, .warning, "\(count) more files name no device")
  }

  static func beyond(
    _ coverage: ManifestSource.SectionCoverage, proven: Coverage, adapter: String
  ) -> Diagnostic {
    Diagnostic(
      .claimBeyondTool, .note,
      "the manifest says \(coverage.coverage.rawValue) of `\(coverage.section.value)`, and `\(adapter)` proves no more "
        + "than \(proven.rawValue)",
      at: coverage.section.span, help: ["it counts, on the word of whoever wrote the manifest"])
  }

  static func deviceUnused(
    _ device: Located<String>, entity: String, _ relations: [String], isNamed: Bool
  ) -> Diagnostic {
    let why: String
    if isNamed {
      why = "the file names them itself"
    } else if relations.isEmpty {
      why = "`\(entity)` has no device"
    } else {
      why = "it may be the \(relations.joined(separator: " or the ")) of an `\(entity)`: give the file a column"
    }
    return Diagnostic(.deviceUnused, .warning, "`device` says nothing here: \(why)", at: device.span)
  }

  static func unreadable(_ path: Located<String>, why: String) -> Diagnostic {
    Diagnostic(
      .manifestFormat, "the adapter \(Diagnostic.quote(path: path.value)) cannot be used: \(why)", at: path.span)
  }

  static func nameTaken(_ name: Located<String>, by title: String) -> Diagnostic {
    Diagnostic(
      .adapterName, "there is an adapter `\(name.value)` already: \(title)", at: name.span,
      help: ["give this one another name; the manifest says which of them reads a file"])
  }

  /// An item of a manifest's `sources`, as YAML.
  static func line(_ pairs: [(key: String, value: String)]) -> String {
    "- {" + pairs.map { "\($0.key): \(scalar($0.value))" }.joined(separator: ", ") + "}"
  }

  /// A text as a scalar inside a flow mapping: plain where nothing in it means anything to YAML.
  static func scalar(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.first != "-" && text.first != "." && text.last != " "
      && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789_./- ".unicodeScalars.contains($0) }
      && text.first != " "
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      if scalar.value >= 0x20 { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "\""
  }
}
