import Diagnostics
import Schema

/// Checks declared adapters without any file for them to read.
public enum AdapterCheck {
  /// What is wrong with adapters under a schema: names that nothing bears, expressions that do not compile, a name that
  /// another adapter has.
  public static func diagnostics(of adapters: [AdapterDeclaration], under schema: InventorySchema) -> [Diagnostic] {
    adapters.flatMap { declaration -> [Diagnostic] in
      var found = DeclarativeAdapter.compile(declaration, schema: schema).diagnostics
      if let first = AdapterCatalog.all.first(where: { $0.name == declaration.name.value }) {
        found.append(AdapterDiagnostics.nameTaken(declaration.name, by: first.title))
      }
      return found
    }
  }
}
