import Diagnostics
import Formats
import Schema

/// Decodes a `profile` document.
public struct ProfileDecoder {
  private let log: DecodingLog

  public init(log: DecodingLog) { self.log = log }

  /// The profile, as far as it could be read; usable if the log has no errors. nil if the document is no mapping.
  public func decode(_ document: YAMLNode) -> Profile? {
    log.mapping(document, as: "a profile") { fields in
      let id = fields.id("profile", of: "a profile's id")
      let policies = fields.strings("policies")
      log.unique(policies, as: "policies")
      var profile = Profile(
        id: id.value, title: fields.localized("title"), zone: fields.optionalZone("zone"), policies: policies,
        parameters: fields.entries("parameters").flatMap { log.settings($0.value, policy: $0.key) },
        skip: fields.items("skip", deselection), waivers: fields.strings("waivers"),
        attestations: fields.strings("attestations"), failOn: fields.optionalWord("fail_on"), span: id.span)
      profile.suppressions = fields.optionalWord("suppressions") ?? .allowed
      profile.dateOrder = fields.optionalWord("date_order")
      profile.signers = fields.items("signers") { node in
        log.mapping(node, as: "a signer") { fields in
          Signer(name: fields.string("name"), publicKey: fields.string("public_key"))
        }
      }
      log.unique(profile.signers.map(\.name), as: "signers")
      return profile
    }
  }

  private func deselection(_ node: YAMLNode) -> Deselection? {
    log.mapping(node, as: "an entry of `skip`") { fields in
      let rule = fields.rule("rule", policyIsPlain: false)
      return Deselection(
        rule: rule ?? RuleReference(rule: "", span: fields.span), reason: fields.string("reason").value,
        approvedBy: fields.string("approved_by").value, span: rule?.span ?? fields.span)
    }
  }
}
