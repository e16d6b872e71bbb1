// swift-tools-version: 6.3
import PackageDescription

/// Every module is compiled in Swift 6 mode, and a warning is an error.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// One row of the module list: a library target and what it may import.
/// `Tests/StructureTests` holds the sources against this list, since SwiftPM accepts an undeclared import of a sibling.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "kiem",
  products: [.executable(name: "kiem", targets: ["kiem"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    // Headers only: what a scanner asks of 64 bytes at a time, inlined into Swift.
    .systemLibrary(name: "CScan"),

    module("Diagnostics"),
    module("Values"),
    module("Formats", ["Diagnostics", "CYaml", "CSQLite", "CScan"]),
    module("CEL", ["Diagnostics", "Values"]),
    module("Schema", ["Diagnostics", "Values", "Formats"]),
    module("Tables", ["Diagnostics", "Values", "Formats", "Schema", "CScan"]),
    module("Policies", ["Diagnostics", "Values", "Formats", "Schema"]),
    module(
      "Inventories",
      [
        "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module("Planning", ["Diagnostics", "Values", "CEL", "Schema", "Tables", "Policies"]),
    module("Evaluation", ["Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Planning", "Policies"]),
    module(
      "Evidence",
      [
        "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Planning", "Evaluation",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module("Reports", ["Diagnostics", "Values", "Formats", "Schema", "Policies", "Evidence"]),
    module(
      "Authoring",
      [
        "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Inventories", "Planning",
        "Evaluation", "Evidence",
      ]),
    module(
      "Workflow",
      [
        "Diagnostics", "Values", "Formats", "CEL", "Schema", "Tables", "Policies", "Inventories", "Planning",
        "Evaluation", "Evidence", "Reports", "Authoring",
      ]),
    .executableTarget(
      name: "kiem",
      dependencies: [
        "Workflow", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // A made-up site, evaluated whole, for the tests of whatever comes after evaluation.
    .target(
      name: "TestWorlds",
      dependencies: [
        "Diagnostics", "Values", "Formats", "Schema", "Tables", "Policies", "Inventories", "Planning", "Evaluation",
        "Evidence",
      ], path: "Tests/TestWorlds", swiftSettings: strict),
    tests("Diagnostics", ["Diagnostics"]),
    tests("Values", ["Values"]),
    tests("Formats", ["Formats", "CSQLite"]),
    tests("CEL", ["CEL", "Formats"], exclude: ["Snapshots"]),
    tests("Schema", ["Schema"]),
    tests("Tables", ["Tables"]),
    tests("Policies", ["Policies"]),
    tests("Inventories", ["Inventories"], exclude: ["Fixtures", "Snapshots"]),
    tests("Planning", ["Planning"]),
    tests("Evaluation", ["Evaluation"]),
    tests("Evidence", ["Evidence", "TestWorlds"]),
    tests("Reports", ["Reports", "TestWorlds"], exclude: ["Snapshots"]),
    tests("Authoring", ["Authoring"]),
    tests(
      "Workflow",
      [
        "Workflow", "Diagnostics", "Values", "Formats", "Schema", "Tables", "Policies", "Inventories", "Planning",
        "Evaluation", "Evidence", "Reports", "CSQLite", "TestWorlds",
      ], exclude: ["Snapshots"]),
    tests(
      "kiem", ["kiem", "Formats", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    tests("Structure", []),
  ]
)
