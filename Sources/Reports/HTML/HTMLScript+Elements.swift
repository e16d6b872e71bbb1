extension HTMLScript {
  /// Elements, badges and charts.
  static let elements = #"""
    const SVG = "http:" + "//www.w3.org/2000/svg";
    const put = (node, attributes, children) => {
      for (const [name, value] of Object.entries(attributes || {})) {
        if (value === null || value === undefined || value === false) continue;
        if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
        else node.setAttribute(name, value === true ? "" : value);
      }
      for (const child of children.flat(4)) {
        if (child === null || child === undefined || child === false || child === "") continue;
        node.append(child instanceof Node ? child : String(child));
      }
      return node;
    };
    const h = (tag, attributes, ...children) => put(document.createElement(tag), attributes, children);
    const s = (tag, attributes, ...children) => put(document.createElementNS(SVG, tag), attributes, children);

    // A shape for each verdict, so that colour is never all that tells them apart.
    const SHAPE = {
      pass: "M3.5 8.5l3 3 6-7", fail: "M4 4l8 8M12 4l-8 8",
      unknown: "M5.6 6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.8-1.2 1.7M8 12.6v.2",
      error: "M8 3.5v5.5M8 12.2v.3", notapplicable: "M4 8h8", notchecked: "M8 3.5a4.5 4.5 0 1 0 .01 0",
      notselected: "M4.5 11.5l7-7", informational: "M8 7.2v5M8 4v.3", waived: "M4 12V4l4 5 4-5v8",
    };
    const icon = kind => s("svg", {class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false"},
      s("path", {d: SHAPE[kind]}));
    const badge = (verdict, waived) => h("span", {class: "badge v-" + (waived ? "waived" : verdict)},
      icon(waived ? "waived" : verdict), waived ? `${T[verdict]}, ${T.waived}` : T[verdict]);
    const level = severity => h("span", {class: "level l-" + severity},
      s("svg", {class: "pips", viewBox: "0 0 22 10", "aria-hidden": "true"},
        [0, 1, 2, 3].map(k => s("rect", {x: k * 5.5, y: 8 - 2 * (k + 1), width: 4, height: 2 * (k + 1), rx: 1,
          class: k < 4 - SEVERITIES.indexOf(severity) ? "on" : "off"}))), T[severity]);
    const code = text => h("code", null, text);
    const digest = text => h("code", {class: "digest", title: text}, text);

    // A stacked bar. Parts in the order of gravity, with gaps between them; the words stand beside it or in its label.
    const bar = (counts, height) => {
      const parts = VERDICTS.filter(v => v !== "notselected" && v !== "informational" && counts[v] > 0);
      const sum = parts.reduce((n, v) => n + counts[v], 0);
      const label = parts.map(v => `${num(counts[v])} ${T[v]}`).join(", ");
      const svg = s("svg", {class: "bar", viewBox: `0 0 1000 ${height}`, preserveAspectRatio: "none", role: "img",
        "aria-label": label || T.none_, height}, s("title", null, label));
      svg.append(s("rect", {x: 0, y: 0, width: 1000, height, class: "track"}));
      let x = 0;
      for (const v of parts) {
        const width = counts[v] / sum * 1000;
        svg.append(s("rect", {x, y: 0, width: Math.max(width - (x + width < 999 ? 3 : 0), 1.5), height, class: "f-" + v}));
        x += width;
      }
      return svg;
    };
    const legend = (counts, order) => h("ul", {class: "legend"}, order.filter(v => counts[v] > 0 || v === "fail")
      .map(v => h("li", null, h("button", {type: "button", class: "plain", disabled: !isFinding(v),
        onclick: () => openFindings({verdict: v})}, badge(v), h("strong", null, num(counts[v]))))));
    const isFinding = v => ["fail", "error", "unknown", "notchecked"].includes(v);
    const triple = c => h("span", {class: "triple", title: T.dat}, num(c.decided), h("i", null, "/"), num(c.applicable),
      h("i", null, "/"), num(c.total));

    const table = (className, caption, head, rows) => h("div", {class: "scroll", tabindex: "0", role: "region",
      "aria-label": caption}, h("table", {class: className}, h("caption", {class: "sr"}, caption),
        h("thead", null, h("tr", null, head.map(c => Array.isArray(c)
          ? h("th", {scope: "col", class: c[1]}, c[0]) : h("th", {scope: "col"}, c)))),
        h("tbody", null, rows)));
    const section = (id, title, ...children) => h("section", {id, "aria-labelledby": id + "-title"},
      h("h2", {id: id + "-title", tabindex: "-1"}, title), ...children);
    """#
}
