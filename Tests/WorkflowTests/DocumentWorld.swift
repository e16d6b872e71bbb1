import FoundationEssentials
import Testing

@testable import Workflow

/// A small configuration repository and a policy about it.
enum DocumentWorld {
  static let policy = """
    policy: repository
    version: 1.0.0
    title: {vi: Kho cấu hình, en: Configuration repository}
    advisory:
      issuer: Test
      clauses:
        - {id: A, force: mandatory, quote: Máy chủ MQTT phải mã hoá, en: MQTT must be encrypted}
        - {id: B, force: mandatory, quote: Camera phải có luồng mã hoá, en: Streams must be encrypted}
        - {id: C, force: mandatory, quote: Không ghi mật khẩu, en: No passwords in files}
    uses: [inventory]
    rules:
      - id: mqtt-tls
        clause: A
        subject: document
        for: frigate*.yml
        severity: high
        check: document.data.mqtt.tls == true
        title: {vi: MQTT mã hoá, en: MQTT is encrypted}
        remediation: {vi: Bật TLS, en: Switch TLS on}
      - id: streams-encrypted
        clause: B
        subject: document
        for: ["**/go2rtc.yaml"]
        severity: medium
        check: document.data.streams.all(name, document.data.streams[name].startsWith('rtsps:'))
        title: {vi: Luồng mã hoá, en: Streams are encrypted}
        remediation: {vi: Dùng rtsps, en: Use rtsps}
      - id: no-password
        clause: C
        subject: document
        severity: low
        when: has(document.data.mqtt)
        check: "!has(document.data.mqtt.password)"
        title: {vi: Không có mật khẩu, en: There is no password}
        remediation: {vi: Dùng kho bí mật, en: Use a vault}

    """

  static let files: [(path: String, text: String)] = [
    (
      "frigate.yml",
      """
      mqtt:
        host: broker
        tls: false
        password: Hunter-22-Secret
      cameras: {}

      """
    ),
    ("site/frigate-good.yml", "mqtt:\n  tls: true\n"),
    ("site/frigate-bare.yml", "# nothing about TLS\nmqtt:\n  host: broker\n"),
    ("site/frigate-template.yml", "mqtt:\n  tls: '{{ mqtt_tls }}'\n"),
    (
      "site/frigate-waived.yml",
      "mqtt:\n  # kiem:ignore mqtt-tls until=2026-06-30 reason=\"moved in May\"\n  tls: false\n"
    ),
    (
      "site/frigate-lapsed.yml", "mqtt:\n  tls: false # kiem:ignore mqtt-tls until=2025-06-30 reason=\"moved in May\"\n"
    ),
    ("site/frigate-broken.yml", "mqtt:\n  tls: [true\n"),
    (
      "video/go2rtc.yaml",
      "streams:\n  gate: rtsps://10.0.0.7/main\n  yard: rtsp://admin:Yard-Pass-9@10.0.0.8/main\n"
    ),
    ("README.md", "# A repository\n"), ("src/main.swift", "print(1)\n"),
  ]

  /// The policy and the repository in folders of their own.
  static func written(in folder: Folder, policy: String = policy, extra: [(path: String, text: String)] = []) throws
    -> (
      repository: String, policy: String
    )
  {
    let own = "\(folder.path)/policies/repository"
    try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
    try folder.write("policies/repository/policy.yaml", policy)
    for (path, text) in files + extra {
      let parent = "\(folder.path)/repo/\(path)".split(separator: "/", omittingEmptySubsequences: false).dropLast()
      try FileManager.default.createDirectory(
        atPath: parent.joined(separator: "/"), withIntermediateDirectories: true)
      try folder.write("repo/\(path)", text)
    }
    return ("\(folder.path)/repo", own)
  }
}
