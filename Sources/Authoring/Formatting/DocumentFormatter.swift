import CEL
import Diagnostics
import Formats
import Policies

/// Lays documents out in the one canonical way: two spaces of indentation, keys in the order of their kind, expressions
/// as the unparser writes them, comments where they were.
///
/// Blocks stay blocks and brackets stay brackets, unless brackets over several lines fit on one or hold a comment; words
/// are quoted as they were. Nothing changes its meaning: what was written is read again and compared, and a file that
/// would not be the same is left as it is.
public enum DocumentFormatter {
  /// The text of a file in canonical layout, or everything that keeps it from being laid out.
  public static func format(_ source: Source) -> Result<String, FormattingFailure> {
    let (nodes, syntax) = YAMLReader.read(source, limits: DocumentDecoder.limits)
    guard !syntax.hasErrors else { return .failure(FormattingFailure(syntax.all)) }
    let decoded = DocumentDecoder.decode(source)
    guard !decoded.diagnostics.hasErrors else { return .failure(FormattingFailure(decoded.diagnostics.all)) }
    if let directive = directive(in: source) {
      return .failure(FormattingFailure([.unformattable("a YAML directive", at: directive)]))
    }
    let text: String
    do throws(LayoutBuilder.Unsupported) {
      text = try laidOut(source, nodes)
    } catch {
      return .failure(FormattingFailure([.unformattable(error.message, at: error.span)]))
    }
    // INVARIANT: the layout changes neither what is read nor what is commented.
    let result = Source(path: source.path, text: text)
    if let difference = DocumentComparison.difference(source, nodes, result) {
      return .failure(FormattingFailure([.wouldChange(at: difference)]))
    }
    return .success(text)
  }

  private static func laidOut(_ source: Source, _ nodes: [YAMLNode]) throws(LayoutBuilder.Unsupported) -> String {
    var builder = LayoutBuilder(source, documents: nodes)
    var documents: [LayoutItem] = []
    for (index, node) in nodes.enumerated() {
      let end =
        index + 1 < nodes.count
        ? documentSign(source, before: nodes[index + 1].span.range.lowerBound) : source.bytes.count
      let part = kind(of: node).map { .mapping(DocumentMapping($0)) } ?? ValueShape.anything
      documents.append(try builder.document(node, part: part, end: end))
    }
    return LayoutWriter.text(of: documents.map(KeyOrder.ordered))
  }

  static func kind(of node: YAMLNode) -> PolicyDocument.Kind? {
    guard case .mapping(let entries) = node.kind else { return nil }
    return entries.first?.key.scalar.flatMap { PolicyDocument.Kind(rawValue: $0.text) }
  }

  /// Where the `---` before a document stands; the document's own start without one.
  private static func documentSign(_ source: Source, before offset: Int) -> Int {
    var line = source.line(at: offset)
    while line >= 1 {
      if source.line(line).hasPrefix("---") { return source.lineStarts[line - 1] }
      line -= 1
    }
    return offset
  }

  private static func directive(in source: Source) -> Span? {
    for line in 1...source.lineStarts.count {
      let text = source.line(line)
      guard text.isEmpty || text.hasPrefix("#") || text.hasPrefix("%") else { return nil }
      guard text.hasPrefix("%") else { continue }
      let start = source.lineStarts[line - 1]
      return Span(source: source, range: start..<start + text.utf8.count)
    }
    return nil
  }
}

/// What keeps a file from being laid out.
public struct FormattingFailure: Error, Sendable {
  public let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Diagnostic {
  fileprivate static func unformattable(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(.unformattable, "\(what) cannot be laid out anew, so the file stays as it is", at: span)
  }

  fileprivate static func wouldChange(at span: Span) -> Diagnostic {
    Diagnostic(
      .unformattable, "laid out anew this would not be the same, so the file stays as it is", at: span,
      help: ["this is a fault of ours; tell us of it with this file"])
  }
}
