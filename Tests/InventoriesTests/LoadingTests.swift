import Testing

@testable import Inventories

@Suite struct LoadingTests {
  @Test func `a folder of canonical files becomes subjects and links`() throws {
    let loaded = try LoadedInventory.of([
      "cameras.csv":
        "name;asset_tag;manufacturer;password state;recorder;unit\nC1;T1;Axis;changed;N1;U1\nN1;T2;Dahua;mặc định;none;U1\n",
      "accounts.json":
        #"[{"uid": "admin", "camera": "C1", "has_mfa": true}, {"uid": "admin", "camera": "t2", "has_mfa": null}]"#,
      "software.ndjson":
        "{\"device\": \"PC-1\", \"name\": \"Zoom\", \"version\": \"5.0\"}\n{\"device\": \"PC-1\", \"name\": \"Zoom\", \"version\": \"5.1\"}\n",
    ])
    #expect(
      try loaded.rows("camera", "vendor", "password.state", "recorder", "unit") == [
        "T1 vendor=Axis password.state=changed recorder=T2 unit=U1",
        "T2 vendor=Dahua password.state=default recorder=null unit=U1",
      ])
    #expect(
      try loaded.rows("account", "camera", "has_mfa") == [
        "T1/admin camera=T1 has_mfa=true", "T2/admin camera=T2 has_mfa=?value-missing",
      ])
    #expect(
      try loaded.rows("software", "device", "version") == [
        "PC-1/Zoom/-/- device=PC-1 version=5.0", "PC-1/Zoom/-/-#2 device=PC-1 version=5.1",
      ])
    #expect(try loaded.rows("device", "hostname") == ["PC-1 (orphan) hostname=?attribute-absent"])
    #expect(try loaded.rows("unit") == ["U1 (orphan)"])
    #expect(loaded.codes == [])
  }
}
