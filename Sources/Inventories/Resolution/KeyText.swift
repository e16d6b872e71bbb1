import Schema
import Values

/// A value as part of a key: how it compares and how people see it.
struct KeyText: Hashable {
  var folded: String
  var display: String

  /// The texts by which a value identifies under a form: one, or one for each element of a list. None where the value is
  /// not known, null, or a placeholder that identifies nothing.
  static func texts(of value: Value, as form: KeyForm) -> [KeyText] {
    LookupText.scalars(value).flatMap { scalar -> [KeyText] in
      let folded: String
      switch scalar {
      case .null, .unknown, .failure: return []
      default: folded = LookupText.folded(scalar) ?? ""
      }
      guard !folded.isEmpty, form == .login || !Placeholder.isPhrase(folded) else { return [] }
      let display = LookupText.display(scalar)
      switch form {
      case .words, .login: return [KeyText(folded: folded, display: display)]
      case .exact:
        if Placeholder.isSerial(folded) { return [] }
        let own = KeyText(folded: folded, display: display)
        return [own] + (LabelSerial.of(folded).map { [KeyText(folded: $0, display: display)] } ?? [])
      case .hardwareAddress: return addresses(folded, display)
      case .host:
        let short = HostText(folded).short
        return Placeholder.isHost(short) ? [] : [KeyText(folded: short, display: HostText.short(display, short))]
      case .domain:
        guard let domain = HostText(folded).domain, !Placeholder.isHost(HostText(folded).short) else { return [] }
        return [KeyText(folded: domain, display: display)]
      }
    }
  }

  /// The addresses in a cell: several stand in one where it is read as a single value.
  private static func addresses(_ folded: String, _ display: String) -> [KeyText] {
    if let address = hardwareAddress(folded) {
      return Placeholder.isHardwareAddress(address) ? [] : [KeyText(folded: address, display: display)]
    }
    let folded = folded.split { " ,;|/".contains($0) }
    let shown = display.split { " ,;|/".contains($0) }
    let found = folded.indices.compactMap { index in hardwareAddress(String(folded[index])) }
    // What is no list of addresses is a name like any other.
    guard found.count == folded.count, shown.count == folded.count else {
      return [KeyText(folded: folded.joined(separator: " "), display: display)]
    }
    return zip(found, shown).filter { !Placeholder.isHardwareAddress($0.0) }.map {
      KeyText(folded: $0.0, display: String($0.1))
    }
  }

  /// Twelve hexadecimal digits, however they are grouped (`00-1b-44-11-3a-b7`, `001b.4411.3ab7`), as one word; nil for
  /// any other text.
  static func hardwareAddress(_ folded: String) -> String? {
    var digits = ""
    for byte in folded.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
        digits.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
      default: return nil
      }
    }
    return digits.utf8.count == 12 ? digits : nil
  }
}

extension HostText {
  /// The part of a name as written that is its short form.
  fileprivate static func short(_ display: String, _ folded: String) -> String {
    var name = display[...]
    if let slash = name.lastIndex(of: "\\") { name = name[name.index(after: slash)...] }
    let head = name.prefix(folded.count)
    return Text(String(head)).folded == folded ? String(head) : folded
  }
}
