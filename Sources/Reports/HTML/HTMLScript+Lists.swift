extension HTMLScript {
  /// What to collect, waivers and attestations, policies and inputs.
  static let lists = #"""
    const gaps = () => {
      const groups = new Map();
      for (let i = 0; i < COUNT; i++) {
        const x = shapeOf(i);
        if (!x.reason) continue;
        const asked = x.reason.startsWith("attestation") || x.reason === "no-subject" || !x.attributes.length;
        for (const attribute of asked ? [""] : x.attributes) {
          const key = asked ? `${x.reason}\n${x.policy}/${x.info.id}` : `${x.reason}\n${attribute}`;
          let group = groups.get(key);
          if (!group) {
            group = {reason: x.reason, attribute, count: 0, first: i, rules: new Set(), subjects: new Set(),
              units: new Map(), ask: asked ? x : null, sections: new Set(), places: new Set()};
            groups.set(key, group);
          }
          group.count++;
          group.rules.add(x.policy + "/" + x.rule);
          group.subjects.add(F.subject[i]);
          const unit = unitsOf(subjectOf(i))[0] || "";
          group.units.set(unit, (group.units.get(unit) || 0) + 1);
          if (x.reason === "source-partial") for (const name of lacking(x)) group.sections.add(name);
          if (["value-missing", "value-unreadable", "conflict"].includes(x.reason) && group.places.size < 6) {
            for (const o of observationsOf(i)) if (o.name === attribute && o.place) group.places.add(o.place);
          }
        }
      }
      return [...groups.values()].sort((a, b) => b.count - a.count || a.first - b.first);
    };
    // The message names the sections that no complete source covers.
    const lacking = x => {
      const text = F.messages[x.message][1] || "";
      const found = /no complete source for ([^;]+)/.exec(text);
      return found ? found[1].split(/,\s*/) : [];
    };
    const collect = () => {
      const groups = gaps();
      if (!groups.length) return section("collect", T.collectTitle, h("p", null, T.nothingToCollect));
      const rows = groups.map(g => {
        const what = g.ask ? say(g.ask.info.expected) && g.reason.startsWith("attestation")
          ? h("q", null, question(g.ask)) : h("b", null, say(g.ask.info.title)) : code(g.attribute);
        const phrase = (T.todo[g.reason] || (a => [a]))(what);
        const units = [...g.units].sort((a, b) => b[1] - a[1]);
        const detail = [];
        if (g.sections.size) detail.push(T.sectionsLacking([...g.sections].sort().join(", ")));
        if (g.reason === "source-stale") detail.push(R.summary.sources.filter(x => x.stale_for.length)
          .map(x => `${x.path} (${x.collected || T.undated})`).join(", "));
        if (g.places.size) detail.push([...g.places].slice(0, 5).join(", "));
        return h("tr", null, h("th", {scope: "row"}, h("span", {class: "todo"}, phrase),
          h("span", {class: "soft small block"}, detail.filter(Boolean).join(" · "))),
          h("td", null, T.reasons[g.reason] || g.reason),
          h("td", null, units.slice(0, 3).map(([id, n], k) => [k ? ", " : "", unitName(id),
            units.length > 1 ? ` (${num(n)})` : ""]),
            units.length > 3 ? ", " + T.more(units.length - 3) : "",
            h("span", {class: "soft small block"}, T.subjects(g.subjects.size), " · ", T.rulesN(g.rules.size))),
          h("td", {class: "n"}, h("button", {type: "button", class: "link", title: T.show,
            onclick: () => openFindings(g.ask ? {reason: g.reason, rule: g.ask.policy + "/" + g.ask.info.id}
              : {reason: g.reason, attribute: g.attribute})}, num(g.count))));
      });
      return section("collect", T.collectTitle, h("p", {class: "soft lead"}, T.collectNote),
        h("div", {class: "card"}, table("collect", T.collectTitle,
          [T.collect, T.why, T.where, [T.wouldDecide, "n"]], rows)));
    };
    // What a person is asked: the message ends with it.
    const question = x => {
      const pair = F.messages[x.message], text = pair[lang === "vi" ? 0 : 1] || pair[0] || pair[1] || "";
      const at = text.lastIndexOf(": ");
      return text.endsWith("?") && at > 0 ? text.slice(at + 2) : say(x.info.title);
    };

    const dayNumber = day => Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / 86400000;
    const waivers = () => {
      const today = dayNumber(R.run.as_of);
      const left = w => dayNumber(w.until) - today;
      const all = R.summary.waivers;
      const kinds = [
        [T.expiring, all.filter(w => w.state === "in-force" && left(w) <= 30), "doubt"],
        [T.inForce, all.filter(w => w.state === "in-force" && left(w) > 30), "good"],
        [T.expired, all.filter(w => w.state === "expired"), "bad"],
        [T.notYet, all.filter(w => w.state === "not-yet"), "plain"],
      ];
      const card = (title, list, tone) => list.length === 0 ? null : h("article", {class: "card t-" + tone},
        h("h3", null, title, h("span", {class: "count"}, num(list.length))),
        table("waivers", title, [T.rule, T.subject, T.reason, T.until, [T.fails, "n"]], list.map(w => h("tr", null,
          h("th", {scope: "row"}, h("button", {type: "button", class: "link", onclick: () => openFindings({
            rule: P.findIndex(p => p.id === w.policy) + "/" + w.rule})}, w.rule), h("small", null, w.policy)),
          h("td", null, code(w.subject)),
          h("td", null, w.reason, h("small", null, `${T.requestedBy} ${w.requested_by} · `,
            `${T.approvedBy} ${w.approved_by}`), h("small", null, h("code", null, `${w.source.path}:${w.source.line}`))),
          h("td", {class: "day"}, w.until,
            h("small", null, w.state === "in-force" ? T.days(left(w)) : `${T.from} ${w.from}`)),
          h("td", {class: "n"}, num(w.fails))))));
      const attestations = R.summary.attestations;
      return section("waivers", T.waivers,
        all.length ? kinds.map(k => card(...k)) : h("p", {class: "soft"}, T.noWaivers),
        h("h2", null, T.attestations),
        attestations.length ? h("article", {class: "card"}, table("attestations", T.attestations,
          [T.rule, T.subject, T.answer, T.signedBy, T.date, [T.decides, "n"]], attestations.map(a => h("tr", null,
            h("th", {scope: "row"}, a.rule, h("small", null, a.policy)), h("td", null, code(a.subject)),
            h("td", null, a.answer ? T.yes : T.no), h("td", null, a.signed_by, h("small", null, a.role),
              a.document ? h("small", null, a.document) : null),
            h("td", {class: "day"}, a.date, a.until ? h("small", null, `${T.until} ${a.until}`) : null),
            h("td", {class: "n"}, num(a.decided)))))) : h("p", {class: "soft"}, T.noAttestations));
    };

    const sources = () => {
      const files = list => table("files", T.file, [T.file, T.digest],
        list.map(d => h("tr", null, h("th", {scope: "row"}, code(d.path)), h("td", null, digest(d.digest)))));
      return section("sources", T.sources,
        h("article", {class: "card"}, h("h3", null, T.inputs), table("inputs", T.inputs,
          [T.file, T.entity, [T.rows, "n"], T.collected, T.coverage, T.digest], R.summary.sources.map(x => h("tr", null,
            h("th", {scope: "row"}, code(x.path), h("small", null, x.format)), h("td", null, x.type),
            h("td", {class: "n"}, num(x.rows)), h("td", {class: "day"}, x.collected || T.undated,
              x.stale_for.length ? h("small", {class: "warn"}, T.stale(x.stale_for.join(", "))) : null),
            h("td", null, Object.keys(x.coverage).sort().map(k => h("span", {class: "block"}, code(k), " ",
              T[x.coverage[k]] || x.coverage[k]))), h("td", null, digest(x.digest)))))),
        R.run.policies.map(p => h("article", {class: "card"}, h("h3", null, p.id, " ", p.version),
          h("dl", {class: "facts"}, definition(T.digest, digest(p.digest)),
            p.graph ? definition(T.graph, digest(p.graph)) : null,
            Object.entries(p.parameters || {}).length ? definition(T.parameters, Object.keys(p.parameters).sort()
              .map(k => h("span", {class: "block"}, code(`${k} = ${JSON.stringify(p.parameters[k])}`)))) : null),
          files(p.documents || []))),
        (R.run.tailoring || []).length ? h("article", {class: "card"}, h("h3", null, T.tailoring), files(R.run.tailoring)) : null,
        h("article", {class: "card"}, h("h3", null, T.notes), R.diagnostics.length ? h("ul", {class: "diagnostics"},
          R.diagnostics.map(d => h("li", null, h("b", null, `${d.severity}[${d.code}] `), d.message,
            d.path ? h("small", null, h("code", null, `${d.path}:${d.line}:${d.column}`)) : null,
            d.help.map(x => h("small", null, x))))) : h("p", {class: "soft"}, T.noNotes)));
    };
    """#
}
