/// What CEL sees of an entity, a catalog, a catalog's row, the parameters or the run: named members.
///
/// An entity's dotted attributes are nested objects: `camera.password` is an object whose member is `state`.
/// A member is an attribute, a fact, a to-one relation (an object, null or unknown) or a to-many relation (a list).
public protocol ObjectValue: Sendable {
  /// The static type, by which the checker knows the members.
  var type: ObjectType { get }

  /// What makes two objects the same one: the type's name and the subject.
  var identity: String { get }

  /// The id of the subject, as the causes of unknowns name it; empty where there is none.
  var subject: String { get }

  /// The value of a member; `unknown` where it is not known, `failure` where there is no such member.
  func member(_ name: String) -> Value

  /// `has(x.name)`: true, false or unknown (DESIGN section 2.2).
  func has(_ name: String) -> Value

  /// Itself, where it is a row of reference data: asked of every value that a catalog gives, and cheaper than a cast.
  var reference: (any ReferenceRow)? { get }

  /// Itself, where it looks such rows up.
  var referenceCatalog: (any ReferenceCatalog)? { get }

  /// The result of a method such as a catalog's `row`, or nil where the object has no such method.
  func call(_ method: String, _ arguments: [Value]) -> Value?
}

extension ObjectValue {
  /// None, unless a type says otherwise.
  public var subject: String { "" }

  /// None, unless it is a `ReferenceRow`.
  public var reference: (any ReferenceRow)? { nil }

  /// None, unless it is a `ReferenceCatalog`.
  public var referenceCatalog: (any ReferenceCatalog)? { nil }

  /// No methods, unless a type says otherwise.
  public func call(_ method: String, _ arguments: [Value]) -> Value? { nil }
}

/// The name of an object type, and for a group of dotted attributes the path to it: `camera` with `["password"]`.
public struct ObjectType: Hashable, Sendable, CustomStringConvertible {
  /// The entity, or what else the environment declares.
  public var name: String
  /// Empty, or the group of dotted attributes.
  public var path: [String]

  /// The type of an entity, or of a group of its attributes.
  public init(_ name: String, path: [String] = []) {
    self.name = name
    self.path = path
  }

  /// As a user would write it: `camera.password`.
  public var description: String { ([name] + path).joined(separator: ".") }
}

/// A to-many relation that can be narrowed to an interval of time.
///
/// A class, so that a list with one is no larger than need be.
public protocol RelationValue: AnyObject, Sendable {
  /// The elements within the interval, closed if the sources cover it (`unit.meetings.during(from, to)`), both ends
  /// inclusive. An argument that is no date or timestamp gives a failure.
  func during(_ from: Value, _ to: Value) -> Value
}

/// Where a list or a map stands in a document; told of whatever an expression looks up in it, so that evidence can name
/// the place of what decided.
public protocol ValueOrigin: AnyObject, Sendable {
  /// A key of the map was looked up, whether it is there or not.
  func didLookUp(_ key: Value)

  /// An element of the list, or an entry of the map, was looked at.
  func didVisit(_ position: Int)
}
