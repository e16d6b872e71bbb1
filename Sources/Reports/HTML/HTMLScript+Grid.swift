extension HTMLScript {
  /// The list of findings: only the rows in sight are in the page.
  static let grid = #"""
    const ROW = 52, MARGIN = 8;
    const COLUMNS = ["verdict", "severity", "rule", "subject", "unit", "reason"];
    let viewport, canvas, current = 0;

    const grid = () => {
      const heads = h("div", {role: "row", class: "grid-head", "aria-rowindex": 1}, COLUMNS.map((name, k) =>
        h("div", {role: "columnheader", class: "c-" + name, "aria-colindex": k + 1,
          "aria-sort": order.by === name ? (order.down ? "descending" : "ascending") : "none"},
          h("button", {type: "button", class: "sort", onclick: () => sortBy(name)}, T[name],
            h("span", {class: "arrow", "aria-hidden": "true"}, order.by === name ? (order.down ? "▾" : "▴") : "")))));
      canvas = h("div", {class: "canvas", role: "rowgroup"});
      viewport = h("div", {class: "viewport", tabindex: "0", "aria-label": T.findings,
        onscroll: () => requestAnimationFrame(() => paintGrid(false)), onkeydown: keys,
        onfocus: () => mark(false)}, canvas);
      return h("div", {class: "grid", role: "grid", id: "grid", "aria-label": T.findings, "aria-colcount": COLUMNS.length,
        "aria-rowcount": COUNT + 1}, h("div", {role: "rowgroup", class: "grid-heads"}, heads), viewport);
    };
    const sortBy = name => {
      order = order.by === name ? {by: name, down: !order.down} : {by: name, down: false};
      for (const head of document.querySelectorAll(".grid-head > div")) {
        const mine = head.classList.contains("c-" + name);
        head.setAttribute("aria-sort", mine ? (order.down ? "descending" : "ascending") : "none");
        head.querySelector(".arrow").textContent = mine ? (order.down ? "▾" : "▴") : "";
      }
      refine({});
    };

    const paintGrid = fresh => {
      if (!viewport || !viewport.isConnected) return;
      if (fresh) {
        document.getElementById("grid").setAttribute("aria-rowcount", shown.length + 1);
        canvas.style.height = shown.length * ROW + "px";
        viewport.scrollTop = 0;
        current = 0;
      }
      const gutter = viewport.offsetWidth - viewport.clientWidth;
      document.querySelector(".grid-heads").style.paddingRight = gutter + "px";
      const first = Math.max(0, Math.floor(viewport.scrollTop / ROW) - MARGIN);
      const last = Math.min(shown.length, Math.ceil((viewport.scrollTop + (viewport.clientHeight || 600)) / ROW) + MARGIN);
      const rows = [];
      for (let k = first; k < last; k++) rows.push(gridRow(k));
      if (shown.length === 0) rows.push(h("p", {class: "empty"}, COUNT ? T.none : T.noFindings));
      canvas.replaceChildren(...rows);
      mark(false);
    };
    const gridRow = k => {
      const i = shown[k], x = shapeOf(i), subject = subjectOf(i), place = placeOf(i), units = unitsOf(subject);
      const cell = (name, ...children) => h("div", {role: "gridcell", class: "c-" + name,
        "aria-colindex": COLUMNS.indexOf(name) + 1}, ...children);
      const row = h("div", {role: "row", class: "grid-row", id: "row-" + k, "aria-rowindex": k + 2,
        onclick: () => { current = k; openRecord(k); }},
        cell("verdict", badge(x.verdict, x.waived)), cell("severity", level(x.info.severity)),
        cell("rule", h("b", null, say(x.info.title) || x.info.id),
          h("small", null, x.info.clauses.join(", "), " · ", x.info.id)),
        cell("subject", h("b", null, subject.name || "–"), h("small", null, subject.type,
          subject.id && subject.id !== subject.name ? " · " + subject.id : "", subject.standIn ? " · " + T.standIn : "")),
        cell("unit", h("span", null, units.length ? unitName(units[0]) : "–")),
        cell("reason", h("span", null, why(i)), place ? h("small", null, h("code", null, place)) : null));
      row.style.transform = `translateY(${k * ROW}px)`;
      return row;
    };
    // What was read, where it fails; else the message without its opening words, which the verdict says already.
    const why = i => shapeOf(i).verdict === "fail" && reading(i) || messageOf(i).replace(lang === "vi" ? /^(không đạt vì|chưa kết luận được:|chưa kiểm tra:) */
      : /^(fails because|cannot be decided:|was not checked:) */, "");

    const reading = i => {
      const all = observationsOf(i).filter(o => o.source && !o.witness && o.value !== null);
      const best = placeOf(i);
      return all.filter(o => o.place === best).concat(all.filter(o => o.place !== best)).slice(0, 3)
        .map(o => `${o.name} = ${valueText(o.value)}`).join(" · ");
    };

    const mark = reveal => {
      if (reveal) {
        const top = current * ROW, bottom = top + ROW;
        if (top < viewport.scrollTop) viewport.scrollTop = top;
        if (bottom > viewport.scrollTop + viewport.clientHeight) viewport.scrollTop = bottom - viewport.clientHeight;
        paintGrid(false);
        return;
      }
      for (const row of canvas.querySelectorAll(".grid-row")) {
        const on = row.id === "row-" + current;
        row.classList.toggle("current", on);
        if (on) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected");
      }
      if (document.getElementById("row-" + current)) viewport.setAttribute("aria-activedescendant", "row-" + current);
      else viewport.removeAttribute("aria-activedescendant");
    };
    const keys = event => {
      const page = Math.max(1, Math.floor(viewport.clientHeight / ROW) - 1), last = shown.length - 1;
      const moves = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length};
      if (event.key in moves) current = Math.max(0, Math.min(last, current + moves[event.key]));
      else if ((event.key === "Enter" || event.key === " ") && shown.length) openRecord(current);
      else return;
      event.preventDefault();
      if (event.key in moves) mark(true);
    };
    """#
}
