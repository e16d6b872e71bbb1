// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that building Kiem never builds its benchmarks. The modules are links into the package
// above: they are measured as they are, and without swift-crypto, which takes longer to build than all of them.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "benchmarks",
  targets: [
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CScan"),
    // Allocations and instructions.
    .target(name: "CCounters"),
    module("Diagnostics"),
    module("Values", ["Diagnostics"]),
    module("Formats", ["Diagnostics", "CYaml", "CSQLite", "CScan"]),
    module("CEL", ["Diagnostics", "Values"]),
    module("Schema", ["Diagnostics", "Values", "Formats"]),
    module("Tables", ["Diagnostics", "Values", "Formats", "Schema", "CScan"]),
    module("Policies", ["Diagnostics", "Values", "Formats", "Schema"]),
    module("Planning", ["Diagnostics", "Values", "CEL", "Schema", "Tables", "Policies"]),
    module("Evaluation", ["Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Planning", "Policies"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Planning", "Evaluation",
        "CCounters",
      ],
      swiftSettings: strict),
  ]
)
