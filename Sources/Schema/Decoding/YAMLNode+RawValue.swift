import Formats

extension YAMLNode {
  /// The value as a source of records would give it. Numbers keep their spelling, quoted texts are texts.
  public func asRawValue() -> RawValue {
    switch kind {
    case .scalar(let scalar):
      if scalar.isNull { return .null }
      if let bool = scalar.plainBool { return .bool(bool) }
      let isNumber = scalar.style == .plain && NumberReading.double(scalar.text) != nil
      return isNumber ? .number(scalar.text) : .string(scalar.text)
    case .sequence(let items): return .list(items.map { $0.asRawValue() })
    case .mapping(let entries):
      return .map(entries.map { RawValue.Field($0.key.scalar?.text ?? "", $0.value.asRawValue()) })
    }
  }
}
