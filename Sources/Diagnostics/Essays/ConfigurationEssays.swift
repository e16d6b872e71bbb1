extension DiagnosticEssayCatalog {
  static let configuration: [DiagnosticEssay] = [
    DiagnosticEssay(
      .tomlSyntax, "A configuration file is no TOML at the place shown; what stands from there on cannot be trusted.",
      .shown("[camera]\nhost = front-door"), do: "Strings need quotes: host = \"front-door\"."),
    DiagnosticEssay(
      .tomlRedefinition,
      "TOML lets a key or table be defined once. Programs differ in which of two they take, so that neither is read.",
      .shown("port = 80\nport = 443"), do: "Remove one of the two."),
    DiagnosticEssay(
      .settingSyntax,
      "A line of an INI, `.env` or properties file is neither a section, nor a setting, nor a comment.",
      .shown("[camera\nhost front-door"), do: "Write `[name]` and `key = value`, each on a line of its own."),
    DiagnosticEssay(
      .configurationDuplicateKey,
      "A configuration file has one key twice where one can hold. Which of them the program takes is anybody's guess.",
      .shown("tls = off\ntls = on"), do: "Remove one of the two."),
    DiagnosticEssay(
      .configurationMerge, "`<<` merges a mapping into another, and what it names is none.",
      .shown("camera:\n  <<: *nothing"), do: "Name an alias of a mapping, or a list of such aliases."),
    DiagnosticEssay(
      .configurationTemplate,
      "The file is a template (Jinja, Helm, `${...}`): what it holds depends on the program that fills it in, so that nothing in it is decided.",
      .shown("host: {{ camera_host }}"), do: "Check what comes out of the template as well."),
    DiagnosticEssay(
      .suppressionSyntax,
      "A comment would set findings aside and lacks the rule, the date or the reason. It has no effect: nobody could tell who accepted what until when.",
      .shown("# kiem: ignore"), do: "Write all three, as the message shows."),
  ]
}
