import Diagnostics
import Formats
import Schema
import Tables

extension InventoryAssembly.ReadFile {
  /// The same, with the format that was recognised and what was read of it.
  func of(_ format: RecordFormat, _ yaml: ReadYAML?) -> InventoryAssembly.ReadFile {
    var file = self
    file.format = format
    file.yaml = yaml
    return file
  }
}

extension InventoryAssembly {
  /// Reads a file: itself, or the documents that stand in it if it is compressed.
  ///
  /// - Parameter all: the paths of all files, none of which a member may bear.
  mutating func open(_ file: InventoryFile, among all: Set<String>) -> [ReadFile] {
    let reading: FileReading
    do throws(FileError) {
      reading =
        file.isNamed
        ? try FileReader.reading(path: file.path)
        : try FileReader.reading(path: file.inner, within: file.root)
    } catch {
      var problem = InventoryDiagnostics.unreadable(error)
      if options.documents != nil, !file.isNamed {
        problem.severity = .warning
        addUnreadable(file, why: "\(error)")
      } else {
        isUsable = false
      }
      diagnostics.add(problem)
      return []
    }
    let documents = expand(reading, file)
    if documents.isEmpty, file.isNamed { isUsable = false }
    return documents.filter { document in
      guard document.file.relative != file.relative, all.contains(document.file.relative) else { return true }
      diagnostics.add(InventoryDiagnostics.samePath(document.file.relative))
      skip(document.file.relative, "a file has its path")
      return false
    }
  }

  /// The documents of a file that has been read. Members bear the file's path, and their own behind `!/`.
  private mutating func expand(_ reading: FileReading, _ file: InventoryFile) -> [ReadFile] {
    let source = reading.source.confidential
    let digest = source.digest
    if reading.hasChanged { diagnostics.add(InventoryDiagnostics.changed(file.path)) }
    let expansion = ContainerExpansion.expand(source)
    diagnostics.add(contentsOf: expansion.diagnostics.all)
    let prefix = source.path
    func path(_ base: String, _ whole: String) -> String {
      whole.utf8.starts(with: prefix.utf8) ? base + whole.dropFirst(prefix.count) : whole
    }
    for skipped in expansion.skipped { skip(path(file.relative, skipped.path), skipped.reason) }
    return expansion.documents.map { document in
      var own = file
      if document.source.path != prefix {
        own.path = document.source.path
        own.relative = path(file.relative, document.source.path)
        own.inner = path(file.inner, document.source.path)
        own.isNamed = false
      }
      var loss: String?
      if !document.isWhole { loss = "the compressed file breaks off" }
      if reading.hasChanged { loss = "the file changed while it was read" }
      return ReadFile(file: own, source: document.source, digest: digest, loss: loss)
    }
  }

  /// The file that a manifest's path names: itself, or the only document of the archive that it is.
  func index(of wanted: String, in tables: [ReadFile], _ manifest: FolderManifest) -> Int? {
    let own = tables.indices.filter { tables[$0].file.root == manifest.root }
    if let index = own.first(where: { tables[$0].file.inner == wanted }) { return index }
    let prefix = wanted + ContainerExpansion.separator
    let members = own.filter { tables[$0].file.inner.utf8.starts(with: prefix.utf8) }
    return members.count == 1 ? members[0] : nil
  }

  /// Reads a file that the manifest lists and no path led to: hidden, or beside a manifest that was named alone. It may
  /// be a member of an archive.
  mutating func readBeside(_ manifest: FolderManifest, _ entry: ManifestSource, _ wanted: String) -> ReadFile? {
    let folder = FilePaths.join(manifest.root, manifest.folder)
    var archive = entry.path.value
    var member: String?
    let reading: FileReading
    do throws(FileError) {
      do throws(FileError) {
        reading = try FileReader.reading(path: archive, within: folder.isEmpty ? "." : folder)
      } catch .notFound(let path) {
        guard let (file, inner) = Self.parts(ofMember: archive) else { throw .notFound(path: path) }
        (archive, member) = (file, inner)
        reading = try FileReader.reading(path: archive, within: folder.isEmpty ? "." : folder)
      }
    } catch {
      switch error {
      case .outsideRoot:
        diagnostics.add(InventoryDiagnostics.outside(entry.path))
        isUsable = false
      case .notFound:
        diagnostics.add(InventoryDiagnostics.missing(entry.path))
        addAbsent(entry, manifest)
      default:
        diagnostics.add(InventoryDiagnostics.unusable(entry.path, why: "\(error)"))
        addAbsent(entry, manifest)
      }
      return nil
    }
    let inner = FolderManifest.normal(FilePaths.join(manifest.folder, archive))
    let file = InventoryFile(
      path: reading.source.path, relative: manifest.relative(of: inner), inner: inner, root: manifest.root,
      isNamed: false)
    var documents = expand(reading, file)
    if let member { documents.removeAll { $0.file.inner != inner + ContainerExpansion.separator + member } }
    guard let document = documents.first, documents.count == 1 else {
      if member == nil {
        let members = documents.map { String($0.file.inner.dropFirst(inner.count + 2)) }
        diagnostics.add(InventoryDiagnostics.severalMembers(entry.path, members))
      } else {
        diagnostics.add(InventoryDiagnostics.missing(entry.path))
      }
      addAbsent(entry, manifest)
      return nil
    }
    switch FileContent.of(document.source) {
    case .records(let format, let yaml): return document.of(format, yaml)
    case .other: return document
    case .document, .manifest, .broken:
      diagnostics.add(InventoryDiagnostics.unusable(entry.path, why: "it holds no records"))
      addAbsent(entry, manifest)
      return nil
    }
  }

  /// The archive of a path such as `export.zip!/x.csv`, and the member.
  private static func parts(ofMember path: String) -> (archive: String, member: String)? {
    let bytes = Array(path.utf8)
    let separator = Array(ContainerExpansion.separator.utf8)
    var place = 1
    while place + separator.count < bytes.count {
      if bytes[place..<place + separator.count].elementsEqual(separator) {
        let member = bytes[(place + separator.count)...]
        return (String(decoding: bytes[..<place], as: UTF8.self), String(decoding: member, as: UTF8.self))
      }
      place += 1
    }
    return nil
  }

  /// A file whose bytes the manifest declares to be something else than UTF-8.
  mutating func decoded(_ table: ReadFile, as encoding: TextEncoding?) -> ReadFile {
    guard let encoding else { return table }
    let (text, found) = DecodedText.decode(table.source, as: encoding)
    diagnostics.add(contentsOf: found.all)
    guard let text else { return table }
    var decoded = table
    decoded.source = text.source
    decoded.format = RecordReader.recognise(path: text.source.path, bytes: text.source.bytes) ?? table.format
    return decoded
  }

  /// How a manifest says that a CSV file is to be read.
  func csvOptions(_ entry: ManifestSource?) -> CSVOptions {
    CSVOptions(delimiter: entry?.delimiter?.utf8.first, headerLine: entry?.headerLine)
  }
}
