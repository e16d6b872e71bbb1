import Diagnostics
import Formats
import Testing

struct JSONStreamTests {
  @Test func `containers are laid out line by line, values stand on one`() {
    var json = JSONStream()
    json.open(.object)
    json.member("z", 1)
    json.member("a", ["y": [true, nil], "b": "\"\n"])
    json.open(.array, as: "list")
    json.item([:])
    json.open(.object)
    json.close()
    json.close()
    json.open(.array, as: "empty")
    json.close()
    json.close()
    let text = String(decoding: json.take(), as: UTF8.self)
    #expect(
      text == """
        {
          "z": 1,
          "a": {"y":[true,null],"b":"\\"\\n"},
          "list": [
            {},
            {}
          ],
          "empty": []
        }

        """)
    #expect(JSONReader.read(Source(path: "a.json", text: text)).diagnostics.isEmpty)
    #expect(json.take().isEmpty)
  }
}
