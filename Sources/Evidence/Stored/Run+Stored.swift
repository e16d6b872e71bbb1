import Formats
import Schema
import Values

extension Run {
  /// A run read back from what `json` wrote; its digest is taken anew.
  init(stored json: JSONValue) throws(StoredFault) {
    let run = try StoredObject(json)
    var policies: [Policy] = []
    for stored in try run.objects("policies") { policies.append(try Policy(stored: stored)) }
    var tailoring: [RunDocument] = []
    for stored in try run.objects("tailoring") { tailoring.append(try RunDocument(stored: stored)) }
    var inputs: [RunDocument] = []
    for stored in try run.objects("inputs") { inputs.append(try RunDocument(stored: stored)) }
    self.init(
      policies: policies, tailoring: tailoring, asOf: try run.day("as_of"), zone: try run.string("zone"),
      files: inputs)
  }
}

extension Run.Policy {
  fileprivate init(stored policy: StoredObject) throws(StoredFault) {
    var documents: [RunDocument] = []
    for stored in try policy.objects("documents") { documents.append(try RunDocument(stored: stored)) }
    let parameters = try policy.entries("parameters").map { (name: $0.0, value: $0.1) }
    self.init(
      id: try policy.string("id"), version: try policy.string("version"), digest: try policy.string("digest"),
      graphDigest: try policy.string("graph"), parameters: parameters, documents: documents)
  }
}

extension RunDocument {
  fileprivate init(stored document: StoredObject) throws(StoredFault) {
    self.init(path: try document.string("path"), digest: try document.string("digest"))
  }
}
