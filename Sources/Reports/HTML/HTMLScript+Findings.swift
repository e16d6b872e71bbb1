extension HTMLScript {
  /// What of the findings is shown: filters, search and order.
  static let findings = #"""
    const NO_FILTER = {query: "", verdict: "", severity: "", rule: "", clause: "", unit: null, type: "", reason: "",
      attribute: "", waived: ""};
    let filter = {...NO_FILTER};
    let order = {by: "verdict", down: false};
    let shown = new Uint32Array(0);

    // Texts for the search are made once, per rule, subject and message: there are far fewer of these than findings.
    let texts = null;
    const searchTexts = () => texts || (texts = {
      shapes: SHAPES.map(x => fold([x.info.id, ...Object.values(x.info.title), ...x.attributes, x.reason || "",
        x.verdict, ...x.info.clauses, ...F.messages[x.message].filter(Boolean)].join("\n"))),
      subjects: SUBJECTS.map(x => fold([x.id, x.name, x.type, ...unitsOf(x), ...unitsOf(x).map(unitName)].join("\n"))),
    });

    const select = () => {
      const f = filter;
      const words = fold(f.query).split(/\s+/).filter(Boolean);
      const text = words.length ? searchTexts() : null;
      const [clausePolicy, clauseId] = split(f.clause), [rulePolicy, ruleId] = split(f.rule);
      const shapeOk = new Uint8Array(SHAPES.length);
      SHAPES.forEach((x, k) => {
        shapeOk[k] = (!f.verdict || x.verdict === f.verdict) && (!f.severity || x.info.severity === f.severity)
          && (!f.rule || (x.policy === rulePolicy && x.info.id === ruleId))
          && (!f.clause || (x.policy === clausePolicy && x.info.clauses.includes(clauseId)))
          && (!f.reason || x.reason === f.reason) && (!f.attribute || x.attributes.includes(f.attribute))
          && (!f.waived || (f.waived === "yes") === x.waived) ? 1 : 0;
      });
      const subjectOk = new Uint8Array(SUBJECTS.length);
      SUBJECTS.forEach((x, k) => {
        const units = unitsOf(x);
        subjectOk[k] = (!f.type || x.type === f.type)
          && (f.unit === null || (f.unit === "" ? units.length === 0 : units.includes(f.unit))) ? 1 : 0;
      });
      const wanted = words.map(word => ({
        shapes: text.shapes.map(x => x.includes(word)), subjects: text.subjects.map(x => x.includes(word)),
        isId: /^[0-9a-f-]{6,36}$/.test(word) ? word : null,
      }));
      const found = [];
      for (let i = 0; i < COUNT; i++) {
        const shape = F.shape[i], subject = F.subject[i];
        if (!shapeOk[shape] || !subjectOk[subject]) continue;
        if (wanted.every((w, k) => w.shapes[shape] || w.subjects[subject] || (w.isId && idOf(i).startsWith(w.isId))
          || fold(placeOf(i)).includes(words[k]))) found.push(i);
      }
      shown = sorted(found);
    };
    const split = key => {
      const at = key.indexOf("/");
      return at < 0 ? [-1, ""] : [Number(key.slice(0, at)), key.slice(at + 1)];
    };

    // Ranks are small numbers; with the finding's own place behind them, one sort of plain numbers keeps equal ones in
    // order.
    const sorted = list => {
      const rank = ranks(order.by);
      const keys = new Float64Array(list.length);
      const most = COUNT + 1;
      for (let k = 0; k < list.length; k++) {
        const r = rank(list[k]);
        keys[k] = (order.down ? 2 ** 26 - r : r) * most + list[k];
      }
      keys.sort();
      return Uint32Array.from(keys, key => key % most);
    };
    const ranks = by => {
      const byText = list => {
        const places = list.map((t, k) => [t, k]).sort((a, b) => collator.compare(a[0], b[0]));
        const rank = new Uint32Array(list.length);
        let value = -1;
        places.forEach(([t, k], n) => { if (n === 0 || places[n - 1][0] !== t) value++; rank[k] = value; });
        return rank;
      };
      const collator = new Intl.Collator(lang, {numeric: true});
      if (by === "subject") {
        const rank = byText(SUBJECTS.map(x => x.name));
        return i => rank[F.subject[i]];
      }
      if (by === "unit") {
        const rank = byText(SUBJECTS.map(x => unitName(unitsOf(x)[0] || "")));
        return i => rank[F.subject[i]];
      }
      let rank;
      if (by === "rule") rank = byText(SHAPES.map(x => say(x.info.title)));
      else if (by === "severity") rank = SHAPES.map(x => SEVERITIES.indexOf(x.info.severity));
      else if (by === "reason") rank = byText(SHAPES.map(x => T.reasons[x.reason] || ""));
      else rank = SHAPES.map(x => ((VERDICTS.indexOf(x.verdict) * 2 + (x.waived ? 1 : 0)) * 8
          + SEVERITIES.indexOf(x.info.severity)) * 8192 + x.policy * 512 + x.rule);
      return i => rank[F.shape[i]];
    };

    const findings = () => {
      const option = (value, text, current) => h("option", {value, selected: value === current}, text);
      const present = key => new Set(SHAPES.map(key));
      const choice = (name, label, any, options) => h("label", {class: "field"}, h("span", null, label),
        h("select", {name, onchange: e => refine({[name]: e.target.value})},
          option("", any, filter[name]), options.map(([value, text]) => option(value, text, filter[name]))));
      const verdicts = present(x => x.verdict), severities = present(x => x.info.severity);
      const rules = new Map(), clauses = new Map(), reasons = [...present(x => x.reason)].filter(Boolean);
      for (const x of SHAPES) {
        rules.set(x.policy + "/" + x.info.id, say(x.info.title) || x.info.id);
        for (const c of x.info.clauses) clauses.set(x.policy + "/" + c, c);
      }
      const pairs = map => [...map].sort((a, b) => a[1].localeCompare(b[1], lang, {numeric: true}));
      const types = [...new Set(SUBJECTS.map(x => x.type))].sort();
      const unit = h("label", {class: "field"}, h("span", null, T.unit),
        h("select", {name: "unit", onchange: e => refine({unit: e.target.value === "*" ? null : e.target.value.slice(1)})},
          option("*", T.anyUnit, filter.unit === null ? "*" : ""), R.units.map(u => option("=" + u.id,
            "\u2003".repeat(u.depth) + unitName(u.id), filter.unit === null ? "*" : "=" + filter.unit))));
      return section("findings", T.findings,
        h("form", {class: "filters", role: "search", onsubmit: e => e.preventDefault()},
          h("label", {class: "field search"}, h("span", null, T.search), h("input", {type: "search", name: "query",
            value: filter.query, placeholder: T.searchHint, autocomplete: "off", spellcheck: "false",
            oninput: e => later(() => refine({query: e.target.value}))})),
          choice("verdict", T.verdict, T.anyVerdict, VERDICTS.filter(v => verdicts.has(v)).map(v => [v, T[v]])),
          choice("severity", T.severity, T.anySeverity, SEVERITIES.filter(v => severities.has(v)).map(v => [v, T[v]])),
          unit,
          choice("clause", T.clause, T.anyClause, pairs(clauses)),
          choice("rule", T.rule, T.anyRuleFilter, pairs(rules)),
          choice("type", T.entity, T.anyType, types.map(t => [t, t])),
          choice("reason", T.reason, T.anyReason, reasons.sort().map(r => [r, T.reasons[r] || r])),
          R.summary.waivers.length ? choice("waived", T.waiver, T.anyWaiver,
            [["yes", T.waivedOnly], ["no", T.notWaived]]) : null),
        h("div", {class: "bar-line"}, h("p", {id: "count", role: "status", "aria-live": "polite"}),
          h("span", {id: "chips"}), h("p", {class: "soft small hint"}, T.gridHint)),
        grid(), h("div", {id: "print-list"}));
    };
    let timer = 0;
    const later = action => { clearTimeout(timer); timer = setTimeout(action, 120); };
    const refine = change => {
      filter = {...filter, ...change};
      select();
      showCount();
      paintGrid(true);
    };
    const showCount = () => {
      document.getElementById("count").textContent = T.shown(shown.length, COUNT);
      const chips = [];
      if (filter.attribute) chips.push(h("button", {type: "button", class: "chip", onclick: () => refine({attribute: ""})},
        `${T.attribute}: ${filter.attribute}`, h("span", {"aria-hidden": "true"}, " ×")));
      if (JSON.stringify(filter) !== JSON.stringify(NO_FILTER)) chips.push(h("button", {type: "button", class: "chip",
        onclick: () => { filter = {...NO_FILTER}; openFindings({}); }}, T.reset));
      document.getElementById("chips").replaceChildren(...chips);
    };
    """#
}
