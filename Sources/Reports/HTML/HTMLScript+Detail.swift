extension HTMLScript {
  /// The record of a finding, in a dialog.
  static let detail = #"""
    let dialog, opened = -1;
    const openRecord = k => {
      opened = Math.max(0, Math.min(shown.length - 1, k));
      current = opened;
      dialog.replaceChildren(record(shown[opened]));
      if (!dialog.open) dialog.showModal();
      dialog.querySelector(".record").scrollTop = 0;
      dialog.querySelector("h2").focus({preventScroll: true});
    };
    const closeRecord = () => {
      dialog.close();
      opened = -1;
      if (viewport) { mark(true); viewport.focus(); }
    };

    const valueText = value => {
      if (value === null) return "null";
      if (value === true || value === false) return String(value);
      return typeof value === "string" ? value === "" ? "''" : value : JSON.stringify(value);
    };
    const definition = (name, ...value) => [h("dt", null, name), h("dd", null, ...value)];
    const record = i => {
      const x = shapeOf(i), subject = subjectOf(i), rule = x.info, policy = P[x.policy];
      const details = DETAILS.get(x.policy + "/" + x.rule);
      const observed = observationsOf(i), trace = traceOf(i);
      const remedy = say(x.remediation || rule.remediation);
      const button = (label, k, symbol) => h("button", {type: "button", disabled: k < 0 || k >= shown.length,
        onclick: () => openRecord(k)}, symbol, " ", label);
      return h("div", {class: "record"},
        h("div", {class: "record-bar"}, h("span", {class: "soft"}, `${num(opened + 1)} / ${num(shown.length)}`),
          button(T.previous, opened - 1, "←"), button(T.next, opened + 1, "→"),
          h("button", {type: "button", class: "close", onclick: closeRecord}, "✕ ", T.close)),
        h("header", null,
          h("p", {class: "marks"}, badge(x.verdict, x.waived), level(rule.severity)),
          h("h2", {id: "record-title", tabindex: "-1"}, say(rule.title) || rule.id),
          h("p", {class: "soft"}, rule.clauses.join(", "), " · ", code(rule.id), " · ", code(policy.id)),
          h("p", {class: "who"}, h("b", null, subject.name || subject.type), " ", h("span", {class: "soft"}, subject.type,
            subject.id && subject.id !== subject.name ? ` · ${subject.id}` : "",
            unitsOf(subject).length ? " · " + unitsOf(subject).map(unitName).join(" ← ") : "")),
          subject.standIn ? h("p", {class: "soft"}, T.standIn) : null,
          subject.orphan ? h("p", {class: "soft"}, T.orphan) : null),
        h("p", {class: "message m-" + x.verdict}, messageOf(i), x.vacuous ? " " + T.vacuous : ""),
        x.reason ? h("p", {class: "soft"}, T.reasons[x.reason] || x.reason, " (", code(x.reason), ")",
          x.attributes.length ? ": " : "", x.attributes.map((a, k) => [k ? ", " : "", code(a)])) : null,
        remedy ? [h("h3", null, T.remedy), h("p", null, remedy)] : null,
        x.waiver ? waiverBox(x.waiver) : null, x.attestation ? attestationBox(x.attestation) : null,
        h("h3", null, T.expected),
        details && details.expression ? h("pre", null, details.expression) : h("p", null, say(rule.expected)),
        h("h3", null, T.observed), observations(observed),
        x.omitted ? h("p", {class: "soft"}, T.omitted(num(x.omitted))) : null,
        x.witnesses ? h("p", {class: "soft"}, T.witnesses(num(x.witnesses))) : null,
        trace.length ? [h("h3", null, T.trace), traceTable(trace)] : null,
        h("h3", null, T.identity),
        h("dl", {class: "facts"}, definition(T.recordId, code(idOf(i))), definition(T.digest, digest(digestOf(i))),
          definition(T.subject, code(subject.type + "/" + subject.id)),
          details ? definition(T.ruleAt, code(`${details.path}:${details.line}:${details.column}`)) : null,
          details && details.references.length ? definition(T.references, details.references.join("; ")) : null));
    };
    const observations = observed => {
      if (!observed.length) return h("p", {class: "soft"}, T.noObserved);
      return table("observed", T.observed, [T.name, T.value, T.place, T.raw, T.collected], observed.map(o => {
        const source = o.source;
        const raw = source ? o.raw === null ? "" : String(typeof o.raw === "object" ? JSON.stringify(o.raw) : o.raw) : "";
        return h("tr", null, h("th", {scope: "row"}, code(o.name),
          o.witness ? h("span", {class: "tag"}, T.witness) : null,
          o.redacted ? h("span", {class: "tag"}, T.redacted) : null,
          o.about ? h("small", null, T.about, " ", o.about) : null),
          h("td", null, o.value !== null ? h("span", {class: "value"}, valueText(o.value)) : o.witness ? "–"
            : h("em", {class: "soft"}, !source ? T.unknownValue : raw === "" ? T.empty : T.noValue)),
          h("td", null, source ? [h("code", {title: source.digest}, o.place), h("small", null, [
            source.part, source.column, source.pointer, source.row !== source.line && `${T.row} ${num(source.row)}`,
            ].filter(Boolean).join(" · "))] : "–"),
          h("td", null, raw ? h("span", {class: "raw"}, raw) : "–"), h("td", {class: "day"}, o.collected || "–"));
      }));
    };
    const traceTable = trace => h("ol", {class: "trace"}, trace.map(t => {
      const outcome = t.outcome || valueText(t.value);
      const kind = t.outcome ? (t.outcome.startsWith("error") ? "error" : "unknown")
        : "value";
      return h("li", null, code(t.expression), h("span", {class: "outcome o-" + kind}, outcome),
        t.about ? h("small", null, T.about, " ", t.about) : null);
    }));
    const waiverBox = w => h("div", {class: "box"}, h("h3", null, T.waiver, ": ",
      w.state === "in-force" ? T.inForce : w.state === "expired" ? T.expired : T.notYet),
      h("p", null, w.reason), h("p", {class: "soft"}, `${w.from} – ${w.until} · ${T.requestedBy} ${w.requested_by} · `,
        `${T.approvedBy} ${w.approved_by} · `, code(`${w.source.path}:${w.source.line}`)));
    const attestationBox = a => h("div", {class: "box"}, h("h3", null, T.attestation),
      a.signed_by ? h("p", null, a.answer ? T.yes : T.no, " · ", a.signed_by, ", ", a.role, " · ", a.date,
        a.until ? ` – ${a.until}` : "", a.document ? ` · ${a.document}` : "")
        : h("p", null, T.reasons["attestation-" + a.state] || a.state));
    """#
}
