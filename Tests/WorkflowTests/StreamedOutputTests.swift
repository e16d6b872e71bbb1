import Evaluation
import Formats
import Testing

@testable import Workflow

struct StreamedOutputTests {
  /// What is in a file after something was done to the output that is written there.
  private func written(_ body: (StreamedOutput) -> Void) throws -> String {
    let folder = TestFolder()
    let path = "\(folder.path)/inventory/out.csv"
    let output = try StreamedOutput(path: path, overwrites: true)
    body(output)
    try output.finish(Captured().console)
    return String(decoding: try FileReader.read(path: path).bytes, as: UTF8.self)
  }

  private func write(_ text: String, to sink: FindingSink) {
    Array(text.utf8).withUnsafeBytes { sink.write($0) }
  }

  @Test func `parts of what was written become shorter, and what follows moves up`() throws {
    let text = try written { output in
      output.begin(Array("head\n".utf8))
      write("an earlier policy's\n", to: output.sink(.all, offset: 0))
      let sink = output.sink(.all, offset: 20)
      write("0123456789", to: sink)
      sink.revise([2..<4, 4..<6, 8..<10]) { part, bytes in
        part == 0 ? [] : part == 1 ? [UInt8(ascii: "-")] : bytes
      }
      write("\nmore\n", to: sink)
    }
    #expect(text == "head\nan earlier policy's\n01-6789\nmore\n")
  }

  @Test func `what is taken back after that is taken back whole`() throws {
    let text = try written { output in
      output.begin(Array("head\n".utf8))
      let sink = output.sink(.all, offset: 0)
      write("0123456789", to: sink)
      sink.revise([0..<10]) { _, bytes in bytes.filter { $0 != UInt8(ascii: "5") } }
      sink.rewind(3)
      write("\n", to: sink)
    }
    #expect(text == "head\n012\n")
  }

  @Test func `more moves up than is read at once`() throws {
    let line = String(repeating: "x", count: 99) + "\n"
    let text = try written { output in
      let sink = output.sink(.fails, offset: 0)
      for number in 0..<9000 { write(number == 7 || number == 8000 ? "gone\n" : line, to: sink) }
      sink.revise([600..<905, 799_605..<800_210]) { _, bytes in
        Array(String(decoding: bytes, as: UTF8.self).split(separator: "gone\n").joined().utf8)
      }
    }
    #expect(text == String(repeating: line, count: 8998))
  }
}
