import Diagnostics
import Formats
import Testing

@Suite struct ConfigurationTemplateTests {
  static let values: [(path: String, text: String, tree: String)] = [
    (
      "a.yaml", "a: \"{{ x }}\"\nb: pre-${X}-post\nc: $(VAR)\nd: <%= x %>\n",
      "{a: «{{ x }}», b: «pre-${X}-post», c: «$(VAR)», d: «<%= x %>»}"
    ),
    ("a.yaml", "a: {{ x }}\nb: 2\n", "{a: «{{ x }}», b: 2}"),
    ("a.yaml", "img: {{ .repo }}:{{ .tag }}\n", "{img: «{{ .repo }}:{{ .tag }}»}"),
    ("a.yaml", "{{ key }}: 1\nb: 2\n", "{{{ key }}: 1, b: 2}…"),
    ("a.yaml", "\"{{ key }}\": 1\n", "{{{ key }}: 1}…"),
    ("a.yaml", "a: !secret cam\nb: !vault |\n  x\nc: !Ref X\n", "{a: «!secret», b: «!vault», c: «!Ref»}"),
    ("a.yaml", "a: !include x.yaml\n", "{a: «!include»}"),
    ("a.yaml", "a: ENC[AES256_GCM,data:x]\n", "{a: «ENC[AES256_GCM,data:x]»}"),
    ("frigate.yml", "p: rtsp://u:{FRIGATE_RTSP_PASSWORD}@h\n", "{p: «rtsp://u:{FRIGATE_RTSP_PASSWORD}@h»}"),
    ("a.yaml", "t: >-\n  {% if x %}1{% endif %}\n", "{t: «{% if x %}1{% endif %}»}"),
    ("a.yaml", "<<: {{ base }}\na: 1\n", "{a: 1}…"),
    ("a.json", "{\"p\": {{ port }}, \"q\": \"{{ x }}\", \"r\": 1}", "{p: «{{ port }}», q: «\"{{ x }}\"», r: 1}"),
    ("a.json", "{\"p\": \"${p}\", \"q\": \"a{b}\"}", "{p: «${p}», q: 'a{b}'}"),
    ("a.toml.j2", "a = {{ a }}\nb = '{{ b }}'\nc = 1\n", "{a: «{{ a }}», b: «'{{ b }}'», c: 1}"),
    ("a.ini", "a = {{ x }}\nb = ${X}\nc = %(a)s\n", "{a: «{{ x }}», b: «${X}», c: '%(a)s'}"),
    ("setup.cfg", "[x]\nc = %(a)s\nd = 100%%\n", "{x: {c: «%(a)s», d: '100%%'}}"),
    (
      ".env", "A=$B\nC='$B'\nD=\"x${B}\"\nE=\"a\\$b\"\nF\nG=a$$b\n",
      "{A: «$B», C: '$B', D: «x${B}», E: 'a$b', F: «F», G: 'a$$b'}"
    ),
    ("a.properties", "a=${b}\nc=#{d}\n", "{a: «${b}», c: «#{d}»}"),
    ("a.xml", "<a b='${x}'>@y</a>", "{a: {@b: «${x}», #text: '@y'}}"),
  ]

  @Test(arguments: values)
  func `a value that another program fills in is a template`(path: String, text: String, tree: String) {
    let result = configuration(path, text)
    #expect(result.tree == tree)
    #expect(result.problems == [])
  }

  static let files: [(path: String, text: String)] = [
    ("templates/deployment.yaml", "{{- if .Values.on }}\na: 1\n{{- end }}\n"),
    ("templates/a.yaml", "a: 1\n{{- include \"x\" . | nindent 2 }}\n"),
    ("a.yaml", "{% for c in cameras %}\n- {{ c }}\n{% endfor %}\n"),
    ("a.json.erb", "{ <% if x %> \"a\": 1 <% end %> }"),
    ("a.ini.j2", "[a]\n{% if b is defined %}\nc = 1\n{% endif %}\n"),
    ("a.toml", "[a]\n{{ range .X }}\nb = {{ . }}\n{{ end }}\n"),
    ("a.yaml", "a: {{ x\n  y }}\n b\n"),
    ("group_vars/vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n6132\n3435\n"),
  ]

  @Test(arguments: files)
  func `a file that is a template as a whole is none of malformed`(path: String, text: String) throws {
    let file = try #require(ConfigurationReader.read(Source(path: path, text: text)))
    #expect(file.documents.map { dump($0.root) } == ["«the whole file»"])
    #expect(file.diagnostics.all.map(\.code) == [.configurationTemplate])
    #expect(file.isTemplate)
    #expect(!file.isMalformed)
  }

  @Test(arguments: ["a: b: c\n", "a: [{{ x }\n", "a: <%\nb: c: d\n"])
  func `what only begins like a template is malformed`(text: String) throws {
    let file = try #require(ConfigurationReader.read(Source(path: "a.yaml", text: text)))
    #expect(file.isMalformed)
    #expect(!file.isTemplate)
  }

  @Test func `places are those of the file, expressions and all`() throws {
    let file = try #require(ConfigurationReader.read(Source(path: "a.yaml", text: "é: {{ é }}\nb: {{ c }}\n")))
    #expect(
      places(file.documents[0].root) == [
        "/ 1:1-2:11", "/é: 1:1-1:2", "/é 1:4-1:11", "/b: 2:1-2:2", "/b 2:4-2:11",
      ])
  }
}
