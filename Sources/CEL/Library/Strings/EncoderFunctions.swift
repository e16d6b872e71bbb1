import Values

/// The encoders extension of cel-go: base64 (RFC 4648, standard alphabet).
enum EncoderFunctions {
  static let all: [FunctionDeclaration] = [encode, decode]

  private static let encode = FunctionDeclaration(
    "base64.encode", "Bytes as base64, with padding.",
    [.of("base64_encode_bytes", .string) { (bytes: [UInt8]) -> Value in .string(Base64.encode(bytes)) }])

  private static let decode = FunctionDeclaration(
    "base64.decode", "The bytes of a text in base64, with or without padding. Other text is an error.",
    [
      .of("base64_decode_string", .bytes) { (text: String) -> Value in
        Base64.decode(Array(text.utf8)).map(Value.bytes) ?? .unreadable(text, as: "base64")
      }
    ])
}
