import FoundationEssentials
import Testing

@testable import Workflow

@Suite struct FmtTests {
  private func fmt(_ paths: [String], checks: Bool = false) -> (status: Workflow.ExitStatus, recorder: Recorder) {
    let recorder = Recorder()
    return (Command.fmt(FmtRequest(paths: paths, checksOnly: checks), console: recorder.console), recorder)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func `files are laid out, and those that are none of ours stay`() throws {
    try Project.withFolder { folder in
      try folder.write("profile.yaml", "profile:   p\nzone: Asia/Ho_Chi_Minh")
      try folder.write("rows.yaml", "- {id:   U1}\n")
      try folder.write("good.yaml", "profile: q\n")
      let checked = fmt([folder.path], checks: true)
      #expect(checked.status == .failed)
      #expect(checked.recorder.text.hasSuffix("profile.yaml\n2 files, 1 not in canonical layout\n"))
      #expect(checked.recorder.told.contains("here it would be: profile: p"), "\(checked.recorder.told)")
      #expect(try text(folder.path + "/profile.yaml").contains("profile:   p"))

      let written = fmt([folder.path])
      #expect(written.status == .passed)
      #expect(written.recorder.text.hasSuffix("2 files, 1 laid out anew\n"))
      #expect(try text(folder.path + "/profile.yaml") == "profile: p\nzone: Asia/Ho_Chi_Minh\n")
      #expect(try text(folder.path + "/rows.yaml") == "- {id:   U1}\n")
      #expect(fmt([folder.path], checks: true).status == .passed)
    }
  }

  @Test func `a file with mistakes is told of and left as it is`() throws {
    try Project.withFolder { folder in
      try folder.write("broken.yaml", "profile:   p\nzone: [\n")
      let run = fmt([folder.path + "/broken.yaml"])
      #expect(run.status == .unusableData)
      #expect(run.recorder.told.contains("KIEM1101"), "\(run.recorder.told)")
      #expect(try text(folder.path + "/broken.yaml") == "profile:   p\nzone: [\n")
      #expect(fmt(["nowhere.yaml"]).status == .missingInput)
    }
  }

  @Test func `a file keeps its mode, and a link leads to what is laid out`() throws {
    try Project.withFolder { folder in
      try folder.write("profile.yaml", "profile:   p\n")
      let (file, link) = (folder.path + "/profile.yaml", folder.path + "/link.yaml")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
      #expect(fmt([link]).status == .passed)
      #expect(try text(file) == "profile: p\n")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }
}
