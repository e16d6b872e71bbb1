import FoundationEssentials
import Testing
import Workflow

@Suite struct EvalTests {
  private struct Run {
    var status: Workflow.ExitStatus
    var text: String
    var messages: String
  }

  private func eval(
    _ expression: String, json: [String] = [], inputs: [String] = [], document: String? = nil, variables: [String] = [],
    types: [String] = [], trace: Bool = false, cost: Bool = false, format: String = "text"
  ) throws -> Run {
    let captured = Captured()
    let request = try EvalRequest(
      expression: expression, json: json, inputs: inputs, document: document, variables: variables, types: types,
      showsTrace: trace,
      showsCost: cost, format: format)
    let status = Command.eval(request, console: captured.console)
    return Run(status: status, text: captured.text, messages: captured.messages)
  }

  /// A file of that content while `body` runs.
  private func withFile(_ name: String, _ text: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "eval-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    try body(file.path)
  }

  // MARK: Configuration files

  private static let documents: [(name: String, text: String, expression: String, value: String)] = [
    ("frigate.yml", "mqtt: {tls: false}\n", "document.data.mqtt.tls == true", "false"),
    ("frigate.yml", "mqtt: {tls: false}\n", "has(document.data.auth)", "false"),
    ("app.toml", "[web]\nport = 80\n", "document.data.web.port", "80"),
    ("hosts.ini", "[web]\nport=80\n", "document.data.web.port", "'80'"),
    (".env", "export A='x'\n", "document.data.A + document.format", "'xenv'"),
    ("a.properties", "a.b = c\n", "document.data['a.b']", "'c'"),
    ("a.xml", "<c v='1'/>", "document.data.c['@v']", "'1'"),
    ("tsconfig.json", "{\"a\": [1, 2,], // why\n}", "document.data.a.size()", "2"),
  ]

  @Test(arguments: documents)
  func `a configuration file is what rules see of it`(
    name: String, text: String, expression: String, value: String
  ) throws {
    try withFile(name, text) { path in
      let run = try eval(expression, document: path)
      #expect(run.text.hasPrefix("value  \(value)\n"), "\(run.text)\(run.messages)")
      #expect(run.status == .passed)
    }
  }

  @Test func `templates of a configuration file are unknown, and its secrets are not shown`() throws {
    let text = "port: '${PORT}'\npassword: Hunter-22\nurl: rtsp://admin:Yard-9@10.0.0.8/\n---\nport: 1\n"
    try withFile("a.yaml", text) { path in
      #expect(try eval("document.data.port == 1", document: path).status == .undecided)
      #expect(try eval("document.data.port == 1", document: "\(path)#2").status == .passed)
      #expect(try eval("document.data.port == 1", document: "\(path)#3").status == .missingInput)
      #expect(try eval("document.data.password == 'Hunter-22'", document: path).text.hasPrefix("value  true"))
      for format in ["text", "json"] {
        let run = try eval("[document.data.password, document.data.url]", document: path, trace: true, format: format)
        #expect(run.status == .passed)
        #expect(!run.text.contains("Hunter-22") && !run.text.contains("Yard-9"), "\(run.text)")
      }
    }
    try withFile("a.swift", "print(1)\n") { path in
      let run = try eval("document.path", document: path)
      #expect(run.status == .unusableData)
    }
  }

  // MARK: Values

  @Test(arguments: [
    ("x + 1", #"{"x": 1}"#, "2", "int"),
    ("x", #"{"x": 1.0}"#, "1.0", "double"),
    ("x", #"{"x": 18446744073709551615}"#, "18446744073709551615u", "uint"),
    ("x", #"{"x": 1e400}"#, "double('Infinity')", "double"),
    ("x", #"{"x": "it's\n\u001b[31m"}"#, #""it's\n\u001B[31m""#, "string"),
    ("x == null", #"{"x": null}"#, "true", "bool"),
    ("x", #"{"x": [1, 2]}"#, "[1, 2]", "list(int)"),
    ("x", #"{"x": [1, 2.5]}"#, "[1, 2.5]", "list(dyn)"),
    ("x", #"{"x": [{"a": 1}, {"a": 2}]}"#, "[{'a': 1}, {'a': 2}]", "list(map(string, int))"),
    ("x[0].a", #"{"x": [{"a": 1}, {"b": "c"}]}"#, "1", "dyn, and this value int"),
    ("input.map(i, i * 2)", "[1, 2]", "[2, 4]", "list(int)"),
    ("input", "false", "false", "bool"),
    ("date('2026-01-05')", "{}", "date('2026-01-05')", "date"),
  ])
  func `an expression over JSON has a type and a value`(
    expression: String, json: String, value: String, type: String
  ) throws {
    let run = try eval(expression, json: [json])
    #expect(run.text == "value  \(value)\ntype   \(type)\n")
    #expect(run.messages.isEmpty)
    #expect(run.status == .passed)
  }

  @Test func `a single variable wins over an object, that over a file, and a later one over an earlier`() throws {
    try withFile("in.yaml", "a: 1\nb: 1\nc: 1\nd: {e: yes}") { file in
      let run = try eval(
        "[a, b, c, d.e]", json: [#"{"b": 2, "c": 2}"#, #"{"c": 3}"#], inputs: [file], variables: ["b=3", "b=4"])
      #expect(run.text == "value  [1, 4, 3, 'yes']\ntype   list(dyn)\n")
    }
  }

  @Test(arguments: [
    ("in.json", #"{"x": [1]}"#), ("in.yaml", "x:\n  - 1"), ("in.yml", "x: [0x1]"), ("in", #"{"x": [1]}"#),
    ("in.conf", "x: [1]"),
  ])
  func `a file is JSON or YAML`(name: String, text: String) throws {
    try withFile(name, text) { file in
      let run = try eval("x", inputs: [file])
      #expect(run.text == "value  [1]\ntype   list(int)\n")
    }
  }

  // MARK: What is no value

  @Test func `an error is told in words`() throws {
    let run = try eval("1 / x", variables: ["x=0"])
    #expect(run.text == "value  error: division by zero\ntype   int\n")
    #expect(run.status == .failed)
  }

  @Test func `a value that is missing, unreadable or not given is unknown, and every cause is told`() throws {
    let run = try eval(
      "fw < version('5.7') && model == 'x' && since < date('2026-01-05') && state == 'changed'",
      variables: [#"fw="n/a""#, #"model="""#, #"state="default or so""#],
      types: ["fw=version", "model=text", "since=date", "state={type: enum, values: [default, changed]}"])
    #expect(
      run.text == """
        value  unknown: `fw` cannot be read: not a version (value-unreadable);
               `state` cannot be read: not one of default, changed (value-unreadable);
               no value was given for `since` (attribute-absent);
               `model` is empty (value-missing)
        type   bool

        """)
    #expect(run.status == .undecided)
    #expect(try eval("undecided('newer than the list')").text.contains("leaves it undecided: newer than the list"))
  }

  @Test func `a value with a type is what a schema would make of it`() throws {
    let run = try eval(
      "[fw < version('5.10'), vendor == 'HIKVISION', seen < date('2026-01-06'), price == 3.0, tags == ['a', 'b']]",
      json: [#"{"fw": "5.9", "vendor": " hikvision", "seen": "2026-01-05", "price": 3, "tags": "a; b"}"#],
      types: ["fw=version", "vendor=text", "seen=date", "price=double", "tags=list<text>"])
    #expect(run.text == "value  [true, true, true, true, true]\ntype   list(bool)\n")
  }

  // MARK: The trace

  @Test func `a trace shows each sub-expression, and each turn of a macro with its variables`() throws {
    let run = try eval(
      "low <= 8 && accounts.exists(a, !a.off && a.length < low)",
      json: [#"{"low": 8, "accounts": [{"off": true, "length": 3}, {"off": false, "length": 7}]}"#], trace: true)
    #expect(
      run.text == """
        value  true
        type   bool

        low <= 8 && accounts.exists(a, !a.off && a.length < low)  true
          low <= 8                                                true
            low                                                   8
          accounts.exists(a, !a.off && a.length < low)            true
            accounts                                              [{'off': true, 'length': 3}, {'off': false, 'length': 7}]
            a = {'off': true, 'length': 3}
              !a.off && a.length < low                            false
                !a.off                                            false
                  a.off                                           true
            a = {'off': false, 'length': 7}
              !a.off && a.length < low                            true
                !a.off                                            true
                  a.off                                           false
                a.length < low                                    true
                  a.length                                        7
                  low                                             8

        """)
  }

  @Test func `many turns are shown by their first and last, long texts by their beginning`() throws {
    let run = try eval(
      "lists.range(100).all(n, n + n + n + n + n + n + n + n + n + n + n + n + n + n >= 0)", trace: true)
    #expect(run.text.contains("  n = 7\n"))
    #expect(run.text.contains("  ... 90 more\n  n = 98\n"))
    #expect(!run.text.contains("  n = 8\n"))
    #expect(run.text.contains("lists.range(100).all(n, n + n + n + n + n + n + n + n + n + n...  true\n"))
    #expect(run.text.split(separator: "\n").allSatisfy { $0.utf8.count < 200 })
  }

  // MARK: Cost and JSON

  @Test func `the cost is told beside what a rule may take`() throws {
    let json = [#"{"x": [1]}"#]
    #expect(
      try eval("x.all(a, a > 0)", json: json, cost: true).text.contains(
        "cost   about 401 steps, macros over lists of unknown length 1 deep (of the 50000000 that a rule may take)\n"))
    let costly = "x.all(a, x.all(b, x.all(c, x.all(d, a + b + c + d > 0))))"
    let run = try eval(costly, json: json, cost: true)
    #expect(run.text.contains("4 deep (more than the 50000000 that a rule may take)"))
    #expect(run.status == .passed)
  }

  @Test func `JSON has the outcome, the value as JSON and as CEL, the cost and the trace`() throws {
    let run = try eval("[x].map(v, v)", variables: ["x=2.0"], trace: true, cost: true, format: "json")
    #expect(
      run.text == """
        {
          "expression": "[x].map(v, v)",
          "type": "list(double)",
          "outcome": "value",
          "value": [
            2
          ],
          "literal": "[2.0]",
          "cost": {
            "steps": 4,
            "nesting": 0
          },
          "trace": [
            {
              "expression": "x",
              "start": 1,
              "end": 2,
              "literal": "2.0",
              "variables": {}
            },
            {
              "expression": "[x]",
              "start": 0,
              "end": 3,
              "literal": "[2.0]",
              "variables": {}
            },
            {
              "expression": "v",
              "start": 11,
              "end": 12,
              "literal": "2.0",
              "variables": {
                "v": "2.0"
              }
            },
            {
              "expression": "[x].map(v, v)",
              "start": 0,
              "end": 13,
              "literal": "[2.0]",
              "variables": {}
            }
          ],
          "omitted_steps": 0
        }

        """)
  }

  @Test func `JSON tells errors and unknowns apart`() throws {
    let error = try eval("1 / 0", format: "json")
    #expect(error.text.contains(#""outcome": "error","#) && error.text.contains(#""error": "division by zero""#))
    let unknown = try eval("x", types: ["x=int"], format: "json")
    #expect(unknown.text.contains(#""outcome": "unknown","#) && unknown.text.contains(#""code": "attribute-absent""#))
    #expect(error.status == .failed && unknown.status == .undecided)
  }

  // MARK: What cannot be evaluated

  @Test func `an expression that does not compile is shown with its place`() throws {
    let run = try eval("ports.al(p, p > 1) && nothing", json: [#"{"ports": [1]}"#])
    #expect(run.text.isEmpty)
    #expect(run.status == .unusableData)
    #expect(
      run.messages == """
        error[KIEM3103]: there is no function `al`; did you mean `all`?
         --> <expression>:1:7
          |
        1 | ports.al(p, p > 1) && nothing
          |       ^^
          |
          = fix: replace `al` with `all`

        error[KIEM3101]: nothing is named `nothing` here
         --> <expression>:1:23
          |
        1 | ports.al(p, p > 1) && nothing
          |                       ^^^^^^^
          |
          = help: text stands in quotes: `'nothing'`
        2 errors

        """)
  }

  @Test func `a literal outside the words of a type is shown with the type`() throws {
    let run = try eval("state == 'chnged'", types: ["state={type: enum, values: [default, changed]}"])
    #expect(run.messages.contains("did you mean `'changed'`?"))
    #expect(run.messages.contains(" ::: <--type state>:1:1"))
    #expect(run.status == .unusableData)
  }

  @Test func `input that cannot be read ends with its own status, and everything is told`() throws {
    let broken = try eval("x", json: [#"{"x": 1,}"#, #"{"x": 1, "x": 2}"#], variables: ["y=5.5.82"])
    #expect(broken.status == .unusableData)
    #expect(broken.messages.contains("<--json>:1:8") && broken.messages.contains("<--var y>:1:1"))
    #expect(broken.messages.hasSuffix("2 errors, 1 warning\n"))
    let missing = try eval("1 +", inputs: ["no-such-file.json"])
    #expect(missing.status == .missingInput)
    #expect(missing.messages.contains("KIEM0001") && missing.messages.contains("KIEM3004"))
    #expect(try eval("1", inputs: ["/"]).status == .missingInput)
    for type in ["foo", "", "list<", "{type: enum}", "[", "# x"] {
      let run = try eval("x", types: ["x=\(type)"])
      #expect(run.status == .usage, "\(type)")
      #expect(!run.messages.isEmpty, "\(type)")
    }
  }

  @Test func `of a name that stands twice neither value is used`() throws {
    let run = try eval("x", json: [#"{"x": {"a": 1, "a": 2, "b": 3}}"#])
    #expect(run.text.hasPrefix("value  {'b': 3}\n"))
    #expect(run.messages.hasSuffix("1 warning\n"))
    #expect(try eval("x", json: [#"{"x": 1, "x": 2}"#]).messages.contains("nothing is named `x` here"))
  }

  @Test func `a member that no expression can name is told of`() throws {
    let run = try eval("x", json: [#"{"x": 1, "my-name": 2, "in": 3, "": 4}"#])
    #expect(run.text == "value  1\ntype   int\n")
    #expect(run.messages.hasSuffix("3 warnings\n"))
    #expect(run.status == .passed)
  }

  @Test func `a command line that makes no sense is refused`() {
    for (variables, types, format) in [
      (["x"], [], "text"), (["a.b=1"], [], "text"), (["=1"], [], "text"), (["in=1"], [], "text"),
      ([" x=1"], [], "text"),
      ([], ["x"], "text"), ([], ["1=int"], "text"), ([], [], "yaml"),
    ] as [([String], [String], String)] {
      #expect(throws: EvalRequest.Problem.self, "\(variables) \(types) \(format)") {
        try EvalRequest(expression: "1", variables: variables, types: types, format: format)
      }
    }
    #expect(throws: EvalRequest.Problem.self) { try EvalRequest(expression: "1", inputs: ["-", "-"]) }
  }

  // MARK: Limits

  @Test func `an expression over a limit is refused with the limit's name`() throws {
    let deep = String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
    #expect(try eval(deep).messages.contains("nests more than 250 levels deep"))
    let long = "1" + String(repeating: " + 1", count: 30_000)
    #expect(try eval(long).messages.contains("more than the 100000 that one may have"))
  }

  @Test func `an evaluation that goes on too long stops with the limit's name`() throws {
    let json = #"{"x": ["# + Array(repeating: "1", count: 400).joined(separator: ",") + "]}"
    let run = try eval("x.all(a, x.all(b, x.all(c, a + b + c > 0)))", json: [json])
    #expect(run.text.hasPrefix("value  error: evaluation stopped: more than 10000000 elements visited\n"))
    #expect(run.status == .failed)
  }

  @Test func `a value whose parts are shared is cut where it would fill the memory`() throws {
    var text = "[0, 0]"
    for _ in 0..<40 { text = "cel.bind(a, \(text), [a, a])" }
    #expect(try eval(text).text.utf8.count < 101_000)
    #expect(try eval(text, trace: true, format: "json").text.utf8.count < 50_000_000)
  }
}
