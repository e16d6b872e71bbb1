extension HTMLStyle {
  /// Colours, type, and the frame of the page. Every pair of text and ground has a contrast of 4.5 at least.
  static let base = #"""
    :root {
      --ground: #f6f5f1; --paper: #ffffff; --ink: #1d2420; --soft: #59625c; --line: #dfddd5; --hover: #f1efe8;
      --accent: #0b5d57; --accent-soft: #e2efec; --focus: #0b6bcb; --shade: 0 1px 2px rgb(30 30 20 / 5%);
      --pass: #1e6f42; --fail: #a8201a; --unknown: #855300; --error: #7a2a86; --notchecked: #2a5a8c;
      --notapplicable: #5c635f; --pass-bg: #e4f2e8; --fail-bg: #fbe6e3; --unknown-bg: #fbf0d9; --error-bg: #f5e6f7;
      --notchecked-bg: #e4eef8; --notapplicable-bg: #ecebe6; --bar-pass: #3d9a66; --bar-fail: #c8382f;
      --bar-unknown: #dfa032; --bar-error: #9b4aa8; --bar-notchecked: #5b8fc4; --bar-notapplicable: #c9c8c0;
      --track: #eceae3;
    }
    @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; } }
    @media (prefers-color-scheme: dark) {
      :root:not([data-theme="light"]) {
        --ground: #141816; --paper: #1c211f; --ink: #e8ebe8; --soft: #a3ada7; --line: #333a36; --hover: #242a27;
        --accent: #79cfc4; --accent-soft: #1f3431; --focus: #7db7ff; --shade: none;
        --pass: #7fd3a0; --fail: #ff9c92; --unknown: #f0c26b; --error: #e2a4ec; --notchecked: #9cc6f2;
        --notapplicable: #aab2ad; --pass-bg: #1d3527; --fail-bg: #43211e; --unknown-bg: #3c301a; --error-bg: #382340;
        --notchecked-bg: #1f3145; --notapplicable-bg: #2b302d; --bar-pass: #4ea878; --bar-fail: #e0584d;
        --bar-unknown: #d9a441; --bar-error: #b06bbd; --bar-notchecked: #5b8fc4; --bar-notapplicable: #4a514d;
        --track: #2a302d;
      }
    }
    :root[data-theme="dark"] {
      color-scheme: dark;
      --ground: #141816; --paper: #1c211f; --ink: #e8ebe8; --soft: #a3ada7; --line: #333a36; --hover: #242a27;
      --accent: #79cfc4; --accent-soft: #1f3431; --focus: #7db7ff; --shade: none;
      --pass: #7fd3a0; --fail: #ff9c92; --unknown: #f0c26b; --error: #e2a4ec; --notchecked: #9cc6f2;
      --notapplicable: #aab2ad; --pass-bg: #1d3527; --fail-bg: #43211e; --unknown-bg: #3c301a; --error-bg: #382340;
      --notchecked-bg: #1f3145; --notapplicable-bg: #2b302d; --bar-pass: #4ea878; --bar-fail: #e0584d;
      --bar-unknown: #d9a441; --bar-error: #b06bbd; --bar-notchecked: #5b8fc4; --bar-notapplicable: #4a514d;
      --track: #2a302d;
    }
    :root[data-theme="light"] { color-scheme: light; }
    * { box-sizing: border-box; }
    html { background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-top: 5rem; }
    body {
      margin: 0; font: 15px/1.55 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
      font-variant-numeric: tabular-nums;
    }
    h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
    h1 { font-size: 1.15rem; letter-spacing: -.01em; }
    h2 { font-size: 1.6rem; line-height: 1.25; font-weight: 650; letter-spacing: -.015em; margin: 2.2rem 0 1.2rem; }
    h3 { font-size: 1.05rem; line-height: 1.35; font-weight: 650; }
    h2:focus { outline: none; }
    small, .small { font-size: .85em; }
    code, pre { font: .875em/1.5 ui-monospace, "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", monospace; }
    code { overflow-wrap: anywhere; }
    .soft { color: var(--soft); }
    .block { display: block; }
    .lead { max-width: 62ch; margin-bottom: 1.2rem; }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; z-index: 9; background: var(--paper); padding: .6rem 1rem; }
    :focus-visible { outline: 2.5px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
    a { color: var(--accent); }
    button, select, input { font: inherit; color: inherit; }
    button {
      cursor: pointer; background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: .3rem .75rem;
    }
    button:hover:not(:disabled) { background: var(--hover); }
    button:disabled { cursor: default; opacity: 1; color: inherit; }
    .record-bar button:disabled { opacity: .45; }
    button.plain, button.link { border: 0; background: none; padding: 0; text-align: left; }
    button.plain:hover:not(:disabled) { background: none; text-decoration: underline; text-underline-offset: 3px; }
    button.link { color: var(--accent); font-weight: 600; text-decoration: underline; text-decoration-color: transparent;
      text-underline-offset: 3px; overflow-wrap: anywhere; }
    button.link:hover { background: none; text-decoration-color: currentcolor; }
    header.top {
      position: sticky; top: 0; z-index: 4; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.6rem;
      padding: .6rem clamp(1rem, 4vw, 3rem); background: var(--paper); border-bottom: 1px solid var(--line);
    }
    .brand { display: grid; line-height: 1.35; }
    .brand .soft { font-size: .8rem; }
    .mark { display: inline-block; width: 1.25em; height: 1.25em; line-height: 1.25em; text-align: center; font-size: .8em;
      border-radius: 5px; background: var(--accent); color: var(--paper); margin-right: .5em; }
    nav { display: flex; flex-wrap: wrap; gap: .2rem; }
    nav a { padding: .35rem .7rem; border-radius: 7px; text-decoration: none; color: var(--soft); font-weight: 550; }
    nav a:hover { background: var(--hover); color: var(--ink); }
    nav a[aria-current] { background: var(--accent-soft); color: var(--accent); }
    .count { margin-left: .5em; font-size: .82em; font-weight: 500; color: var(--soft); }
    .tools { display: flex; flex-wrap: wrap; gap: .6rem; margin-left: auto; font-size: .87rem; }
    .choice { display: inline-flex; border: 1px solid var(--line); border-radius: 7px; overflow: hidden; }
    .choice button { border: 0; border-radius: 0; padding: .3rem .65rem; color: var(--soft); }
    .choice button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .choice .icon { width: 1.15em; height: 1.15em; vertical-align: -.2em; stroke-width: 1.5; }
    .solid { fill: currentcolor; }
    .choice button:focus-visible { outline-offset: -3px; }
    main { max-width: 1360px; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 3rem; }
    footer { border-top: 1px solid var(--line); padding: 1.2rem clamp(1rem, 4vw, 3rem) 2rem; font-size: .85rem;
      max-width: 1360px; margin: 0 auto; }
    .who-ran { padding-top: 1.2rem; margin-bottom: -1rem; }
    .away { display: none; }
    .static { padding-top: 1rem; }
    .static td, .static th { padding: .4rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }

    """#
}
