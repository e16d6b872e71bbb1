import Diagnostics
import Values

/// What an expression may name: variables, functions and the members of object types.
public struct Environment: Sendable {
  /// A variable and where it was declared, if a file declares it.
  public struct Variable: Sendable {
    public var type: ValueType
    public var origin: Span?

    public init(_ type: ValueType, origin: Span? = nil) {
      self.type = type
      self.origin = origin
    }
  }

  public var variables: [String: Variable]
  public var functions: FunctionLibrary
  public var objects: any ObjectTypes
  /// The namespace in which unqualified names are looked up first (CEL's container), empty in policies.
  public var container: String

  public init(
    variables: [String: Variable] = [:], functions: FunctionLibrary = .standard,
    objects: any ObjectTypes = NoObjectTypes(), container: String = ""
  ) {
    self.variables = variables
    self.functions = functions
    self.objects = objects
    self.container = container
  }
}

/// The members of object types: what the schema says of entities, a policy of its facts, a catalog of its columns.
public protocol ObjectTypes: Sendable {
  /// The member of that name, or nil. For a group of dotted attributes the type is an object type with a longer path.
  func member(_ name: String, of type: ObjectType) -> ObjectMember?

  /// All member names, for suggestions.
  func memberNames(of type: ObjectType) -> [String]

  /// The signatures of a method (a catalog's `row`), empty where there is none. The receiver is not among the parameters.
  func methods(_ name: String, of type: ObjectType) -> [MethodSignature]

  /// All method names, for suggestions.
  func methodNames(of type: ObjectType) -> [String]
}

/// A member of an object type.
public struct ObjectMember: Sendable {
  public var type: ValueType
  /// Whether it is a to-many relation with a time window, so that `during` applies.
  public var hasWindow: Bool
  /// Where it is declared, to be shown when two things conflict.
  public var origin: Span?

  public init(_ type: ValueType, hasWindow: Bool = false, origin: Span? = nil) {
    self.type = type
    self.hasWindow = hasWindow
    self.origin = origin
  }
}

/// The parameters and result of a method. More arguments than parameters are an error unless `isVariadic`, where the
/// last parameter may repeat.
public struct MethodSignature: Sendable {
  public var parameters: [ValueType]
  public var isVariadic: Bool
  public var result: ValueType

  public init(_ parameters: [ValueType], isVariadic: Bool = false, result: ValueType) {
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.result = result
  }
}

/// No object types: the environment of an expression over plain values.
public struct NoObjectTypes: ObjectTypes {
  public init() {}
  public func member(_ name: String, of type: ObjectType) -> ObjectMember? { nil }
  public func memberNames(of type: ObjectType) -> [String] { [] }
  public func methods(_ name: String, of type: ObjectType) -> [MethodSignature] { [] }
  public func methodNames(of type: ObjectType) -> [String] { [] }
}
