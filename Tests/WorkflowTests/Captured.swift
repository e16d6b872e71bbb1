import Synchronization
import Workflow

/// A console that keeps what a command says, for tests.
final class Captured: Sendable {
  private let output = Mutex<[UInt8]>([])
  private let told = Mutex<String>("")

  /// Results, as on the standard output.
  var text: String { output.withLock { String(decoding: $0, as: UTF8.self) } }
  /// What a person was told, as on the standard error.
  var messages: String { told.withLock { $0 } }

  var console: Console {
    Console(
      write: { bytes in
        self.output.withLock { $0 += bytes }
        return true
      }, tell: { text in self.told.withLock { $0 += text } })
  }
}
