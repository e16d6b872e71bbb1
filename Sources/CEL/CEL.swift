/// The common expression language (CEL, https://github.com/google/cel-spec) with Kiem's extensions.
///
///     text ── Parser ──> ParsedExpression ── Checker ──> CheckedExpression ── Interpreter ──> Value
///
/// `Syntax` knows the grammar, `Check` the types, `Library` the functions, `Patterns` regular expressions in linear
/// time, `Interpret` the meaning.
