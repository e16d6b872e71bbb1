import Diagnostics

/// The words of everything that can be wrong with a registry export.
enum RegistryDiagnostics {
  static func noHeader(_ span: Span) -> Diagnostic {
    Diagnostic(
      .registrySyntax, "the file does not begin as a registry export does", at: span,
      help: ["its first line is `Windows Registry Editor Version 5.00` or `REGEDIT4`"])
  }

  static func notALine(_ span: Span) -> Diagnostic {
    Diagnostic(
      .registrySyntax, .warning, "a line that is neither a key nor a value", at: span,
      help: ["the key that it stands in counts as unreadable"])
  }

  static func keyNotClosed(_ span: Span) -> Diagnostic {
    Diagnostic(
      .registrySyntax, "a key without its `]`", at: span, help: ["the file may be cut short: export it again"])
  }

  static func notText(_ span: Span) -> Diagnostic {
    Diagnostic(
      .registryValue, .warning, "a name with bytes that are not UTF-8", at: span,
      help: ["export the file with `reg export`, which writes UTF-16"])
  }

  static func unreadable(_ span: Span, _ reason: String) -> Diagnostic {
    let help =
      reason == "not UTF-8"
      ? "export the file with `reg export`, which writes UTF-16" : "the file may be cut short: export it again"
    return Diagnostic(
      .registryValue, .warning, "a value that cannot be read: \(reason)", at: span,
      help: ["the value counts as unreadable; " + help])
  }
}
