// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that building Kiem never builds its benchmarks. The modules are links into the package
// above: they are measured as they are, without its dependencies.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
  name: "benchmarks",
  targets: [
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Values", dependencies: ["Diagnostics"], swiftSettings: strict),
    .target(name: "CEL", dependencies: ["Diagnostics", "Values"], swiftSettings: strict),
    .executableTarget(name: "Benchmarks", dependencies: ["CEL"], swiftSettings: strict),
  ]
)
