import Values

/// The values of an evaluation's variables.
public protocol Activation: Sendable {
  /// The value of a variable, or nil where it has none (an evaluation error).
  func value(of variable: String) -> Value?
}

/// Variables in a dictionary.
public struct DictionaryActivation: Activation {
  public var values: [String: Value]

  /// Variables by their full names, qualified ones (`a.b`) among them.
  public init(_ values: [String: Value] = [:]) { self.values = values }

  /// The value, or nil where there is none of that name.
  public func value(of variable: String) -> Value? { values[variable] }
}
