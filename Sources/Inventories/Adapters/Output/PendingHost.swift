import Formats
import Values

/// How far the name of a document stands for the device that it is about.
enum HostScope {
  /// Each file is about a device of its own: `pc01.txt`, or `pc01/status`.
  case file
  /// The files of a folder are about one device: the answers of one camera.
  case folder
}

/// The name by which rows call the device of a document that names none, until all sources are known.
struct PendingHost {
  /// What stands for it in the rows: the document's own path, which no device is called by.
  var placeholder: String
  /// What it may be called, the likeliest first.
  var candidates: [String]
  /// The path that a line of the manifest would give the document.
  var manifestPath = ""
}

extension AdaptedRecords {
  /// The device (or camera) that the document is about, for rows in which it is not named: the one that the manifest
  /// gives, else one to be found by the names of file and folders among the devices of other sources, else one of its
  /// own, named after the document. The last two are reported with the line to add to the manifest, and prove no
  /// absence for another's device.
  mutating func host(_ scope: HostScope = .file) -> Cell {
    asksForHost = true
    if let device = context.device { return .constant(device) }
    if let pendingHost { return .constant(pendingHost.placeholder) }
    let folders = document.folders
    let own = document.stem == document.name ? [document.name] : [document.stem, document.name]
    let placeholder: String
    switch scope {
    case .file: placeholder = document.path
    case .folder: placeholder = folders.isEmpty ? document.path : folders.reversed().joined(separator: "/") + "/"
    }
    let candidates = scope == .file ? own + folders : folders + own
    pendingHost = PendingHost(placeholder: placeholder, candidates: candidates)
    return .constant(placeholder)
  }

  /// The network address that the document's folder or the document itself is called by: people keep a device's answers so.
  /// Nil where the manifest says whose they are.
  var addressInPath: Cell? {
    guard context.device == nil else { return nil }
    let names = [document.folders.first, document.stem].compactMap { $0 }
    return names.first { AddressText.only(Text($0).folded) != nil }.map { .constant($0) }
  }
}
