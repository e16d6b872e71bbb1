import Testing

@testable import Inventories

@Suite struct IdentityTests {
  @Test func `the best key that a record has makes the id`() throws {
    let loaded = try LoadedInventory.of([
      "camera.csv": "asset_tag,serial,name,unit\nT1,S1,C1,U1\n,S2,C2,U1\n,,C3,U1\n,,C4,\n"
    ])
    #expect(try loaded.rows("camera") == ["T1", "S2", "C3/U1", "C4"])
  }

  @Test func `one subject under several sources is one row`() throws {
    let loaded = try LoadedInventory.of([
      "a/cameras.csv": "asset_tag,serial,vendor\nT1,S1,Axis\n",
      "b/cameras.csv": "serial,name,live\ns1,C1,yes\n",
    ])
    #expect(try loaded.rows("camera", "vendor", "name", "live") == ["T1 vendor=Axis name=C1 live=true"])
    #expect(loaded.report.entities.first { $0.entity == "camera" }?.merged == 1)
  }

  @Test(arguments: [
    "To be filled by O.E.M.", "Default string", "0000", "N/A", "4.94E+11", "unknown", "không có", "", "-", "xxxxxx",
    "System Serial Number",
  ])
  func `a placeholder is no key`(serial: String) throws {
    let loaded = try LoadedInventory.of([
      "cameras.csv": "serial,name,unit\n\(serial),C1,U1\n\(serial),C2,U1\n"
    ])
    #expect(try loaded.rows("camera") == ["C1/U1", "C2/U1"])
  }

  @Test func `a shared lower key does not join what differs in a higher one`() throws {
    let loaded = try LoadedInventory.of([
      "devices.csv": "asset_tag,serial,hostname\nT1,S9,A\nT2,S9,B\n,S9,C\n"
    ])
    #expect(try loaded.rows("device", "hostname") == ["T1 hostname=A", "T2 hostname=B", "S9 hostname=C"])
    #expect(loaded.codes == ["KIEM4021 warning"])
  }

  @Test func `addresses join however they are written, and one of several is enough`() throws {
    let loaded = try LoadedInventory.of([
      "a.json": #"{"device": [{"mac": ["00:1B:44:11:3A:B7", "00:1b:44:11:3a:b8"], "hostname": "PC-1"}]}"#,
      "b.json": #"{"device": [{"mac": ["001b.4411.3ab8", "00-1b-44-11-3a-b9"], "model": "X"}]}"#,
    ])
    let rows = try loaded.rows("device", "hostname", "model")
    #expect(rows == ["00:1B:44:11:3A:B7 hostname=PC-1 model=X"])
  }

  @Test func `a name without its unit joins the one subject that has it`() throws {
    let one = try LoadedInventory.of([
      "a/cameras.csv": "name,unit,vendor\nC1,U1,Axis\n", "b/cameras.csv": "name,live\nC1,yes\n",
    ])
    #expect(try one.rows("camera", "vendor", "live") == ["C1/U1 vendor=Axis live=true"])
    let two = try LoadedInventory.of([
      "a/cameras.csv": "name,unit,vendor\nC1,U1,Axis\nC1,U2,Dahua\n", "b/cameras.csv": "name,live\nC1,yes\n",
    ])
    #expect(
      try two.rows("camera", "vendor", "live") == [
        "C1/U1 vendor=Axis live=?attribute-absent", "C1/U2 vendor=Dahua live=?attribute-absent",
        "C1 vendor=?attribute-absent live=true",
      ])
  }

  @Test func `two subjects never get one id`() throws {
    let loaded = try LoadedInventory.of(["cameras.csv": "asset_tag,serial,name\n,X1,C1\nX1,,C2\n"])
    #expect(try loaded.rows("camera", "name") == ["serial=X1 name=C1", "X1 name=C2"])
  }

  @Test func `a record without a key stays a subject and keeps the register from closing`() throws {
    let loaded = try LoadedInventory.of([
      "inventory.yaml": """
      inventory: i
      unit: u1
      sources: [{path: cameras.csv, entity: camera, coverage: {camera: complete}}]
      """, "cameras.csv": "name,vendor\nC1,Axis\n,Dahua\n",
    ])
    #expect(try loaded.rows("camera", "vendor") == ["C1/u1 vendor=Axis", "cameras.csv#2 vendor=Dahua"])
    #expect(try loaded.claims() == ["camera/unit: partial of u1"])
    #expect(loaded.codes == ["KIEM4020 warning", "KIEM4018 warning"])
  }

  @Test func `decomposed and composed letters are one name`() throws {
    let loaded = try LoadedInventory.of([
      "a/cameras.csv": "name,vendor\nPho\u{300}ng ngu\u{309}  1,Axis\n",
      "b/cameras.csv": "name,live\nphòng ngủ 1,yes\n",
    ])
    #expect(try loaded.rows("camera", "vendor", "live") == ["Phòng ngủ 1 vendor=Axis live=true"])
  }

  @Test func `an account of one service is not the account of a camera`() throws {
    let loaded = try LoadedInventory.of([
      "accounts.csv": "uid,service,camera\nadmin,,C1\nadmin,,C2\nadmin,zoom,\nadmin,zoom,\n"
    ])
    #expect(try loaded.rows("account") == ["C1/admin", "C2/admin", "zoom/admin"])
    #expect(loaded.report.entities.first { $0.entity == "account" }?.duplicates == 1)
  }
}

@Suite struct IdentityResolverTests {
  private func whole(_ text: String) -> RecordKey { RecordKey(text: text, name: text, isPartial: false) }

  @Test func `a chain that would join two different subjects joins nobody`() {
    // 0 and 2 differ in the better key; 1 shares one address with each.
    let keys: [[[RecordKey]]] = [
      [[whole("T1")], [], [whole("T2")]], [[whole("m1")], [whole("m1"), whole("m2")], [whole("m2")]],
    ]
    let resolver = IdentityResolver(keys, records: 3)
    #expect(resolver.subjects() == [[0], [1], [2]])
    #expect(resolver.ambiguities.map(\.name) == ["m1", "m2"])
  }

  @Test func `the order of records does not decide who is joined`() {
    var seed: UInt64 = 42
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    for _ in 0..<200 {
      let count = 2 + next(7)
      var keys: [[[RecordKey]]] = []
      for rank in 0..<3 {
        keys.append(
          (0..<count).map { _ in
            (0..<next(3)).map { _ in
              let name = "\(rank)\(next(4))"
              return next(5) == 0 && rank == 2
                ? RecordKey(text: name, name: name, isPartial: true)
                : RecordKey(text: name + "u", name: name, isPartial: false)
            }
          })
      }
      var order = Array(0..<count)
      for index in order.indices.reversed() { order.swapAt(index, next(index + 1)) }
      let plain = IdentityResolver(keys, records: count).subjects()
      let shuffled = IdentityResolver(keys.map { rank in order.map { rank[$0] } }, records: count).subjects()
      let back = Set(shuffled.map { Set($0.map { order[$0] }) })
      #expect(Set(plain.map(Set.init)) == back, "seed \(seed)")
    }
  }
}

@Suite struct ScaleTests {
  @Test func `many records of one key or one name stay linear`() throws {
    var same = "asset_tag,hostname,model\n"
    var shared = "asset_tag,hostname,model\n"
    var nameless = "asset_tag,hostname,model\n"
    for index in 0..<4000 {
      same += "T1,pc-same,M\(index)\n"
      shared += "X\(index),pc-same,M\n"
      nameless += ",,M\(index)\n"
    }
    let loaded = try LoadedInventory.of(["a/devices.csv": same, "b/devices.csv": shared, "c/devices.csv": nameless])
    #expect(loaded.inventory?.table("device")?.count == 8001)
    #expect(loaded.diagnostics.all.count == 22)
    let raw = try #require(loaded.inventory?.table("device")?.column("model")[0].raw)
    #expect(raw.hasSuffix("| ... (4000 in all)"))
  }
}
