extension HTMLStyle {
  /// On paper: everything in one column, black on white, no controls.
  static let print = #"""
    @media print {
      @page { size: A4 landscape; margin: 14mm 12mm; }
      :root, :root[data-theme], :root:not([data-theme="light"]) {
        color-scheme: light;
        --ground: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --hover: #f4f4f4; --accent: #0b4f4a;
        --pass: #1e6f42; --fail: #a8201a; --unknown: #7a4c00; --error: #7a2a86; --notchecked: #2a5a8c;
        --notapplicable: #555; --pass-bg: #e4f2e8; --fail-bg: #fbe6e3; --unknown-bg: #fbf0d9; --error-bg: #f5e6f7;
        --notchecked-bg: #e4eef8; --notapplicable-bg: #eee; --bar-pass: #3d9a66; --bar-fail: #c8382f;
        --bar-unknown: #dfa032; --bar-error: #9b4aa8; --bar-notchecked: #5b8fc4; --bar-notapplicable: #c9c8c0;
        --track: #eee; --shade: none;
      }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { font-size: 9.5pt; line-height: 1.4; }
      header.top { position: static; border-bottom: 1.5pt solid #000; padding: 0 0 .5rem; }
      nav, .tools, .skip, .filters, .grid, .bar-line, dialog { display: none !important; }
      main, footer { max-width: none; padding: 0; }
      .away { display: block; }
      section { break-before: page; } section:first-of-type { break-before: auto; }
      .card { border: 0; padding: 0; margin-bottom: 1.4rem; } .card > header, h2, h3 { break-after: avoid; }
      article.card { border: 0; }
      tr, li, .hero, .columns .card { break-inside: avoid; } thead { display: table-header-group; }
      .scroll { overflow: visible; } h2 { margin: 0 0 .8rem; }
      th, td { padding: .3rem .5rem; } td.wide { padding-top: .55rem; }
      .id { font-family: monospace; font-size: 7.5pt; }
      button.link, a { color: inherit; text-decoration: none; }
      .columns { grid-template-columns: 3fr 2fr; }
    }
    """#
}
