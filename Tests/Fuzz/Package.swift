// swift-tools-version: 6.3
import PackageDescription

/// Fuzzing with libFuzzer: see README.md. The modules are links to the project's own sources, so that they are built
/// with the fuzzer's instrumentation and nothing else of the project is built at all.
let instrumented: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags([
    "-sanitize=fuzzer,address"
  ]),
]

let package = Package(
  name: "fuzz",
  targets: [
    .target(name: "Diagnostics", swiftSettings: instrumented),
    .target(name: "Values", swiftSettings: instrumented),
    .target(name: "CEL", dependencies: ["Diagnostics", "Values"], swiftSettings: instrumented),
    .executableTarget(
      name: "FuzzExpressions", dependencies: ["CEL", "Diagnostics", "Values"], swiftSettings: instrumented,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
  ]
)
