/// A ward's inventory as it is kept: titles and sums around tables, words for nothing in every column, a scan, a router's
/// table, an agent's log, and a manifest that names half of it. With the verdicts that a person read from it.
enum DirtyWorld {
  static let files: [(path: String, text: String)] = [
    (
      "inventory.yaml",
      """
      inventory: phuong
      unit: {id: sao-mai, name: UBND phường Sao Mai}
      date_order: dmy
      sources:
        - {path: so-camera.csv, declared: true, collected: 2026-01-05, coverage: {camera: complete}}
        - {path: tk.csv, entity: account, declared: true, collected: 2026-01-05, coverage: {account.camera: complete}}
        - {path: may.csv, declared: true, collected: 2026-01-05}
        - {path: nat.csv, collected: 2026-01-06, coverage: {exposure.nat: complete, exposure.upnp: complete}}
        - {path: hop.csv, declared: true, collected: 2026-01-15}
      """
    ),
    (
      "so-camera.csv",
      """
      UBND PHƯỜNG SAO MAI
      DANH SÁCH CAMERA
      STT;Mã TS;Tên camera;Loại;Hãng SX;Model;Dòng phần cứng;Phiên bản FW;Địa chỉ IP;MAC;Nơi lắp đặt;Đã đổi MK (có/không);Ngày đổi MK;Ngày reset;Nắp che;Dùng nắp che;Văn bản cho phép;Nhà cung cấp;Hóa đơn;CO/CQ;Hỗ trợ 2FA;2FA;P2P;Đầu ghi;Tình trạng;Ghi chú
      1;C1;Cổng;Camera IP;Hikvision;DS-2CD2043G2-LIZ(2U)Y;IPC_G0;V5.8.30;;44-19-B6-00-00-11;Cổng;có;01/03/2025;;;;;Công ty An Phát;HĐ 1;;có;có;không;không có;Tốt;
      2;C2;Phòng ngủ trực;ip;Dahua;X;;;10.0.0.12;;Phòng ngủ;không;;;không có;không;không;???;HĐ 2;;không;;không;không;đang dùng;admin/admin
      3;C3;Kho;Camera wifi;Hikvision;DS-2CD2043G2-LIZ(2U)Y;IPC_G0;V5.8.3;10.0.0.13;;Kho;???;;;;;;không;không;chưa có;--;;không;không;Hỏng;
      4;C4;Sân;Camera IP;Hikvision;;;;10.0.0.14;;Sân;x;01/03/2025;01/06/2025;;;;Cty B;#N/A;ko;chưa rõ;;không;không;Tốt;
      5;C5;HL;tương tự;;;;;;;Hành lang;;;;;;;Hàng xách tay Nhật;;;;;;;Hoạt động;
      ;Tổng cộng: 5 camera
      ;;;;;;;;Ngày 05 tháng 01 năm 2026
      """
    ),
    (
      "tk.csv",
      """
      Mã camera;Tên đăng nhập;Phân quyền;Người giữ;Đã nghỉ việc;Đã khóa;Đã đổi mật khẩu;Độ dài MK;Số nhóm ký tự;Dùng chung MK
      C1;admin;quản trị;Bùi Văn Khế;không;không;có;14;3;không
      C1;default;xem;không ai;không;có;không;;;
      C2;admin;quản trị;không;không;không;không;8;2;có
      C3;admin;quản trị;???;không;không;có;14;3;không
      C4;admin;quản trị;Lan và Minh;không;không;có;12;#N/A;không
      """
    ),
    (
      "may.csv",
      """
      Ma TS,Ten may,He dieu hanh,Ngay cap nhat ban va,Muc dich su dung,Tinh trang
      T1,PC-01,Win 10 Pro 22H2,10/01/2026,Thư công vụ,Tốt
      T2,PC-02,Windows 7,-,một cửa,Tốt
      T3,PC-03,Windows 11 Pro 24H2,10/01/2026,???,Tốt
      T4,PC-04,Windows 11 Pro 24H2,10/01/2026,không có,Tốt
      """
    ),
    (
      "PC-01.log",
      """
      {"name":"pack_inventory_programs","calendarTime":"Sat Jan 10 02:00:00 2026 UTC","hostIdentifier":"PC-01","unixTime":"1768010400","action":"snapshot","snapshot":[{"name":"Zoom Workplace (64-bit)","version":"6.2.50939","publisher":"Zoom","install_location":"","identifying_number":""}]}

      """
    ),
    (
      "nat.csv",
      """
      Tên,Cổng ngoài,IP nội bộ,Giao thức,Trạng thái
      cam,8000-8010,10.0.0.11,TCP,Bật
      kho,554,10.0.0.13,TCP,Tắt
      DMZ,DMZ,10.0.0.14,,Bật
      """
    ),
    (
      "quet.xml",
      """
      <nmaprun scanner="nmap" start="1767590000"><host><status state="up" reason="arp-response"/>
      <address addr="10.0.0.11" addrtype="ipv4"/><address addr="44:19:B6:00:00:11" addrtype="mac" vendor="Hangzhou Hikvision"/>
      <ports><port protocol="tcp" portid="554"><state state="open"/></port></ports></host>
      <host><status state="up" reason="arp-response"/><address addr="10.0.0.77" addrtype="ipv4"/>
      <address addr="3C:EF:8C:00:00:77" addrtype="mac" vendor="Zhejiang Dahua Technology"/><ports/></host>
      <runstats><finished time="1767590100"/></runstats></nmaprun>
      """
    ),
    (
      "hop.csv",
      """
      STT,Ngày họp,Nội dung,Phần mềm họp,Trạng thái,Loại phòng,Có mật khẩu,Phòng chờ,Xác thực
      1,05/12/2025,Giao ban,Zoom,đã họp,phòng riêng,có,-,không
      2,06/12/2025,Giao ban,MS Teams,đã họp,PMI,không có,1,0
      """
    ),
  ]

  /// By rule: `subject verdict`.
  static let verdicts: [(rule: String, subjects: String)] = [
    ("default-password-changed", "C1 pass, C2 fail, C3 unknown, C4 fail, C5 notapplicable, 3C:EF:8C:00:00:77 unknown"),
    ("password-strong", "C1 pass, C2 fail, C3 pass, C4 unknown, C5 notapplicable"),
    ("firmware-current", "C1 pass, C2 unknown, C3 fail, C4 unknown, C5 notapplicable"),
    ("not-open-to-internet", "C1 fail, C2 pass, C3 pass, C4 fail, C5 notapplicable"),
    ("origin-clear", "C1 pass, C2 unknown, C3 fail, C4 unknown, C5 fail"),
    ("not-in-sensitive-area", "C1 pass, C2 fail, C3 pass, C4 pass, C5 pass"),
    ("one-owner-per-admin", "C1 pass, C2 fail, C3 unknown, C4 unknown, C5 notapplicable"),
    ("two-factor-on-device", "C1 pass, C2 notapplicable, C3 unknown, C4 unknown, C5 notapplicable"),
    ("zoom-removed", "T1 fail, T2 unknown, T3 unknown, T4 notapplicable"),
    ("os-supported-and-patched", "T1 fail, T2 fail, T3 pass, T4 pass"),
    ("no-zoom-meetings", "sao-mai fail"),
    ("private-room", "hop.csv#1 pass, hop.csv#2 fail"),
    ("passcode-set", "hop.csv#1 pass, hop.csv#2 fail"),
    ("participants-authenticated", "hop.csv#1 unknown, hop.csv#2 pass"),
  ]
}
