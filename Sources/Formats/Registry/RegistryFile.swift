import Diagnostics

/// A text export of the Windows registry, read.
public struct RegistryFile: Sendable {
  /// The text that places refer to.
  public var source: Source
  /// The keys in the file's order; a key that the file names twice is there twice.
  public var keys: [RegistryKey]
  /// What was wrong.
  public var diagnostics: DiagnosticList
  /// False if the file may hold keys that are not here.
  public var isWhole: Bool

  /// Makes a file of its parts.
  public init(source: Source, keys: [RegistryKey], diagnostics: DiagnosticList, isWhole: Bool) {
    self.source = source
    self.keys = keys
    self.diagnostics = diagnostics
    self.isWhole = isWhole
  }

  /// The keys directly below one, in the file's order; letter case does not count.
  /// - Complexity: O(bytes of the keys' paths)
  public func keys(below path: String) -> [RegistryKey] {
    let prefix = path.lowercased() + "\\"
    return keys.filter { key in
      let lowered = key.path.lowercased()
      return lowered.hasPrefix(prefix) && !lowered.dropFirst(prefix.count).utf8.contains(UInt8(ascii: "\\"))
    }
  }
}

/// A key of the registry with its values.
public struct RegistryKey: Sendable {
  /// The whole path: `HKEY_LOCAL_MACHINE\SOFTWARE\...`.
  public var path: String
  /// Whether the file says to delete the key (`[-HKEY...]`).
  public var isDeleted: Bool
  /// Its values in the file's order.
  public var values: [RegistryValue]
  /// The line of its header, from 1.
  public var line: Int
  /// Where the header stands.
  public var span: Span
  /// Why it cannot be trusted as a whole: a line in it that is no value.
  public var problem: String?

  /// Makes a key of its parts.
  public init(
    path: String, isDeleted: Bool = false, values: [RegistryValue] = [], line: Int, span: Span, problem: String? = nil
  ) {
    self.path = path
    self.isDeleted = isDeleted
    self.values = values
    self.line = line
    self.span = span
    self.problem = problem
  }

  /// The last part of the path.
  public var name: String { path.split(separator: "\\").last.map(String.init) ?? path }

  /// The latest value with a name, letter case not counted; the empty name is the key's default value.
  /// - Complexity: O(values)
  public subscript(name: String) -> RegistryValue? {
    let wanted = name.lowercased()
    return values.last { $0.name.lowercased() == wanted }
  }
}

/// A value of a registry key.
public struct RegistryValue: Sendable {
  /// What it holds.
  public enum Kind: Sendable, Hashable {
    /// `REG_SZ`.
    case string(String)
    /// `REG_EXPAND_SZ`: text with variables of the environment, as written.
    case expandString(String)
    /// `REG_MULTI_SZ`.
    case strings([String])
    /// `REG_DWORD`, of either byte order.
    case dword(UInt32)
    /// `REG_QWORD`.
    case qword(UInt64)
    /// Bytes of any other type, with the type's number.
    case binary([UInt8], type: UInt32)
    /// The file says to delete the value.
    case deleted
    /// What does not fit its type, as it stands in the file.
    case unreadable(String, reason: String)
  }

  /// Its name; empty for the key's default value.
  public var name: String
  /// What it holds.
  public var kind: Kind
  /// The line on which it begins, from 1.
  public var line: Int
  /// Where it stands, name included.
  public var span: Span

  /// Makes a value of its parts.
  public init(name: String, kind: Kind, line: Int, span: Span) {
    self.name = name
    self.kind = kind
    self.line = line
    self.span = span
  }

  /// The value as any reader of records gives it; null where the file says to delete it.
  public var raw: RawValue {
    switch kind {
    case .string(let text), .expandString(let text): .string(text)
    case .strings(let items): .list(items.map { .string($0) })
    case .dword(let number): .number(String(number))
    case .qword(let number): .number(String(number))
    case .binary(let bytes, _): .unreadable("\(bytes.count) bytes", reason: "binary data")
    case .deleted: .null
    case .unreadable(let text, let reason): .unreadable(text, reason: reason)
    }
  }
}
