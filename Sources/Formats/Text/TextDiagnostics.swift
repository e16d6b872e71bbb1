import Diagnostics

/// The words of everything that can be wrong with the encoding of a text.
enum TextDiagnostics {
  private static func place(_ source: Source, at offset: Int = 0) -> Span {
    Span(source: source, range: offset..<offset)
  }

  static func utf32(_ source: Source) -> Diagnostic {
    Diagnostic(.textEncoding, "the file is UTF-32", at: place(source), help: ["save the file as UTF-8"])
  }

  static func mark(_ source: Source, _ encoding: TextEncoding, declared: TextEncoding) -> Diagnostic {
    Diagnostic(
      .textEncoding, .warning,
      "the file is declared to be \(declared.rawValue), and its byte order mark says \(encoding.rawValue)",
      at: place(source), help: ["it is read as the mark says: correct the declaration"])
  }

  static func certain(_ source: Source, _ encoding: TextEncoding) -> Diagnostic {
    Diagnostic(
      .textEncoding, .note, "the file is taken for \(encoding.rawValue): nothing else makes words of its letters",
      at: place(source), help: ["to say so, or otherwise, in a manifest: `\(line(source, encoding))`"])
  }

  static func notUTF8(_ source: Source, _ census: LegacyTextCensus) -> Diagnostic {
    let lines = census.lines == 1 ? "one line has" : "\(census.lines) lines have"
    var help = ["values with such bytes count as unreadable; export the file as UTF-8"]
    if census.hasUTF8 {
      help.append("other lines are UTF-8, so the file has several encodings: was it put together from parts?")
    } else if let likely = census.fitting.first {
      let names = census.fitting.map(\.rawValue).joined(separator: ", ")
      help.append("all of it would be text as \(names), or in a font of its own (TCVN3, VNI)")
      help.append("if you know which, say so in a manifest: `\(line(source, likely))`")
    }
    return Diagnostic(
      .textEncoding, .warning, "\(lines) bytes that are not UTF-8", at: place(source, at: census.first ?? 0), help: help
    )
  }

  static func notAsDeclared(_ source: Source, _ encoding: TextEncoding) -> Diagnostic {
    Diagnostic(
      .textEncoding, .warning, "the file has bytes that are no text in \(encoding.rawValue)", at: place(source),
      help: ["values with such bytes count as unreadable; export the file as UTF-8"])
  }

  static func declaredButUTF8(_ source: Source, _ encoding: TextEncoding) -> Diagnostic {
    Diagnostic(
      .textEncoding, .warning, "the file is declared to be \(encoding.rawValue), and all of it is well-formed UTF-8",
      at: place(source), help: ["it is read as declared: look whether its letters are right"])
  }

  /// A source of a manifest that declares an encoding, ready to paste.
  private static func line(_ source: Source, _ encoding: TextEncoding) -> String {
    // A member is called by its archive and its own path.
    var parts = source.path.split(separator: "/", omittingEmptySubsequences: true)
    let archive = parts.firstIndex { $0.hasSuffix("!") } ?? parts.count - 1
    parts.removeFirst(max(0, min(archive, parts.count - 1)))
    let path = parts.joined(separator: "/").unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      scalar == "\"" || scalar == "\\" ? ["\\", scalar] : [scalar]
    }
    return "- {path: \"\(String(String.UnicodeScalarView(path)))\", encoding: \(encoding.rawValue)}"
  }
}
