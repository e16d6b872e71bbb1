/// The page's script: parts in the order in which they need each other, in one function's scope.
///
/// It makes elements and sets their text; it never parses HTML, so that nothing from an inventory can become markup.
enum HTMLScript {
  static let text: String = """
    "use strict";
    (() => {
    \(words)
    \(vietnamese)
    \(data)
    \(elements)
    \(overview)
    \(findings)
    \(grid)
    \(detail)
    \(lists)
    \(page)
    })();
    """
}
