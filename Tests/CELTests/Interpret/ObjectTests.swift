import CEL
import Testing
import Values

@Suite struct ObjectTests {
  private let camera = TestObject(
    name: "camera", subject: "C-1",
    members: [
      "vendor": .text(Text("HIKVISION ")), "recorder": .null, "firmware": .string("n/a"),
      "model": .unknown(Unknown(.valueMissing, "camera.model", subject: "C-1")),
      "bad": .unknown(Unknown(.valueUnreadable, "camera.bad", subject: "C-1")),
    ], absent: ["serial"])

  private var variables: [String: Value] {
    ["camera": .object(camera), "m": MapValue([.init(key: .string("k"), value: .null)]).map(Value.map) ?? .null]
  }

  @Test func `has and given differ exactly where nothing is known`() {
    Evaluating.expect(
      """
      has(camera.vendor)          => true
      has(camera.bad)             => true
      has(camera.model)           => false
      has(camera.recorder)        => false
      has(camera.serial)          => unknown(attribute-absent camera.serial C-1)
      given(camera.vendor)        => true
      given(camera.bad)           => true
      given(camera.model)         => false
      given(camera.recorder)      => false
      given(camera.serial)        => false
      given(camera.nosuch)        => failure: camera has no attribute nosuch
      given(camera.recorder.name) => false
      has(camera.recorder.name)   => failure: no such field: `name` of null
      has(m.k)                    => true
      has(m.z)                    => false
      """, variables)
  }

  @Test func `a null relation has nothing, where the type says that it is one`() {
    let environment = Environment(
      variables: ["camera": .init(.object(ObjectType("camera")))], objects: CameraTypes())
    #expect(Evaluating.checked("has(camera.recorder.vendor)", environment, variables) == "false")
    #expect(Evaluating.checked("given(camera.recorder.vendor)", environment, variables) == "false")
    #expect(
      Evaluating.checked("camera.recorder.vendor", environment, variables)
        == "failure: no such field: `vendor` of null")
  }

  @Test func `text compares folded with text and string, and keeps its display form in string functions`() {
    Evaluating.expect(
      """
      camera.vendor == 'hikvision'             => true
      'Hikvision' == camera.vendor             => true
      camera.vendor != ' HIKVISION'            => false
      camera.vendor in ['dahua', 'Hikvision']  => true
      camera.vendor < 'i'                      => true
      camera.vendor.startsWith('HIK')          => true
      camera.vendor.startsWith('hik')          => false
      camera.vendor + '!'                      => "HIKVISION!"
      normalized(camera.vendor)                => "hikvision"
      size(camera.vendor)                      => 9
      """, variables)
    let environment = Environment(
      variables: ["camera": .init(.object(ObjectType("camera")))], objects: CameraTypes())
    for (text, expected) in [
      ("camera.vendor == 'hikvision'", "true"), ("camera.vendor in ['Hikvision', 'x']", "true"),
      ("camera.vendor + ' x '", "\"HIKVISION x \""), ("mentions(camera.vendor, 'hikvision')", "true"),
    ] {
      #expect(Evaluating.checked(text, environment, variables) == expected, "\(text)")
    }
  }

  @Test func `an optional of an attribute is there exactly where has is true`() {
    Evaluating.expect(
      """
      camera.?vendor.hasValue()       => true
      camera.?recorder.hasValue()     => false
      camera.?model.orValue('x')      => "x"
      camera.?serial.orValue('x')     => unknown(attribute-absent camera.serial C-1)
      camera.?bad.orValue('x')        => unknown(value-unreadable camera.bad C-1)
      """, variables)
  }

  @Test func `methods go to the object, and what has none says so`() {
    Evaluating.expect(
      """
      camera.row(1, 'a')              => [1, "a"]
      camera.row(camera.serial)       => unknown(attribute-absent camera.serial C-1)
      camera.nosuch()                 => failure: no such overload: `nosuch` applied to (camera)
      [1].during(1, 2)                => failure: `during` applies to a relation over time only
      camera == camera                => true
      camera == null                  => false
      camera in [camera]              => true
      """, variables)
  }

  @Test func `an unknown made of an unreadable value names the attribute and the subject`() {
    let environment = Environment(
      variables: ["camera": .init(.object(ObjectType("camera")))], objects: CameraTypes())
    for (text, expected) in [
      ("version(camera.firmware)", "unknown(value-unreadable camera.firmware C-1 n/a)"),
      ("date(camera.firmware)", "unknown(value-unreadable camera.firmware C-1 n/a)"),
      ("version('n/a')", "unknown(value-unreadable n/a)"),
      ("version(camera.serial)", "unknown(attribute-absent camera.serial C-1)"),
      ("undecided('too old')", "unknown(undecided too old)"),
    ] {
      #expect(Evaluating.checked(text, environment, variables) == expected, "\(text)")
    }
  }
}

private struct CameraTypes: ObjectTypes {
  func member(_ name: String, of type: ObjectType) -> ObjectMember? {
    switch name {
    case "recorder": ObjectMember(.object(ObjectType("camera")))
    case "vendor": ObjectMember(.text)
    case "firmware", "serial": ObjectMember(.string)
    default: nil
    }
  }
  func memberNames(of type: ObjectType) -> [String] { ["recorder", "vendor", "firmware", "serial"] }
  func methods(_ name: String, of type: ObjectType) -> [MethodSignature] { [] }
  func methodNames(of type: ObjectType) -> [String] { [] }
}
