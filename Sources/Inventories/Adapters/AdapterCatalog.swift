/// Every adapter that Kiem brings, one line each, sorted by name.
enum AdapterCatalog {
  static let all: [any Adapter] = [
    AndroidPackagesAdapter(),
    AnsibleFactsAdapter(),
    AppleMDMAdapter(),
    CameraBotAdapter(),
    CycloneDXAdapter(),
    DahuaAdapter(),
    DHCPLeaseAdapter(),
    DpkgAdapter(),
    EndOfLifeAdapter(),
    FirmwareArchiveAdapter(),
    FrigateAdapter(),
    AgentInventoryAdapter(),
    NetworkInventoryAdapter(),
    Go2rtcAdapter(),
    HikvisionAdapter(),
    IntuneAdapter(),
    KEVAdapter(),
    NetBoxAdapter(),
    NmapAdapter(),
    NVDAdapter(),
    OnvifAdapter(),
    OsqueryAdapter(),
    OSVAdapter(),
    PortForwardAdapter(),
    RpmAdapter(),
    ScubaGearAdapter(),
    ScubaGogglesAdapter(),
    ShodanAdapter(),
    SPDXAdapter(),
    SystemProfilerAdapter(),
    SystemInfoAdapter(),
    TeamsPolicyAdapter(),
    UninstallAdapter(),
    WingetAdapter(),
    ZoomAdapter(),
  ]
}

/// What became of asking every adapter about a document.
enum AdapterChoice {
  case one(any Adapter, Recognition)
  /// Several are equally sure.
  case several([(adapter: any Adapter, recognition: Recognition)])
  case none

  /// The surest adapters for a document.
  /// - Complexity: O(adapters), besides what parsing the document costs once
  static func choose(_ adapters: [any Adapter], for document: InventoryDocument) -> AdapterChoice {
    let found = adapters.compactMap { adapter in
      adapter.recognise(document).map { (adapter: adapter, recognition: $0) }
    }
    guard let best = found.map(\.recognition.certainty).max() else { return .none }
    let surest = found.filter { $0.recognition.certainty == best }
    return surest.count == 1 ? .one(surest[0].adapter, surest[0].recognition) : .several(surest)
  }
}
