import Diagnostics
import Formats

extension InventoryDocument {
  // MARK: Text

  /// The text as UTF-8, whatever the file's encoding; nil for bytes that are no text.
  var text: Source? {
    if let known = forms.text { return known }
    let text = TextReader.read(readable)
    forms.text = .some(text)
    return text
  }

  /// The bytes in UTF-8 where they are in an encoding of one byte a character, which a note then tells; else as they
  /// stand. XML says itself how it is encoded.
  var readable: Source {
    if let known = forms.readable { return known }
    var readable = source
    if !beginsWithTag, format?.hasTables != true, let text = LegacyText.decode(source, as: context.csv.encoding) {
      readable = text.source
      // What a table says of its encoding, its own reader tells.
      if format != .csv { note(text.diagnostics, loss: nil) }
    }
    forms.readable = readable
    return readable
  }

  /// The lines of the text without their breaks; line 1 is the first of them.
  var lines: [String] {
    if let known = forms.lines { return known }
    let lines = text.map { text in (1...text.lineStarts.count).map { text.line($0) } } ?? []
    forms.lines = lines
    return lines
  }

  /// A line by its number, from 1; empty where there is none. To look at a few lines, this does not split the rest.
  func line(_ number: Int) -> String { text?.line(number) ?? "" }

  // MARK: Paragraphs

  /// Paragraphs of `Name: value` (dpkg's status). Any text is read so: look at `line(1)` before.
  var stanzas: [StanzaPlace] { stanzas(\.stanzas) { ControlStanzas.read($0) } }

  /// Paragraphs of `key=value` lines (the answers of cameras). Any text is read so: look at `line(1)` before.
  var keyValues: [StanzaPlace] { stanzas(\.keyValues) { KeyValueLines.read($0) } }

  /// The blocks of `rpm -qai`. Any text is read so: look at `line(1)` before.
  var packageBlocks: [StanzaPlace] { stanzas(\.packageBlocks) { PackageBlocks.read($0) } }

  private func stanzas(
    _ form: WritableKeyPath<Forms, [StanzaPlace]?>, _ read: (Source) -> StanzaFile
  ) -> [StanzaPlace] {
    if let known = forms[keyPath: form] { return known }
    let file = read(readable)
    note(file.diagnostics, loss: file.isWhole ? nil : "the file breaks off")
    let places = file.stanzas.enumerated().map { StanzaPlace(stanza: $0.element, number: $0.offset + 1) }
    forms[keyPath: form] = places
    return places
  }

  // MARK: XML and its kin

  /// The outermost element of an XML file, to tell a tool by at little cost; nil for anything else.
  var xmlName: XMLName? {
    if let known = forms.xmlName { return known }
    let name = beginsWithTag ? XMLReader.rootName(source) : nil
    forms.xmlName = .some(name)
    return name
  }

  /// The outermost element of an XML file; nil for anything else.
  var xmlRoot: XMLPlace? { xmlDocument?.root.map { XMLPlace($0) } }

  /// An XML file as a tree of JSON with its outermost element as the only member: `{"REQUEST": {"CONTENT": ...}}`.
  /// Attributes are `@name`, characters beside them `#text`; `each` takes an element that stands once for a list of it.
  var xml: JSONPlace? {
    if let known = forms.xml { return known }
    let place = xmlDocument?.root.map { root in
      let member = JSONNode.Member(name: root.name.local, nameSpan: root.span, value: JSONNode(root))
      return JSONPlace(JSONNode(kind: .object([member]), span: root.span, isWhole: root.isWhole))
    }
    forms.xml = .some(place)
    return place
  }

  private var xmlDocument: XMLDocument? {
    if let known = forms.xmlDocument { return known }
    let document = beginsWithTag ? XMLReader.read(source) : nil
    if let document { note(document.diagnostics, loss: document.isWhole ? nil : "the file breaks off") }
    forms.xmlDocument = .some(document)
    return document
  }

  /// Whether the text begins as XML does, whatever the encoding.
  private var beginsWithTag: Bool {
    guard format == nil else { return false }
    let first = source.bytes.prefix(64).first { $0 > 0x20 && $0 < 0x80 }
    return first == UInt8(ascii: "<")
  }

  /// The value of a property list, XML or binary; nil for any other file.
  var propertyList: JSONPlace? {
    if let known = forms.propertyList { return known }
    var place: JSONPlace?
    if source.bytes.starts(with: "bplist".utf8) || xmlName?.local == "plist" {
      let list = PropertyListReader.read(source)
      note(list.diagnostics, loss: list.isWhole ? nil : "the file breaks off")
      place = list.root.map { JSONPlace(JSONNode($0)) }
    }
    forms.propertyList = .some(place)
    return place
  }

  /// The keys of an exported Windows registry; none for any other file.
  var registryKeys: [RegistryPlace] {
    if let known = forms.registryKeys { return known }
    guard isRegistry else { return [] }
    let file = RegistryReader.read(readable)
    note(file.diagnostics, loss: file.isWhole ? nil : "the file breaks off")
    let places = file.keys.enumerated().map { RegistryPlace(key: $0.element, number: $0.offset + 1) }
    forms.registryKeys = places
    return places
  }

  /// Whether a text is an export of the Windows registry.
  var isRegistry: Bool {
    let first = line(1)
    return first.hasPrefix("Windows Registry Editor Version ") || first == "REGEDIT4"
  }
}
