extension HTMLScript {
  /// What the run comes to: conclusion, results, each policy with its clauses, and units.
  static let overview = #"""
    const overview = () => {
      const c = R.conclusion, all = R.summary.counts;
      const tone = c.status === 0 && !c.known ? "good" : c.fails > 0 ? "bad" : "doubt";
      return section("overview", T.overview,
        h("div", {class: "hero t-" + tone},
          h("div", {class: "statement"}, h("p", {class: "verdict"}, T.status(c)), h("p", {class: "soft"}, T.statusMore(c))),
          h("dl", {class: "figures"},
            figure(all.decided, T.decided), figure(all.applicable, T.applicable), figure(all.total, T.total))),
        h("div", {class: "columns"},
          h("div", {class: "card"}, h("h3", null, T.distribution), bar(all, 14),
            legend(all, ["fail", "error", "unknown", "notchecked", "pass", "notapplicable", "notselected"]),
            h("p", {class: "soft"}, T.bounds(num(all.pass_bounds.at_least), num(all.pass_bounds.at_most),
              num(all.applicable)), ". ", T.boundsNote), apart(all)),
          h("div", {class: "card"}, h("h3", null, T.bySeverity), severities())),
        P.map(policyCard), unitTable());
    };
    const figure = (value, name) => h("div", null, h("dt", null, name), h("dd", null, num(value)));
    const apart = c => {
      const lines = [];
      if (c.stand_ins) lines.push(T.standIns(num(c.stand_ins)));
      if (c.orphans) lines.push(T.orphans(num(c.orphans)));
      if (c.without_subject) lines.push(T.withoutSubject(num(c.without_subject)));
      for (const u of R.summary.uncollected) lines.push(T.uncollected(num(u.count), num(u.total), u.type, u.relation));
      return lines.length ? h("ul", {class: "soft notes"}, lines.map(l => h("li", null, l))) : null;
    };

    const severities = () => {
      const counts = Object.fromEntries(SEVERITIES.map(v => [v, 0]));
      for (const p of P) for (const r of p.rules) counts[r.severity] += r.counts.fail;
      const most = Math.max(1, ...Object.values(counts));
      return h("ul", {class: "bars"}, SEVERITIES.map(v => h("li", null,
        h("button", {type: "button", class: "plain", disabled: counts[v] === 0,
          onclick: () => openFindings({verdict: "fail", severity: v})}, level(v)),
        s("svg", {class: "bar", viewBox: "0 0 1000 10", preserveAspectRatio: "none", height: 10, "aria-hidden": "true"},
          s("rect", {x: 0, y: 0, width: 1000, height: 10, class: "track"}),
          s("rect", {x: 0, y: 0, width: counts[v] / most * 1000, height: 10, class: "s-" + v})),
        h("span", {class: "n"}, num(counts[v])))));
    };

    const policyCard = (policy, index) => {
      const c = policy.counts, a = policy.advisory;
      const source = [a.number, a.issuer, a.date].filter(Boolean).join(" · ");
      return h("article", {class: "card policy"},
        h("header", null,
          h("div", null, h("h3", null, say(policy.title)), h("p", {class: "soft"}, source),
            h("p", {class: "soft small"}, code(policy.id), " ", T.version, " ", policy.version)),
          h("div", {class: "side"}, badge(policy.verdict, c.fail > 0 && c.fail === c.waived), triple(c),
            h("span", {class: "soft small"}, T.dat))),
        bar(c, 10),
        h("p", {class: "soft"}, T.bounds(num(c.pass_bounds.at_least), num(c.pass_bounds.at_most), num(c.applicable))),
        table("clauses", `${T.clause}: ${say(policy.title)}`, [T.clause, T.verdict, [T.distribution, "wide"],
          [T.dat, "n"], [T.pass, "n"], [T.fail, "n"], [T.unknown, "n"], [T.error, "n"], [T.notchecked, "n"],
          [T.notapplicable, "n"]], policy.clauses.map(clause => clauseRow(clause, index))));
    };
    const clauseRow = (clause, policy) => {
      const title = lang === "vi" ? clause.quote : say(clause.title) || clause.quote;
      const head = h("th", {scope: "row"},
        h("button", {type: "button", class: "link", title: T.openClause,
          onclick: () => openFindings({clause: policy + "/" + clause.id})}, clause.id),
        h("span", {class: "force"}, T[clause.force]),
        h("span", {class: "quote"}, title),
        say(clause.limits) ? h("span", {class: "limits"}, h("b", null, T.limits, ": "), say(clause.limits)) : null,
        clause.any ? h("span", {class: "limits"}, T.anyRule) : null);
      if (clause.not_encoded) {
        return h("tr", {class: "muted"}, head, h("td", {colspan: 9}, T.notEncoded, ": ", say(clause.not_encoded)));
      }
      const c = clause.counts;
      const n = v => h("td", {class: "n" + (c[v] ? "" : " zero")}, c[v] ? num(c[v]) : "–");
      return h("tr", null, head, h("td", null, badge(clause.verdict, clause.waived)), h("td", {class: "wide"}, bar(c, 8)),
        h("td", {class: "n"}, triple(c)), n("pass"), n("fail"), n("unknown"), n("error"), n("notchecked"),
        n("notapplicable"));
    };

    const unitTable = () => {
      const rows = R.units.map(unit => {
        const c = Object.fromEntries(COUNTED.map(v => [v, 0]));
        for (const list of unit.counts) COUNTED.forEach((v, k) => { c[v] += list[k]; });
        c.decided = c.pass + c.fail;
        c.total = COUNTED.reduce((sum, v) => sum + c[v], 0);
        c.applicable = c.total - c.notapplicable - c.notselected - c.informational;
        const n = v => h("td", {class: "n" + (c[v] ? "" : " zero")}, c[v] ? num(c[v]) : "–");
        return h("tr", null, h("th", {scope: "row", class: "depth-" + Math.min(unit.depth, 6)},
          h("button", {type: "button", class: "link", onclick: () => openFindings({unit: unit.id})}, unitName(unit.id)),
          unit.id && unit.id !== unit.name ? h("span", {class: "soft small"}, " ", unit.id) : null),
          h("td", {class: "wide"}, bar(c, 8)), h("td", {class: "n"}, triple(c)), n("pass"), n("fail"), n("unknown"),
          n("error"), n("notchecked"), n("notapplicable"));
      });
      return h("article", {class: "card"}, h("header", null, h("div", null, h("h3", null, T.units),
        h("p", {class: "soft"}, T.unitsNote))),
        table("units", T.units, [T.unit, [T.distribution, "wide"], [T.dat, "n"], [T.pass, "n"], [T.fail, "n"],
          [T.unknown, "n"], [T.error, "n"], [T.notchecked, "n"], [T.notapplicable, "n"]], rows));
    };
    """#
}
