/// The files of the standard world.
public enum WorldText {
  public static let policies: [String: String] = [
    "made-up/policy.yaml": policy, "shared/schema/inventory.yaml": schema,
    "shared/catalogs/releases.yaml": catalog, "profile.yaml": profile,
  ]

  public static let files: [String: String] = [
    "inventory.yaml": manifest, "units.csv": units, "devices.csv": devices, "agent.json": agent,
    "software.csv": software, "accounts.csv": accounts,
  ]

  public static let schema = """
    schema: inventory
    version: 1.0.0
    words: {missing: ["?", không rõ], none: [không có], yes: [có], no: [không]}
    entities:
      unit:
        identity: {keys: [[id]]}
        attributes: {id: text, name: text}
        relations:
          parent: {one: unit}
          devices: {many: device, closed_by: [device]}
          accounts: {many: account, closed_by: [account]}
      device:
        identity: {keys: [[hostname]]}
        attributes:
          hostname: text
          status: {type: enum, values: {used: [đang dùng], gone: [thanh lý]}}
          lock: {type: enum, values: {set: [đã đặt], default: [mặc định]}}
          patched: date
          admin.password: {type: string, sensitive: secret}
          link: string
          note: text
          owner: {type: text, sensitive: personal}
        relations:
          unit: {one: unit}
          software: {many: software, closed_by: [software]}
      software:
        identity: {row: [device, name]}
        attributes: {name: text, version: version}
        relations:
          device: {one: device}
      account:
        identity: {keys: [[uid]]}
        attributes: {uid: {type: text, sensitive: personal}, mfa: bool, login: text}
        relations:
          unit: {one: unit}
      camera:
        identity: {keys: [[name]]}
        attributes: {name: text}
    """

  public static let catalog = """
    catalog: releases
    as_of: 2026-01-01
    origin: made up
    columns: {product: text, minimum: version}
    key: [product]
    rows:
      - {product: Zoom, minimum: "6.5"}
    """

  public static let policy = """
    policy: made-up
    version: 1.2.0
    title: {vi: Chính sách thử nghiệm, en: A made-up policy}
    advisory:
      number: 12/CV
      issuer: UBND phường Mây
      date: 2025-12-30
      clauses:
        - {id: C1.zoom, force: mandatory, quote: Gỡ phần mềm Zoom, title: {vi: Gỡ Zoom, en: Remove Zoom}}
        - {id: C2.lock, force: mandatory, quote: Đặt mật khẩu, title: {vi: Đặt mật khẩu, en: Set a password}}
        - {id: C3.word, force: mandatory, quote: Quán triệt, title: {vi: Quán triệt, en: Pass the word on}}
        - {id: C4.rest, force: recommended, quote: Việc khác, title: {vi: Việc khác, en: The rest}}
        - id: C5.heart
          force: recommended
          quote: Nêu cao tinh thần
          title: {vi: Nêu cao tinh thần, en: Show spirit}
          encoded: none
          reason: {vi: không đo được, en: nothing measures it}
    uses: [inventory, releases]
    freshness: {device: 60}
    parameters:
      days: {type: int, default: 60, doc: {en: Age of a patch}}
    facts:
      device:
        live: device.status != 'gone'
    rules:
      - id: zoom-removed
        clause: C1.zoom
        subject: device
        severity: high
        when: device.live
        check: "!device.software.exists(s, s.name == 'Zoom')"
        title: {vi: Không còn Zoom, en: No Zoom is left}
        remediation: {vi: Gỡ Zoom rồi kiểm kê lại., en: Uninstall Zoom and collect again.}
        references: [CVE-2020-11469]
      - id: zoom-current
        clause: C1.zoom
        subject: software
        severity: medium
        when: software.name == 'Zoom'
        check: software.version >= releases.row(software.name).minimum
        title: {vi: Zoom mới, en: Zoom is current}
      - id: locked
        clause: C2.lock
        subject: device
        severity: critical
        when: device.live
        check: device.lock == 'set' && size(device.admin.password) >= 8
        title: {vi: Đã đặt mật khẩu, en: A password is set}
        remediation: {vi: Đặt mật khẩu., en: Set a password.}
      - id: patched
        clause: C2.lock
        subject: device
        severity: low
        when: device.live
        check: days_between(device.patched, run.as_of) <= params.days
        title: {vi: Đã vá, en: Patches are installed}
      - id: instructed
        clause: C3.word
        subject: unit
        severity: medium
        attest: {ask: {vi: Đã quán triệt chưa?, en: Was everybody told?}, whole: unit, max_age_days: 365}
        title: {vi: Đã quán triệt, en: Everybody was told}
      - id: mfa
        clause: C4.rest
        subject: account
        of: unit
        severity: info
        check: account.mfa && account.login != ''
        title: {vi: Xác thực hai lớp, en: A second factor is on}
      - id: linked
        clause: C4.rest
        subject: device
        severity: info
        # silence: few devices have one
        check: "(has(device.link) ? device.link != 'none' : true) && int(device.note) > 0"
        title: {vi: Liên kết, en: A link is noted}
      - id: cameras
        clause: C4.rest
        subject: camera
        severity: info
        check: camera.name != ''
        title: {vi: Camera, en: Cameras have names}
      - id: left-out
        clause: C4.rest
        subject: device
        severity: info
        check: device.live
        title: {vi: Bỏ qua, en: Left out}
    """

  public static let profile = """
    profile: ward
    zone: Asia/Ho_Chi_Minh
    policies: [made-up]
    waivers: [ward-waivers]
    attestations: [ward-attestations]
    skip:
      - {rule: made-up/left-out, reason: Không dùng ở đây, approved_by: Trần Thị Bưởi}
    ---
    waivers: ward-waivers
    items:
      - rule: made-up/zoom-removed
        subject: device.hostname == 'PC-1'
        reason: Máy đối chứng
        requested_by: Lò Văn Gió
        approved_by: Hoàng Thị Triều
        from: 2026-01-01
        until: 2026-03-31
      - rule: made-up/zoom-removed
        subject: device.hostname == 'PC-2'
        reason: Chờ phần mềm thay thế
        requested_by: Lò Văn Gió
        approved_by: Hoàng Thị Triều
        from: 2025-10-01
        until: 2025-12-31
    ---
    attestations: ward-attestations
    items:
      - {rule: made-up/instructed, subject: unit.id == 'vp', answer: true, signed_by: Lê Thị Hạ, role: Chủ tịch, date: 2025-12-01}
      - {rule: made-up/instructed, subject: unit.id == 'th', answer: false, signed_by: Vũ Thị Sò, role: Hiệu trưởng, date: 2026-01-06, document: 02/BC}
      - {rule: made-up/instructed, subject: unit.id == 'tyt', answer: true, signed_by: Kiều Văn Nhãn, role: Trưởng trạm, date: 2024-05-05}
    """

  public static let manifest = """
    inventory: ward-2026
    zone: Asia/Ho_Chi_Minh
    obtained: {by: Trần Thị Bưởi}
    sources:
      - {path: units.csv, entity: unit, collected: 2026-01-05, obtained: {by: Kiều Văn Nhãn, how: "xuất từ HRM, mật khẩu: Pl4nted", at: 2026-01-05}}
      - {path: devices.csv, entity: device, collected: 2026-01-10, coverage: {device: complete}, date_order: dmy}
      - {path: agent.json, entity: device, collected: 2026-01-10, date_order: dmy}
      - {path: software.csv, entity: software, collected: 2026-01-12, coverage: {software: complete-where-present}}
      - {path: accounts.csv, entity: account, collected: 2026-01-12, coverage: {account: partial}}
    """

  public static let units = """
    id,name,parent
    vp,Văn phòng,
    th,Trường THCS Đảo Mây,vp
    tyt,Trạm Y tế,vp
    ktht,Phòng Kinh tế,vp
    """

  /// PC-1 is waived, the waiver of PC-2 has expired, of PC-3 no software was collected, PC-4 is gone, of PC-5 nothing
  /// can be read.
  public static let devices = """
    hostname,unit,status,lock,patched,admin.password,link,note,owner
    PC-1,vp,đang dùng,đã đặt,02/01/2026,correct horse,,1,Nguyễn Văn Ốc
    PC-2,vp,đang dùng,mặc định,01/06/2025,Hunter2secret,rtsp://root:Tr0ubador@10.0.0.9/live?x=1,2,Trần Thị Mận
    PC-3,th,đang dùng,,03/01/2026,staple battery,,3,
    PC-4,th,thanh lý,,,,,4,
    PC-5,tyt,đang dùng,lung tung,31/11/2025,,http://cam/login?user=admin&password=S3samOpen,x Hunter2secret,
    """

  public static let agent = """
    [
      {"hostname": "PC-3", "patched": "04/01/2026"}
    ]
    """

  public static let software = """
    device,name,version
    PC-1,Zoom,6.6.1
    PC-2,Zoom,6.1
    PC-2,ZoomIt của Trần Thị Mận,8.0
    PC-5,LibreOffice,24.8
    PC-9,Zoom,?
    """

  public static let accounts = """
    uid,unit,mfa,login
    oc.nguyen@may.gov.vn,vp,có,https://zoom.us/j/1?pwd=Pl4nted
    man.tran@may.gov.vn,th,không,
    """
}
