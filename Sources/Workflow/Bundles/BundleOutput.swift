import Diagnostics
import Evidence
import Formats
import Reports

/// A bundle that is asked for.
struct BundleRequest: Sendable {
  var path: String
  var includesInputs: Bool
  var auditor: String?
  var engagement: String?
}

/// Writes the bundle of an assessment.
struct BundleOutput {
  let assessment: Assessment
  let context: ReportContext
  let request: CheckRequest
  let bundle: BundleRequest
  let personal: PersonalData

  func write(_ console: Console) throws(BundleWritingError) {
    let writer = try BundleWriter(at: bundle.path, replaces: request.overwrites)
    let sealing = try writer.add(assessment.evidence, request.selection, diagnostics: context.diagnostics)
    for output in request.outputs where output.destination == .bundle {
      try writer.add(output.bundlePath) { sink in
        var plain = context
        plain.usesColour = false
        // A bundle is the same wherever it was made.
        plain.workingPaths = [:]
        output.format.write(plain, to: sink)
      }
    }
    let inputs = bundle.includesInputs ? try InputCopies(assessment, request.inventory).write(to: writer) : nil
    try writer.finish { files in
      BundleIndex(
        tool: Program.tool, maker: maker, run: assessment.evidence.run,
        settings: BundleIndex.Settings(
          failOn: context.failOn, allowsUnknown: context.allowsUnknown, selection: request.selection,
          personal: personal.name, keyID: personal.keyID),
        status: context.conclusion.status.rawValue, recordCount: sealing.count, merkleRoot: sealing.merkleRoot,
        origins: assessment.evidence.summary.origins, inputs: inputs, files: files)
    }
    let noun = sealing.count == 1 ? "record" : "records"
    console.tell("bundle `\(bundle.path)`: \(sealing.count) \(noun), Merkle root \(sealing.merkleRoot)\n")
  }

  private var maker: BundleIndex.Maker {
    BundleIndex.Maker(
      auditor: bundle.auditor.map(Notice.shown), engagement: bundle.engagement.map(Notice.shown), host: Program.host)
  }
}

/// Copies of what a run has read, for a bundle that can be evaluated again by itself.
struct InputCopies {
  private let assessment: Assessment
  private let paths: [String]

  init(_ assessment: Assessment, _ paths: [String]) {
    self.assessment = assessment
    self.paths = paths
  }

  /// Adds the copies. Only what the run has read is copied, byte for byte: a file that has changed since is an error.
  func write(to writer: BundleWriter) throws(BundleWritingError) -> BundleIndex.Inputs {
    let run = assessment.evidence.run
    var written: Set<String> = []
    for document in run.policies.flatMap(\.documents) {
      try copy(document, from: document.sourcePath, to: "inputs/policies/\(document.path)", writer, &written)
    }
    let adapters = Set(assessment.loaded.adapters.map(\.span.source.path))
    for document in run.tailoring {
      // An adapter is looked for where the policies are.
      let folder = adapters.contains(document.sourcePath) ? "policies" : "profile"
      try copy(document, from: document.sourcePath, to: "inputs/\(folder)/\(document.path)", writer, &written)
    }
    var roots: [String] = []
    var missing = Set(run.inputs.map(\.digest).filter { !$0.isEmpty })
    let wanted = missing
    for (number, path) in paths.enumerated() {
      let name = FilePaths.name(of: path)
      let root = "inputs/inventory/\(number)/\(name == "." || name == ".." || name.isEmpty ? "inventory" : name)"
      roots.append(root)
      let isRepository = assessment.input.readsDocuments
      let listing = try? isRepository ? FileTree.repositoryFiles(under: path) : FileTree.files(under: path)
      guard let listing else { continue }
      for file in listing.files {
        guard let source = try? FileReader.read(path: file) else { continue }
        let digest = ContentDigest.sha256(source.bytes)
        guard wanted.contains(digest) else { continue }
        missing.remove(digest)
        let inner = file == path ? "" : "/" + file.dropFirst(path.count).drop { $0 == "/" }
        guard written.insert(root + inner).inserted else { continue }
        try writer.add(root + inner) { sink in sink(source.bytes) }
      }
    }
    for input in run.inputs where missing.contains(input.digest) {
      guard try copyBeside(input, roots, writer, &written) else { throw changed(input.path) }
    }
    let profile = assessment.input.profile?.profile.map { "inputs/profile/\(FilePaths.name(of: $0.span.source.path))" }
    return BundleIndex.Inputs(inventory: roots, policies: "inputs/policies", profile: profile)
  }

  /// A file that no path led to: hidden, or beside a manifest that was named alone.
  private func copyBeside(
    _ input: RunDocument, _ roots: [String], _ writer: BundleWriter, _ written: inout Set<String>
  ) throws(BundleWritingError) -> Bool {
    var name = input.path
    if let member = name.firstRange(of: "!/") { name = String(name[..<member.lowerBound]) }
    for (path, root) in zip(paths, roots) {
      let isFile = (try? FileTree.files(under: path).files) == [path]
      let folder = isFile ? FilePaths.folder(of: path) : path
      guard let source = try? FileReader.read(path: name, within: folder),
        ContentDigest.sha256(source.bytes) == input.digest
      else { continue }
      let place = "\(isFile ? FilePaths.folder(of: root) : root)/\(name)"
      if written.insert(place).inserted { try writer.add(place) { sink in sink(source.bytes) } }
      return true
    }
    return false
  }

  private func copy(
    _ document: RunDocument, from path: String, to name: String, _ writer: BundleWriter, _ written: inout Set<String>
  ) throws(BundleWritingError) {
    guard written.insert(name).inserted else { return }
    guard let source = try? FileReader.read(path: path), ContentDigest.sha256(source.bytes) == document.digest else {
      throw changed(document.path)
    }
    try writer.add(name) { sink in sink(source.bytes) }
  }

  private func changed(_ path: String) -> BundleWritingError {
    .system(path: path, reason: "it was changed or taken away while the run was under way")
  }
}
