/// Why something compressed cannot be had.
public enum ExpansionError: Error, Hashable, Sendable {
  /// It ends too early.
  case truncated
  /// Its data are no DEFLATE, about at an offset of the file.
  case damaged(InflateFault, at: Int)
  /// Its checksum is another one than the file states.
  case checksum
  /// Its length is another one than the file states.
  case length(stated: Int, found: Int)
  /// A header that is none, at an offset of the file, with a few words.
  case header(String, at: Int)
  /// It is longer than one member may be.
  case memberLimit(Int)
  /// What the file holds is longer than all of it may be.
  case totalLimit(Int)
  /// It is more times longer than its compressed form than it may be.
  case ratioLimit(Int)
  /// The archive has more members than it may have.
  case countLimit(Int)
  /// It stands in more containers than it may.
  case depthLimit(Int)
  /// It is encrypted.
  case encrypted
  /// It is compressed by a method that is not read.
  case method(String)
  /// Its name leads out of the archive, or is no name.
  case name(String)
  /// Another member has its name.
  case duplicate
  /// Another member shares its bytes.
  case overlap
  /// It is no file: a link, or a device.
  case notAFile
}
