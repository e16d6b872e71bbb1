extension StreamedWorld {
  private static let registered = #"""
    id,os,uses,patched,managed
    D-1a,linux,mail;web,2026-02-01,yes
    D-2a,windows,mail,2025-12-31,no
    D-3a,linux,web,?,yes
    D-4a,,mail,never,?
    D-5a,mac,,2026-01-01,yes
    D-6a,linux,mail,2026-03-01,no
    "D-7a","linux, old","mail;web",2026-03-01,yes
    """#

  private static let listed = #"""
    device,name,publisher,version,size
    D-1a,Zoom,Zoom,1.5,1
    D-1a,a,A,2.0,4
    D-1a,b,A,2.1,8
    D-1a,Zoom Rooms,Zoom,,
    D-2a,zoom,,3.0,3
    D-2a,a,A,x.y,9
    d-3A,a,none,2,5
    D-3a,a,A,1,6
    "D-4a",zoom,Zoom,1,?
    D-9z,"zoom ""9""",Zoom,1,2
    D-9z,b,"Zoom, Inc.",9.0,3
    d-9Z,a,A,9.0,3
    D-6a,,A,1.10,10
    D-6a,zoom,?,1.9,x
    D-7a,"zoom
    rooms",Zoom,1,1
    D-7a,b,A,2.0,3
    """#

  /// Names that fold to one that rules look for, in all ways of writing, and names that only seem to.
  private static let spellings: [String] = [
    "Zoom", "ZOOM", "zoom rooms", "Zoom Rooms", "Zoom  Rooms", " Zoom Rooms", "Zoom Rooms ", "ZOOM\u{A0}ROOMS",
    "\u{FEFF}Zoom Rooms", "\u{2003}Zoom", "zoom\u{301}", "zo\u{301}om", "Zöom", "Ｚoom", "zooms", "Zoo", "ab", "AB",
    "ab ", " ab",
    "abcd", "a b", "áo dài", "ÁO DÀI", "a\u{301}o da\u{300}i", "A\u{301}O DA\u{300}I", "ao dai", "á", "tường lửa",
    "tu\u{31B}\u{300}ng lu\u{31B}\u{309}a", "TƯỜNG LỬA", "tung lua", "đồng hồ", "ĐỒNG HỒ", "dong ho", "VS Code",
    "vs code",
    "VS  Code", "vscode", "kaspersky", "KASPERSKY", "\u{212A}aspersky", "ka\u{17F}persky", "Kaspersky Lab", "?", "? ",
    "????",
    "none", "NONE", "None ", "nonesuch", "nonne", "!zoom", "#zoom", "zoom" + String(repeating: "x", count: 59),
    "zoom " + String(repeating: "x", count: 59), "zoom " + String(repeating: "x", count: 60), "Zoom\tRooms",
  ]

  /// Rows with a name each, which is the publisher too.
  private static func spelled(_ quote: (String) -> String) -> String {
    "device,name,publisher,version,size\n"
      + (spellings + spellings.reversed()).enumerated().map { place, name in
        "D-\(place % 6 + 1)a,\(quote(name)),\(quote(name)),1.\(place),\(place % 11)\n"
      }.joined()
  }

  /// The same as JSON; some bytes of each name are escaped.
  private static func escaped(_ step: Int) -> String {
    (spellings + spellings.reversed()).enumerated().map { place, name in
      let letters = name.unicodeScalars.enumerated().map { index, scalar in
        let digits = String(scalar.value, radix: 16)
        let isEscaped = scalar.value < 0x20 || (index + place) % step == 0
        return isEscaped ? "\\u" + String(repeating: "0", count: 4 - digits.count) + digits : String(scalar)
      }.joined()
      return
        "{\"device\":\"D-\(place % 6 + 1)a\",\"name\":\"\(letters)\",\"publisher\":\"\(letters)\",\"size\":\(place % 11)}\n"
    }.joined()
  }

  /// Worlds that stream.
  static let all: [StreamedWorld] = [
    StreamedWorld(name: "a bit of everything", devices: registered + "\n", software: listed + "\n"),
    StreamedWorld(name: "no final line end", devices: registered, software: listed),
    StreamedWorld(
      name: "rows of nobody knows whom", devices: registered + "\n",
      software: listed + "\n,a,A,1,1\n?,b,B,2,2\nnone,c,C,3,3\n"),
    StreamedWorld(name: "complete", devices: registered + "\n", software: listed + "\n", coverage: "complete"),
    StreamedWorld(
      name: "complete, without strangers", devices: registered + "\n",
      software: "device,name,publisher,version,size\nD-1a,a,A,1,1\nD-2a,zoom,Zoom,2,2\n", coverage: "complete"),
    StreamedWorld(name: "partial", devices: registered + "\n", software: listed + "\n", coverage: "partial"),
    StreamedWorld(
      name: "columns that are not there", devices: "id,os\nD-1a,linux\nD-2a,mac\n",
      software: "device,name\nD-1a,zoom\nD-1a,a\nD-2a,b\nD-8x,zoom\n"),
    StreamedWorld(
      name: "nothing in any cell", devices: "id,os,uses,patched,managed\nD-1a,,,,\nD-2a,,,,\n",
      software: "device,name,publisher,version,size\nD-1a,,,,\nD-1a,,,,?\nD-2a,,,,\n"),
    StreamedWorld(
      name: "marks and carriage returns",
      devices: "\u{FEFF}id,os,uses,patched,managed\r\nD-1a,linux,mail,2026-02-01,yes\r\nD-2a,mac,\"mail\",,no\r\n",
      software:
        "\u{FEFF}device,name,publisher,version,size\r\nD-1a,zoom,Zoom,1,1\r\nD-2a,a,\"Zoom\",2,\r\nD-2a,b,x,2,\"3\"\r\n"
    ),
    StreamedWorld(
      name: "semicolons",
      devices: "id;os;uses;patched;managed\nD-1a;linux;mail|web;2026-02-01;yes\nD-2a;\"a;b\";mail;;no\n",
      software: "device;name;publisher;version;size\nD-1a;\"zoom, \"\"x\"\"\";Zoom;1;1\nD-2a;a,b;Zoom;2;2\n"),
    StreamedWorld(
      name: "addresses with passwords", devices: registered + "\n",
      software: "device,name,publisher,version,size\nD-1a,https://u:p@zoom.example/x,Zoom,1,1\nD-2a,a@b,Zoom,1,1\n"),
    StreamedWorld(
      name: "very many distinct values",
      devices: "id,os,uses,patched,managed\n"
        + (0..<300).map { "D-\($0)x,os\($0),mail,2026-01-0\($0 % 9 + 1),\($0 % 2 == 0 ? "yes" : "no")\n" }.joined(),
      software: "device,name,publisher,version,size\n"
        + (0..<3000).map { "D-\($0 % 310)x,zoom \($0),Zoom,\($0 % 5).\($0),\($0 % 11)\n" }.joined()),
    StreamedWorld(
      name: "rows that repeat one of their parent", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + "D-1a,a,A,1,9\nD-1a,b,A,1,9\nD-1a,a,A,1,9\nD-1a,a,A,1,8\nD-1a,a,A,1,9\n"
        + "D-2a,a,A,1,9\nD-2a,a,A,1,9\n?,a,A,1,9\n?,a,A,1,9\n"),
    StreamedWorld(
      name: "rows that repeat one far away", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<40).map { "D-\($0 % 3 + 1)a,program \($0 % 7),Zoom,1.\($0 % 2),\($0 % 11)\n" }.joined()
        + (0..<40).map { "D-\($0 % 3 + 1)a,program \($0 % 7),Zoom,1.\($0 % 2),\($0 % 11)\n" }.joined()),
    StreamedWorld(
      name: "parents in order of whom some come again", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<300).map { row in
          let parent = row % 97 == 96 ? row % 5 : row / 30
          return "D-\(parent + 1)a,program \(row % 97 == 96 ? parent * 30 + row % 30 : row),Zoom,1.1,3\n"
        }.joined()),
    StreamedWorld(
      name: "two lists in order one after the other", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<400).map { "D-\($0 % 200 / 22 + 1)a,program \($0 % 200 + $0 / 7 % 2),Zoom,1.\($0 % 2),\($0 % 11)\n" }
        .joined()),
    StreamedWorld(
      name: "a row in each of three runs of its parent", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + "D-1a,a,A,1,9\nD-1a,b,A,1,9\nD-2a,a,A,1,9\nD-1a,c,A,1,9\nD-1a,a,A,1,9\nD-3a,a,A,1,9\nD-1a,a,A,1,9\n"
        + "D-9z,a,A,1,9\nD-2a,b,A,1,9\nD-9z,a,A,1,9\nd-9Z,a,A,1,9\n?,a,A,1,9\nD-2a,a,A,1,9\n?,a,A,1,9\n"),
    StreamedWorld(
      name: "rows that differ from others of their parent by one letter", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<90).map { "D-\($0 / 7 % 5 + 1)a,\(String(repeating: "x", count: 40 + $0 % 3))\($0 % 10)y,Zoom,1.1,3\n" }
        .joined()),
    StreamedWorld(
      name: "a parent with more rows than most, which come again", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<700).map { "D-1a,program \($0),Zoom,1.1,3\n" }.joined() + "D-2a,a,A,1,9\n"
        + (600..<1300).map { "D-1a,program \($0),Zoom,1.1,3\n" }.joined()),
    StreamedWorld(
      name: "a long list of one parent that repeats itself", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<400).map { "D-1a,a program with a long name that says \($0 % 150),\"Zoom, Inc.\",1.\($0 % 150),3\n" }
        .joined()),
    StreamedWorld(
      name: "parents in no order", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<60).map { "D-\($0 * 7 % 9 + 1)a,program \($0),Zoom,1.\($0),\($0 % 11)\n" }.joined()),
    StreamedWorld(
      name: "lines of JSON that repeat others",
      devices: "{\"id\":\"D-1a\",\"os\":\"x\"}\n{\"id\":\"D-2a\",\"os\":\"y\"}\n",
      software: (0..<30).map { "{\"device\":\"D-\($0 / 12 + 1)a\",\"name\":\"zoom \($0 % 5)\",\"size\":\($0 % 5)}\n" }
        .joined(), ending: "ndjson"),
    StreamedWorld(
      name: "lines of JSON that repeat others far away",
      devices: "{\"id\":\"D-1a\",\"os\":\"x\"}\n{\"id\":\"D-2a\",\"os\":\"y\"}\n",
      software: (0..<60).map {
        "{\"device\": \"D-\($0 % 3 + 1)a\", \"name\": \"zoom \($0 % 7)\", \"size\": \($0 % 5)}\n"
      }
      .joined(), ending: "ndjson"),
    StreamedWorld(
      name: "lines of JSON in which members are left out and in no order",
      devices: "{\"id\":\"D-1a\",\"os\":\"x\"}\n{\"id\":\"D-2a\",\"os\":\"y\"}\n",
      software: (0..<120).map { row in
        let members = [
          "\"device\":\"D-\(row / 30 + 1)a\"", "\"name\":\"zoom \(row)\"", "\"publisher\":\"Zoom\"",
          "\"size\":\(row % 11)",
        ]
        let kept = members.indices.filter { $0 < 2 || row >> $0 & 1 == 0 }.map { members[$0] }
        return "{\((row % 5 == 4 ? kept.reversed() : kept).joined(separator: row % 7 == 0 ? ", " : ","))}\n"
      }.joined(), ending: "ndjson"),
    StreamedWorld(
      name: "a few rows among very many that come again, with what rests on them", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<1500).map { row in
          let parent = row % 211 == 210 ? row % 9 : row / 170
          let number = row % 211 == 210 ? parent * 170 + row % 40 : row
          let device = parent < 7 ? "D-\(parent + 1)a" : "D-9\(parent)z"
          let quoted = "\"zoom\n\"\"rooms\"\" \(number)\""
          let name = number % 13 == 0 ? quoted : number % 31 == 1 ? "a" : "program \(number)"
          return "\(device),\(name),Zoom,\(number % 4).\(number),\(number % 11)\n"
        }.joined()),
    StreamedWorld(
      name: "a few children among very many that come again, of parents with few witnesses",
      devices: "id,os,uses,patched,managed\n" + (0..<40).map { "D-\($0)x,os,mail,2026-01-01,yes\n" }.joined(),
      software: "device,name,publisher,version,size\n"
        + (0..<1200).map { row in
          let parent = row % 301 == 300 ? row % 40 : row / 29
          let number = row % 301 == 300 ? parent * 29 + 3 : row
          let name = number % 29 == 3 ? (parent % 3 == 0 ? "a" : "zoom") : "program \(number)"
          return "D-\(parent)x,\(name),Zoom,3.\(number),\(number % 29 == 3 ? 9 : 1)\n"
        }.joined()),
    StreamedWorld(
      name: "a child that comes again, of a parent with more witnesses than are told", devices: registered + "\n",
      software: "device,name,publisher,version,size\n"
        + (0..<200).map { row in
          row == 0 ? "D-2a,zoom 100,Zoom,1,9\n" : "D-\(row / 100 + 1)a,zoom \(row),Zoom,1,9\n"
        }.joined()),
    StreamedWorld(
      name: "cells that a spreadsheet would calculate",
      devices: "id,os,uses,patched,managed\nD-1a,=1+2,mail,,no\nD-2a,\"+a,b\",mail,2020-01-01,no\n@x1,-1,,,\n",
      software: "device,name,publisher,version,size\n"
        + "D-1a,zoom =1,Zoom,1,1\nD-1a,zoom,-Zoom,1,9\nD-2a,\"=zoom\",\"@Zoom, Inc.\",1,9\n@x1,\" =a\",Zoom,1,10\n"
        + "D-2a,\"\"\"=a\"\"\",\"\",1,9\nD-2a,＝b,Zoom,1,9\n=x9,+1,Zoom,1,9\n"),
    StreamedWorld(
      name: "names in all ways of writing", devices: registered + "\n", software: spelled { $0 }),
    StreamedWorld(
      name: "names in quotes", devices: registered + "\n", software: spelled { "\"\($0)\"" }),
    StreamedWorld(
      name: "names with escapes", devices: "{\"id\":\"D-1a\",\"os\":\"x\"}\n", software: escaped(3), ending: "ndjson"),
    StreamedWorld(
      name: "names with few escapes", devices: "{\"id\":\"D-1a\",\"os\":\"x\"}\n", software: escaped(7),
      ending: "ndjson"),
    StreamedWorld(
      name: "JSON",
      devices: """
        {"id":"D-1a","os":"linux","uses":["mail","web"],"patched":"2026-02-01","managed":true}
        {"id":"D-2a","os":null,"uses":[],"patched":"","managed":false}
        {"uses":"mail;web","id":"D-3a","managed":"yes"}
        {"id":"D-4a","os":"\\u006cinux","uses":["mail"],"patched":"2025-01-01"}
        """,
      software: """
        {"device":"D-1a","name":"Zoom","publisher":"Zoom","version":"1.5","size":1}
        {"device":"D-1a","name":"a","publisher":"A \\"b\\"","version":"2.0","size":"4"}
        {"device":"\\u0044-2a","name":"zoom","publisher":null,"size":9}
        {"device":"D-2a","name":"b","version":2.1,"size":3,"publisher":"Zoom"}
        {"device":"D-9z","name":"zoom, x","publisher":"Zoom","version":"1","size":2}
        {"name":"a","publisher":"Zoom","device":"d-3A"}
        {"name":"a","publisher":"Zoom"}
        """, ending: "ndjson"),
  ]

  /// Worlds that need the general way, each for one thing.
  static let refused: [StreamedWorld] = [
    StreamedWorld(name: "a key twice", devices: "id,os\nD-1a,x\nd-1A,y\n", software: listed),
    StreamedWorld(name: "a subject without a key", devices: "id,os\nD-1a,x\n,y\n", software: listed),
    StreamedWorld(name: "a placeholder for a key", devices: "id,os\nD-1a,x\nunknown,y\n", software: listed),
    StreamedWorld(name: "a short row", devices: registered, software: "device,name\nD-1a,zoom\nD-2a\n"),
    StreamedWorld(name: "a blank row", devices: registered, software: "device,name\nD-1a,zoom\n,\nD-2a,a\n"),
    StreamedWorld(name: "no rows", devices: registered, software: "device,name\n"),
    StreamedWorld(
      name: "a quote that never closes", devices: registered, software: "device,name\nD-1a,\"zoom\nD-2a,a\n"),
  ]
}
