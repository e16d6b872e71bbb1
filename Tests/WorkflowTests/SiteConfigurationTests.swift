import Testing

@testable import Workflow

/// Configuration of programs that a site keeps in a repository, as their own documentation writes it, each with secrets
/// in it: what rules find stands on its line, what is a template stays open, and nobody is told a secret.
struct SiteConfigurationTests {
  private static let secrets = (1...9).map { "Cam-Pass-\($0)" } + ["Mail-Pass-6"]

  private func check(
    _ format: String, policies: [String]? = nil
  ) throws -> (status: Workflow.ExitStatus, text: String, told: String) {
    try Project.withFolder { folder in
      let own = "\(folder.path)/policies/site-configuration"
      try folder.write("policies/site-configuration/policy.yaml", Self.policy)
      for (path, text) in Self.files { try folder.write("repo/\(path)", text) }
      let recorder = Recorder()
      let request = try CheckRequest(
        inventory: ["\(folder.path)/repo"], policies: policies ?? [own], profile: nil, asOf: "2026-01-15",
        formats: [format], failOn: nil, allowsUnknown: false, language: "en", threads: 1, showsAll: true,
        overwrites: false)
      return (Command.check(request, console: recorder.console), recorder.text, recorder.told)
    }
  }

  @Test func `findings stand on their lines`() throws {
    let (status, text, told) = try check("findings")
    #expect(status == .failed, "\(told)")
    Snapshot.expect(text, "site-configuration.findings.csv")
  }

  @Test(arguments: CheckRequest.formatNames)
  func `no secret reaches any output`(format: String) throws {
    for policies in [nil, [Project.policies]] {
      let (_, text, told) = try check(format, policies: policies)
      for secret in Self.secrets { #expect(!text.contains(secret) && !told.contains(secret), "\(format) \(secret)") }
    }
  }

  @Test func `nothing is decided of cameras that configuration only mentions`() throws {
    let text = try check("records", policies: [Project.policies]).text
    #expect(!text.isEmpty)
    #expect(!text.contains("\"verdict\":\"fail\"") && !text.contains("\"verdict\":\"error\""))
    let counts = try check("counts", policies: [Project.policies]).text
    #expect(!counts.contains("\"pass\": 1"), "\(counts)")
  }

  private static let files: [(path: String, text: String)] = [
    (
      "compose/docker-compose.yml",
      """
      services:
        ffmpeg:
          image: linuxserver/ffmpeg
          command: -i rtsp://admin:Cam-Pass-1@192.0.2.11:554/stream1 -c copy out.mp4
          environment:
            - RTSP_URL=rtsp://admin:Cam-Pass-2@192.0.2.12:554/stream1
            - "OTHER=${X}"
        cam:
          environment:
            RTSP_URL: rtsp://root:root@192.0.2.13/live

      """
    ),
    (
      "mediamtx/mediamtx.yml",
      """
      logLevel: info
      rtsp: yes
      protocols: [tcp]
      encryption: "no"
      rtspAddress: :8554
      authInternalUsers:
        - user: any
          pass:
          ips: []
          permissions:
            - action: publish
              path:
            - action: read
              path:
      paths:
        gate:
          source: rtsp://admin:Cam-Pass-3@192.0.2.14:554/Streaming/Channels/101
          sourceOnDemand: yes
        all_others:

      """
    ),
    (
      "ha/configuration.yaml",
      """
      homeassistant:
        name: Home
      http:
        server_port: 8123
        trusted_proxies: !include proxies.yaml
      camera:
        - platform: generic
          still_image_url: http://192.0.2.15/snap.jpg
          stream_source: !secret gate_stream
          username: !secret gate_user
          password: !secret gate_password
        - platform: ffmpeg
          name: Yard
          input: rtsp://admin:Cam-Pass-4@192.0.2.16/stream
      onvif:

      """
    ),
    (
      "ha/secrets.yaml",
      """
      gate_stream: rtsp://viewer:Cam-Pass-5@192.0.2.15/1
      gate_user: viewer
      gate_password: Cam-Pass-5

      """
    ),
    (
      "zm/zm.conf",
      """
      ZM_DB_HOST=localhost
      ZM_DB_USER=zmuser
      ZM_DB_PASS=zmpass
      ZM_PATH_DATA=/usr/share/zoneminder

      """
    ),
    (
      "shinobi/conf.json",
      """
      {"port": 8080, "passwordType": "sha256", "db": {"host": "127.0.0.1", "user": "majesticflame", "password": "", "database": "ccio", "port":3306}, "mail": {"service":"gmail","auth":{"user":"x@example.org","pass":"Mail-Pass-6"}}, "cron": {"key":"change_this_to_something_very_random__just_anything_other_than_this"}, "pluginKeys":{}}

      """
    ),
    (
      "shinobi/super.json",
      """
      [{"mail":"admin@shinobi.video","pass":"21232f297a57a5a743894a0e4a801fc3"}]

      """
    ),
    (
      "shinobi/monitors.json",
      #"""
      [{"mid":"gate","name":"Gate","type":"h264","protocol":"rtsp","host":"192.0.2.17","port":"554","path":"/stream","details":"{\"auto_host\":\"rtsp://admin:Cam-Pass-7@192.0.2.17:554/stream\",\"muser\":\"admin\",\"mpass\":\"Cam-Pass-7\"}"}]

      """#
    ),
    (
      "scrypted/scrypted.json",
      """
      {"plugins":[{"id":"@scrypted/rtsp","storage":{"urls":["rtsp://admin:Cam-Pass-8@192.0.2.18/1"],"username":"admin","password":"Cam-Pass-8"}}]}

      """
    ),
    (
      "teams/CsTeamsMeetingPolicy.json",
      """
      [{"Identity":"Global","AllowAnonymousUsersToJoinMeeting":true,"AllowAnonymousUsersToStartMeeting":false,"AutoAdmittedUsers":"EveryoneInCompany","AllowPSTNUsersToBypassLobby":false,"AllowCloudRecording":true,"AllowExternalParticipantGiveRequestControl":false,"DesignatedPresenterRoleMode":"EveryoneUserOverride","MeetingChatEnabledType":"Enabled"},
      {"Identity":"Tag:Strict","AllowAnonymousUsersToJoinMeeting":false,"AutoAdmittedUsers":"OrganizerOnly"}]

      """
    ),
    (
      "ansible/inventory.yml",
      """
      all:
        children:
          cameras:
            hosts:
              cam-gate:
                ansible_host: 192.0.2.11
                camera_vendor: Hikvision
                camera_password: "{{ vault_cam_password }}"
              cam-yard:
                ansible_host: 192.0.2.12
                rtsp_url: rtsp://admin:Cam-Pass-9@192.0.2.12/1

      """
    ),
    (
      "ansible/hosts.ini",
      """
      [cameras]
      cam1 ansible_host=192.0.2.21 model="DS-2CD"
      [all:vars]
      ansible_user=root

      """
    ),
    (
      "ansible/group_vars/all/v.yml",
      """
      camera_password: !vault |
        $ANSIBLE_VAULT;1.1;AES256
        6162

      """
    ),
  ]

  private static let policy = #"""
    policy: site-configuration
    version: 1.0.0
    title: {vi: Cấu hình, en: Configuration}
    advisory:
      issuer: Site
      clauses:
        - {id: A, force: mandatory, quote: Không ghi mật khẩu, en: No passwords}
        - {id: B, force: mandatory, quote: Phải đăng nhập, en: A login}
    uses: [inventory]
    rules:
      - id: compose-no-credentials
        clause: A
        subject: document
        for: "*compose*.yml"
        severity: high
        title: {vi: Cấu hình, en: No credentials in what containers are given}
        check: |
          document.data.services.all(name, service,
            !has(service.environment)
              || service.environment.all(key, value, value == null || !string(value).matches('://[^/@]*:[^/@]*@')))
        remediation: {vi: Sửa, en: Mend it}
      - id: compose-command
        clause: A
        subject: document
        for: "*compose*.yml"
        severity: high
        title: {vi: Cấu hình, en: No credentials in commands}
        check: |
          document.data.services.all(name, service,
            !has(service.command) || !service.command.matches('://[^/@]*:[^/@]*@'))
        remediation: {vi: Sửa, en: Mend it}
      - id: mediamtx-no-credentials
        clause: A
        subject: document
        for: mediamtx.yml
        severity: high
        title: {vi: Cấu hình, en: No credentials in sources}
        check: |
          document.data.paths.all(name, path,
            path == null || !has(path.source) || !path.source.matches('://[^/@]*:[^/@]*@'))
        remediation: {vi: Sửa, en: Mend it}
      - id: mediamtx-login
        clause: B
        subject: document
        for: mediamtx.yml
        severity: high
        title: {vi: Cấu hình, en: Nobody reads without a login}
        check: |
          !document.data.authInternalUsers.exists(user,
            user.user == 'any' && user.permissions.exists(permission, permission.action == 'read'))
        remediation: {vi: Sửa, en: Mend it}
      - id: home-assistant
        clause: A
        subject: document
        for: configuration.yaml
        severity: high
        title: {vi: Cấu hình, en: No passwords of cameras}
        check: |
          document.data.camera.all(camera,
            !has(camera.input) || !camera.input.matches('://[^/@]*:[^/@]*@'))
        remediation: {vi: Sửa, en: Mend it}
      - id: home-assistant-password
        clause: A
        subject: document
        for: configuration.yaml
        severity: high
        title: {vi: Cấu hình, en: No default password}
        check: |
          document.data.camera.all(camera, !has(camera.password) || !(camera.password in ['admin', '12345']))
        remediation: {vi: Sửa, en: Mend it}
      - id: ansible-no-credentials
        clause: A
        subject: document
        for: inventory.yml
        severity: high
        title: {vi: Cấu hình, en: No credentials in variables of hosts}
        check: |
          document.data['all'].children.cameras.hosts.all(name, host,
            host.all(key, value, !string(value).matches('://[^/@]*:[^/@]*@')))
        remediation: {vi: Sửa, en: Mend it}
      - id: zoneminder-password
        clause: A
        subject: document
        for: zm.conf
        severity: high
        title: {vi: Cấu hình, en: Not the default password of the database}
        check: document.data.ZM_DB_PASS != 'zmpass'
        remediation: {vi: Sửa, en: Mend it}
      - id: shinobi-key
        clause: A
        subject: document
        for: conf.json
        severity: high
        title: {vi: Cấu hình, en: Not the example's key}
        check: "!document.data.cron.key.startsWith('change_this')"
        remediation: {vi: Sửa, en: Mend it}
      - id: shinobi-super
        clause: A
        subject: document
        for: super.json
        severity: high
        title: {vi: Cấu hình, en: Not the default superuser}
        check: document.data.all(user, user.pass != '21232f297a57a5a743894a0e4a801fc3')
        remediation: {vi: Sửa, en: Mend it}
      - id: scrypted-urls
        clause: A
        subject: document
        for: scrypted.json
        severity: high
        title: {vi: Cấu hình, en: No credentials in addresses}
        check: |
          document.data.plugins.all(plugin,
            !has(plugin.storage.urls) || plugin.storage.urls.filter(url, url.matches('://[^/@]*:[^/@]*@')).size() == 0)
        remediation: {vi: Sửa, en: Mend it}
      - id: teams-lobby
        clause: B
        subject: document
        for: "CsTeamsMeetingPolicy*.json"
        severity: high
        title: {vi: Cấu hình, en: Strangers wait}
        check: document.data.all(policy, !policy.AllowAnonymousUsersToJoinMeeting)
        remediation: {vi: Sửa, en: Mend it}

    """#
}
