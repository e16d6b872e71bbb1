extension HTMLScript {
  /// The page around its sections: header, navigation, language, theme, print.
  static let page = #"""
    const VIEWS = {overview, findings, collect, waivers, sources};
    const PRINT_LIMIT = 1000;
    let view = "overview", theme = "auto";
    const app = document.getElementById("app");

    const choices = (label, list, current, act) => h("div", {class: "choice", role: "group", "aria-label": label},
      list.map(([value, text, tongue]) => h("button", {type: "button", "aria-pressed": String(value === current),
        lang: tongue, value, onclick: () => act(value)}, text)));
    const THEMES = {
      auto: s("path", {d: "M8 2.5a5.5 5.5 0 0 1 0 11z", class: "solid"}), light: s("circle", {cx: 8, cy: 8, r: 2.2}),
      dark: s("path", {d: "M12.8 10A5.5 5.5 0 0 1 6 3.2 5.5 5.5 0 1 0 12.8 10z"}),
    };
    const RAYS = "M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5"
      + "l1.1-1.1";
    const themeFace = name => [s("svg", {class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true"},
      name === "auto" ? s("circle", {cx: 8, cy: 8, r: 5.5}) : name === "light" ? s("path", {d: RAYS}) : null,
      THEMES[name].cloneNode()), h("span", {class: "sr"}, T[name])];
    const header = () => h("header", {class: "top"},
      h("div", {class: "brand"}, h("h1", null, h("span", {class: "mark", "aria-hidden": "true"}, "✓"), "kiem",
        h("span", {class: "sr"}, " ", T.report)),
        h("p", {class: "soft"}, T.asOf, " ", h("b", null, R.run.as_of), " (", R.run.zone, ") · ", T.run, " ",
          h("code", {title: R.digest}, R.digest.slice(0, 12)))),
      h("nav", {"aria-label": T.sections}, Object.keys(VIEWS).map(name => h("a", {href: "#" + name,
        "aria-current": name === view ? "page" : null}, T[name], name === "findings" ? h("span", {class: "count"},
        num(COUNT)) : null))),
      h("div", {class: "tools"},
        choices(T.language, [["vi", "VI", "vi"], ["en", "EN", "en"]], lang, setLanguage),
        choices(T.theme, ["auto", "light", "dark"].map(t => [t, themeFace(t)]), theme, setTheme),
        h("button", {type: "button", onclick: () => window.print()}, T.print)));
    const footer = () => h("footer", null, h("dl", {class: "facts"},
      definition(T.run, digest(R.digest)),
      R.auditor ? definition(T.auditor, R.auditor) : null, R.engagement ? definition(T.engagement, R.engagement) : null));

    const render = () => {
      document.documentElement.lang = lang;
      document.title = `kiem · ${T.report} · ${R.run.as_of}`;
      dialog = h("dialog", {id: "record", "aria-labelledby": "record-title", onclick: e => {
        if (e.target === dialog) closeRecord();
      }, oncancel: e => { e.preventDefault(); closeRecord(); }, onkeydown: e => {
        if (e.key === "ArrowRight" || e.key === "ArrowLeft") openRecord(opened + (e.key === "ArrowRight" ? 1 : -1));
      }});
      built.clear();
      app.replaceChildren(h("a", {class: "skip", href: "#main"}, T.skip), header(), h("main", {id: "main"}, footerFacts()),
        footer(), dialog);
      show(view);
    };
    const footerFacts = () => R.auditor || R.engagement ? h("p", {class: "soft who-ran"},
      [R.engagement && `${T.engagement}: ${R.engagement}`, R.auditor && `${T.auditor}: ${R.auditor}`]
        .filter(Boolean).join(" · ")) : null;

    // Sections are made when first looked at; printing makes them all.
    const built = new Map();
    const build = name => {
      if (!built.has(name)) {
        const node = VIEWS[name]();
        built.set(name, node);
        const main = document.getElementById("main");
        const later = Object.keys(VIEWS).slice(Object.keys(VIEWS).indexOf(name) + 1).map(n => built.get(n)).find(Boolean);
        main.insertBefore(node, later || null);
      }
      return built.get(name);
    };
    const show = name => {
      view = name;
      build(name);
      for (const [other, node] of built) node.classList.toggle("away", other !== name);
      for (const link of document.querySelectorAll("nav a")) {
        if (link.hash === "#" + name) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      if (name === "findings") { select(); showCount(); paintGrid(true); }
    };
    const openFindings = change => {
      filter = {...NO_FILTER, ...change};
      const old = built.get("findings");
      if (old) { old.remove(); built.delete("findings"); }
      if (location.hash === "#findings") show("findings"); else location.hash = "#findings";
    };
    const follow = () => {
      const name = location.hash.slice(1);
      if (!(name in VIEWS)) return;
      show(name);
      window.scrollTo(0, 0);
      document.getElementById(name + "-title").focus({preventScroll: true});
    };
    const remember = (key, value) => { try { localStorage.setItem("kiem-" + key, value); } catch { /* not allowed here */ } };
    const recall = key => { try { return localStorage.getItem("kiem-" + key); } catch { return null; } };
    const setLanguage = value => {
      lang = value;
      T = lang === "vi" ? VI : EN;
      numbers = new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-GB");
      texts = null;
      render();
      document.querySelector(`.choice button[lang=${lang}]`).focus();
    };
    const setTheme = value => {
      theme = value;
      if (theme === "auto") document.documentElement.removeAttribute("data-theme");
      else document.documentElement.setAttribute("data-theme", theme);
      remember("theme", theme);
      const old = document.querySelector("header.top");
      old.replaceWith(header());
    };

    const printList = () => {
      for (const name of Object.keys(VIEWS)) build(name);
      select();
      const rows = [...shown.subarray(0, PRINT_LIMIT)].map(i => {
        const x = shapeOf(i), subject = subjectOf(i);
        return h("tr", null, h("td", null, badge(x.verdict, x.waived), h("small", null, T[x.info.severity])),
          h("th", {scope: "row"}, say(x.info.title) || x.info.id, h("small", null, x.info.clauses.join(", "), " · ", x.info.id)),
          h("td", null, subject.name || subject.type, h("small", null, unitName(unitsOf(subject)[0] || ""))),
          h("td", null, why(i), placeOf(i) ? h("small", null, h("code", null, placeOf(i))) : null,
            h("small", {class: "id"}, idOf(i))));
      });
      document.getElementById("print-list").replaceChildren(
        h("p", {class: "soft"}, T.shown(shown.length, COUNT), shown.length > PRINT_LIMIT ? ". " + T.printCut(PRINT_LIMIT) : ""),
        table("printed", T.findings, [T.verdict, T.rule, T.subject, T.reason], rows));
    };
    window.addEventListener("beforeprint", printList);
    window.addEventListener("afterprint", () => { document.getElementById("print-list").replaceChildren(); show(view); });
    window.addEventListener("hashchange", follow);
    window.addEventListener("resize", () => paintGrid(false));

    const saved = recall("theme");
    if (saved === "light" || saved === "dark") { theme = saved; document.documentElement.setAttribute("data-theme", saved); }
    if (location.hash.slice(1) in VIEWS) view = location.hash.slice(1);
    render();
    document.documentElement.setAttribute("data-ready", "");
    """#
}
