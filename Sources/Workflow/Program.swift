import Evidence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// This program, as bundles name it.
enum Program {
  /// With the digest of its own file, which takes a moment.
  static var tool: BundleIndex.Tool {
    let digest = try? FileDigest.sha256(path: "/proc/self/exe").digest
    return BundleIndex.Tool(name: "kiem", version: Command.version, digest: digest ?? "")
  }

  /// The name of this machine; nil where it has none.
  static var host: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return nil }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
