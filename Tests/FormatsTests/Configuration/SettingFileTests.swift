import Diagnostics
import Formats
import Testing

@Suite struct SettingFileTests {
  static let whole: [(path: String, text: String, tree: String)] = [
    ("a.ini", "[a]\nx=1\ny : 2\n[b]\nx = \n", "{a: {x: '1', y: '2'}, b: {x: ''}}"),
    ("a.ini", "[a]\nx=1\n[b]\n[a]\ny=2\n", "{a: {x: '1', y: '2'}, b: {}}"),
    ("a.ini", "u = http://h:80/?a=b\np = C:\\x\n", "{u: 'http://h:80/?a=b', p: 'C:\\x'}"),
    (".npmrc", "//r/:_authToken=x\n", "{//r/:_authToken: 'x'}"),
    (
      "a.ini", "a = 'x ; y'\nb = \"p#\" # c\nc = x ;y\nd = x;y\ne = \"a\" b\n",
      "{a: 'x ; y', b: 'p#', c: 'x', d: 'x;y', e: '\"a\" b'}"
    ),
    ("a.ini", "[a]\nx = 1\n  y = 2\n", "{a: {x: '1', y: '2'}}"),
    ("tox.ini", "[a]\ndeps =\n  b>=1\n  c\nx = 1\n", "{a: {deps: 'b>=1\nc', x: '1'}}"),
    (
      "x.service", "[Service]\nExecStart=\nExecStart=/bin/x -a ; b\nType=simple\n",
      "{Service: {ExecStart: ['', '/bin/x -a ; b'], Type: 'simple'}}"
    ),
    (
      "wg0.conf", "[Interface]\nPort=1\n[Peer]\nK=a\n[Peer]\nK=b\n",
      "{Interface: {Port: '1'}, Peer: [{K: 'a'}, {K: 'b'}]}"
    ),
    (".gitmodules", "[submodule \"a]b\"]\n\tpath = x # c\n\tpath = y\n", "{submodule \"a]b\": {path: ['x', 'y']}}"),
    (
      "inventory/hosts",
      "lone ansible_host=192.0.2.9\n[cams]\nc1 ansible_host=192.0.2.1 ansible_password='a b' # x\nc2\n[cams:vars]\nport=80\n[all:children]\ncams\n",
      "{ungrouped: {lone: {ansible_host: '192.0.2.9'}}, cams: {c1: {ansible_host: '192.0.2.1', ansible_password: 'a b'}, c2: {}}, cams:vars: {port: '80'}, all:children: {cams: {}}}"
    ),
    ("hosts.ini", "[c]\nc1 ansible_host={{ ip }} x=1\n", "{c: {c1: {ansible_host: «{{ ip }}», x: '1'}}}"),
    ("vsftpd.conf", "anonymous_enable=NO\n# x\nlocal=1\n", "{anonymous_enable: 'NO', local: '1'}"),
    (
      ".env", "A=1\nexport B = two words \nC=\"x\\ny\"\nD='a\nb'\nE=\nF: y\n",
      "{A: '1', B: 'two words', C: 'x\ny', D: 'a\nb', E: '', F: 'y'}"
    ),
    ("prod.env", "A=a#b\n", "{A: 'a#b'}"),
    (
      "a.properties", "a=1\nb: 2\nc 3\n d\\ e = f\\\n  g\nh=\\u00e9\\uD83D\\uDE00\\t.\\q\n=x\n",
      "{a: '1', b: '2', c: '3', d e: 'fg', h: 'é😀\t.q', : 'x'}"
    ),
    ("a.properties", "k=a \\\\\nl=b", "{k: 'a \\', l: 'b'}"),
    ("a.properties", "", "{}"),
  ]

  @Test(arguments: whole)
  func `a file has this tree and no problem`(path: String, text: String, tree: String) {
    let result = configuration(path, text)
    #expect(result.tree == tree)
    #expect(result.problems == [])
  }

  static let malformed: [(path: String, text: String, problems: [String])] = [
    ("a.ini", "[a\nx=1\n", ["error 1:1-1:3 KIEM1923 the header of a section is not closed, or text stands behind it"]),
    ("a.ini", "[a] b\n", ["error 1:1-1:6 KIEM1923 the header of a section is not closed, or text stands behind it"]),
    (
      "a.ini", "two words\n= x\n",
      ["error 1:1-1:10 KIEM1923 neither a section nor a setting", "error 2:1-2:4 KIEM1923 a value without a key"]
    ),
    ("a.ini", "a=1\na=2\n", ["warning 2:1-2:2 KIEM1924 a key stands twice in one section"]),
    ("a.ini", "[s]\na=1\n[t]\n[s]\na=2\n", ["warning 5:1-5:2 KIEM1924 a key stands twice in one section"]),
    (
      ".env", "A=1\nnot one\nB='x\n",
      [
        "error 2:1-2:8 KIEM1923 no variable with its value",
        "error 3:3-3:4 KIEM1923 the quote that begins here is not closed",
      ]
    ),
    (".env", "A=1\nA=2", ["warning 2:1-2:2 KIEM1924 a key stands twice in one section"]),
    ("a.properties", "a=\\u12x\n", ["error 1:3-1:5 KIEM1923 `\\u` without four hexadecimal digits"]),
  ]

  @Test(arguments: malformed)
  func `problems stand at their place`(path: String, text: String, problems: [String]) {
    #expect(configuration(path, text).problems == problems)
  }

  static let uncertain: [(path: String, text: String, tree: String)] = [
    ("a.ini", "a=1\na=2\nb=3\n", "{a: ?, b: '3'}"),
    (".env", "A='x'y\nB=1\n", "{A: ?, B: '1'}"),
    ("a.properties", "a=\\uD800\nb=1\n", "{a: ?, b: '1'}"),
    (".env", "A=1\nnot one\n", "{A: '1'}…"),
    ("a.toml", "a=1\na=2\n", "{a: ?}…"),
    ("a.ini", "[s]\na=1\n[s\nb=2\n", "{s: {a: '1'}…, : {b: '2'}…}…"),
  ]

  @Test(arguments: uncertain)
  func `what is not certain is not said`(path: String, text: String, tree: String) {
    #expect(configuration(path, text).tree == tree)
  }
}
