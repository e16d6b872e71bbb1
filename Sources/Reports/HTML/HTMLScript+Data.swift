extension HTMLScript {
  /// Reads the columns of `FindingColumns`, and makes records out of them again.
  static let data = #"""
    const read = id => JSON.parse(document.getElementById(id).textContent);
    const R = read("kiem-run");
    const F = read("kiem-findings");
    const P = R.summary.policies;
    const VERDICTS = ["fail", "error", "unknown", "notchecked", "notselected", "pass", "notapplicable", "informational"];
    const COUNTED = ["pass", "fail", "unknown", "error", "notapplicable", "notchecked", "notselected", "informational"];
    const SEVERITIES = ["critical", "high", "medium", "low", "info"];
    const COUNT = F.shape.length;
    let lang = R.language, T = lang === "vi" ? VI : EN;
    let numbers = new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-GB");
    const num = n => numbers.format(n);
    const say = text => text ? (text[lang] || text[lang === "vi" ? "en" : "vi"] || "") : "";

    // Shapes: [arguments, policy, rule, verdict, reason, attributes, observed, trace, message, waiver, attestation,
    //          omitted, witnesses, vacuous, remediation]
    const SHAPES = F.shapes.map((s, index) => ({
      index, size: s[0], policy: s[1], rule: s[2], verdict: s[3], reason: s[4], attributes: s[5], observed: s[6],
      trace: s[7], message: s[8], waiver: s[9] === null ? null : F.marks[s[9]],
      attestation: s[10] === null ? null : F.marks[s[10]], omitted: s[11], witnesses: s[12], vacuous: s[13],
      remediation: s[14], info: P[s[1]].rules[s[2]],
    }));
    for (const s of SHAPES) s.waived = s.verdict === "fail" && s.waiver !== null && s.waiver.state === "in-force";
    const START = new Uint32Array(COUNT + 1);
    for (let i = 0; i < COUNT; i++) START[i + 1] = START[i] + SHAPES[F.shape[i]].size;
    const DETAILS = new Map(F.rules.map(r => [r.policy + "/" + r.rule, r]));
    const UNITS = new Map(R.units.map(u => [u.id, u]));
    const unitName = id => id === "" ? T.noUnit : (UNITS.get(id) || {name: id}).name;
    const SUBJECTS = F.subjects.map(s => ({
      type: s[0], id: s[1], name: s[2] === 0 ? s[1] : s[2], path: s[3], standIn: (s[4] & 1) > 0, orphan: (s[4] & 2) > 0,
    }));
    const shapeOf = i => SHAPES[F.shape[i]];
    const subjectOf = i => SUBJECTS[F.subject[i]];
    const unitsOf = subject => F.paths[subject.path];
    const idOf = i => F.ids.substr(i * 36, 36);
    const digestOf = i => {
      const bytes = atob(F.digests.substr(i * 43, 43) + "=");
      let text = "";
      for (let k = 0; k < bytes.length; k++) text += bytes.charCodeAt(k).toString(16).padStart(2, "0");
      return text;
    };

    const observationsOf = i => {
      const args = F.args, base = START[i];
      return shapeOf(i).observed.map(o => {
        const cell = F.cells[args[base + o[1]]];
        const item = {name: o[0], value: cell[0], redacted: cell.length > 2, witness: !o[0].includes(".")};
        if (o[2] !== null) item.about = F.cells[args[base + o[2]]][0];
        if (o.length < 4) return item;
        const [file, digest] = F.files[o[3]];
        const line = args[base + o[4]];
        const row = Array.isArray(o[5]) ? args[base + o[5][0]] : line + o[5];
        const pointer = o[7] === null ? null : o[7].map(part => {
          if (Array.isArray(part)) return "/" + args[base + part[0]];
          return "/" + (typeof part === "number" ? row + part : part);
        }).join("");
        item.raw = cell.length > 1 && cell[1] !== null ? cell[1] : cell[0];
        item.source = {file, digest, line, row, column: o[6], pointer, part: o[8]};
        item.place = file + ":" + line + (o.length > 10 ? ":" + args[base + o[10]] : "");
        item.collected = o[9];
        return item;
      });
    };
    const traceOf = i => shapeOf(i).trace.map(t => ({
      expression: t[0], outcome: t[2], about: t[3] === null ? null : F.cells[F.args[START[i] + t[3]]][0],
      value: typeof t[1] === "number" ? F.cells[F.args[START[i] + t[1]]][0] : t[1],
    }));
    const messageOf = i => {
      const pair = F.messages[shapeOf(i).message];
      const text = pair[lang === "vi" ? 0 : 1] || pair[lang === "vi" ? 1 : 0] || "";
      if (text.charCodeAt(0) === 0xE001) return text.slice(1);
      if (!/[\uE100-\uE1FF]/.test(text)) return text;
      const subject = subjectOf(i), observed = observationsOf(i);
      return text.replace(/[\uE100-\uE1FF]/g, mark => {
        const hole = mark.charCodeAt(0) - 0xE100;
        if (hole === 0) return subject.id;
        if (hole === 1) return subject.name;
        const o = observed[Math.floor((hole - 2) / 3)];
        return String([o.place, o.raw, o.value][(hole - 2) % 3]);
      });
    };
    const placeOf = i => {
      const s = shapeOf(i).observed;
      const best = s.find(o => o.length > 3 && !o[0].includes(".")) || s.find(o => o.length > 3);
      if (!best) return "";
      const column = best.length > 10 ? ":" + F.args[START[i] + best[10]] : "";
      return F.files[best[3]][0] + ":" + F.args[START[i] + best[4]] + column;
    };

    // What search compares: without case and accents, so that "mat khau" finds "mật khẩu".
    const fold = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
    """#
}
