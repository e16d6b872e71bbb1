extension HTMLStyle {
  /// Cards, tables, badges, the list of findings and the record.
  static let views = #"""
    .card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem 1.7rem;
      margin-bottom: 1.4rem; box-shadow: var(--shade); }
    .card > h3 { margin-bottom: .9rem; }
    .card > header { display: flex; justify-content: space-between; gap: 1rem 2rem; margin-bottom: 1rem; }
    .card .side { display: flex; flex-direction: column; align-items: flex-end; gap: .3rem; text-align: right;
      white-space: nowrap; }
    .policy h3 { font-size: 1.22rem; max-width: 56ch; }
    .policy > .soft { margin: .5rem 0 1.1rem; }
    .columns { display: grid; grid-template-columns: 3fr 2fr; gap: 1.4rem; }
    .hero { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 1rem 3rem;
      padding: 1.5rem 1.7rem; border-radius: 12px; margin-bottom: 1.4rem; border-left: 6px solid; }
    .hero .verdict { font-size: 1.5rem; font-weight: 650; letter-spacing: -.015em; line-height: 1.3; }
    .hero .soft { color: inherit; }
    .t-good.hero { background: var(--pass-bg); color: var(--pass); }
    .t-bad.hero { background: var(--fail-bg); color: var(--fail); }
    .t-doubt.hero { background: var(--unknown-bg); color: var(--unknown); }
    .figures { display: flex; gap: 2.4rem; color: var(--ink); }
    .figures div { display: flex; flex-direction: column-reverse; text-align: right; }
    .figures dd { font-size: 1.9rem; font-weight: 600; line-height: 1.1; letter-spacing: -.02em; }
    .figures dt { font-size: .85rem; }
    .bar { display: block; width: 100%; border-radius: 4px; }
    .track { fill: var(--track); }
    .f-pass { fill: var(--bar-pass); } .f-fail { fill: var(--bar-fail); } .f-unknown { fill: var(--bar-unknown); }
    .f-error { fill: var(--bar-error); } .f-notchecked { fill: var(--bar-notchecked); }
    .f-notapplicable { fill: var(--bar-notapplicable); }
    .s-critical, .s-high { fill: var(--bar-fail); } .s-medium { fill: var(--bar-unknown); }
    .s-low, .s-info { fill: var(--bar-notchecked); }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.3rem; margin: .9rem 0; }
    .legend button { display: flex; align-items: center; gap: .5rem; }
    .bars { list-style: none; display: grid; gap: .55rem; }
    .bars li { display: grid; grid-template-columns: 9.5rem 1fr 3.2rem; align-items: center; gap: .8rem; }
    .n { text-align: right; white-space: nowrap; }
    .zero { color: var(--soft); }
    .notes { margin: .7rem 0 0 1.1rem; font-size: .9rem; }
    .badge { display: inline-flex; align-items: center; gap: .35rem; padding: .1rem .6rem .1rem .4rem; border-radius: 99px;
      font-size: .84rem; font-weight: 600; white-space: nowrap; color: var(--soft); background: var(--notapplicable-bg); }
    .icon { width: 1.05em; height: 1.05em; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round;
      stroke-linejoin: round; flex: none; }
    .v-pass { color: var(--pass); background: var(--pass-bg); } .v-fail { color: var(--fail); background: var(--fail-bg); }
    .v-unknown { color: var(--unknown); background: var(--unknown-bg); }
    .v-error { color: var(--error); background: var(--error-bg); }
    .v-notchecked { color: var(--notchecked); background: var(--notchecked-bg); }
    .v-notapplicable, .v-notselected, .v-informational { color: var(--notapplicable); }
    .v-waived { color: var(--fail); background: none; box-shadow: inset 0 0 0 1.5px currentcolor; }
    .level { display: inline-flex; align-items: center; gap: .45rem; white-space: nowrap; font-size: .9rem; }
    .pips { width: 22px; height: 10px; flex: none; } .pips .on { fill: var(--soft); } .pips .off { fill: var(--line); }
    .l-critical .on, .l-high .on { fill: var(--bar-fail); }
    .triple i { font-style: normal; color: var(--soft); padding: 0 .28em; }
    .scroll { overflow-x: auto; margin: 0 -.4rem; padding: 0 .4rem; }
    table { border-collapse: collapse; width: 100%; font-size: .93rem; }
    th, td { padding: .6rem .8rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
    thead th { border-top: 0; font-size: .82rem; font-weight: 550; color: var(--soft); vertical-align: bottom;
      padding-top: 0; line-height: 1.3; }
    tbody th { font-weight: 450; }
    th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
    th.n, td.n { text-align: right; } thead th.n { white-space: normal; }
    td.wide { min-width: 6rem; width: 11%; padding-top: 1rem; }
    td small, th small { display: block; color: var(--soft); }
    .clauses tbody th { width: 46%; } .units tbody th { width: 30%; }
    .quote { display: block; color: var(--ink); } .limits { display: block; color: var(--soft); font-size: .86em; }
    .limits b { font-weight: 550; }
    .force { color: var(--soft); font-size: .82em; margin-left: .7em; }
    .muted td { color: var(--soft); }
    .depth-1 { padding-left: 1.4rem !important; } .depth-2 { padding-left: 2.8rem !important; }
    .depth-3, .depth-4, .depth-5, .depth-6 { padding-left: 4.2rem !important; }
    .day { white-space: nowrap; } .warn { color: var(--unknown) !important; white-space: normal; }
    .digest { font-size: .78em; color: var(--soft); word-break: break-all; }
    .collect tbody th { max-width: 34rem; } .todo code { font-weight: 650; } q { quotes: "“" "”"; }
    .waivers td:nth-child(3) { max-width: 26rem; }
    article.t-doubt { border-left: 4px solid var(--bar-unknown); } article.t-bad { border-left: 4px solid var(--bar-fail); }
    article.t-good { border-left: 4px solid var(--bar-pass); }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.2rem; margin-bottom: 1rem; }
    .facts dt { color: var(--soft); }
    .diagnostics { padding-left: 1.1rem; } .diagnostics small { display: block; color: var(--soft); }
    .filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(11.5rem, 1fr)); gap: .8rem 1rem;
      margin-bottom: 1rem; }
    .field { display: grid; gap: .2rem; font-size: .84rem; color: var(--soft); }
    .field.search { grid-column: span 2; }
    .field input, .field select { width: 100%; color: var(--ink); background: var(--paper); border: 1px solid var(--soft);
      border-radius: 7px; padding: 0 .6rem; height: 2.35rem; font-size: .93rem; text-overflow: ellipsis; }
    .bar-line { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1rem; margin-bottom: .6rem; min-height: 2rem; }
    #count { font-weight: 650; } .hint { margin-left: auto; }
    .chip { border-radius: 99px; font-size: .85rem; padding: .1rem .8rem; margin-right: .4rem; }
    .grid { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; overflow: hidden;
      box-shadow: var(--shade); }
    .grid-head, .grid-row { display: grid; gap: 0 1rem; padding: 0 1.2rem;
      grid-template-columns: 9.5rem 7.5rem minmax(0, 1.35fr) minmax(0, 1fr) minmax(0, .9fr) minmax(0, 1.6fr); }
    .grid-head { border-bottom: 1px solid var(--line); }
    .sort { border: 0; background: none; padding: .6rem 0; color: var(--soft); font-size: .84rem; font-weight: 600; }
    .arrow { display: inline-block; width: 1.1em; text-align: right; }
    .viewport { height: clamp(24rem, calc(100vh - 24rem), 70rem); overflow-y: scroll; contain: strict; outline-offset: -3px; }
    .canvas { position: relative; min-height: 100%; }
    .grid-row { position: absolute; inset: 0 0 auto; height: 52px; align-items: center; cursor: pointer;
      border-bottom: 1px solid var(--line); line-height: 1.34; font-size: .93rem; }
    .grid-row:hover { background: var(--hover); }
    .viewport:focus-visible .current { background: var(--accent-soft); box-shadow: inset 4px 0 var(--focus); }
    .grid-row b { font-weight: 550; }
    .grid-row b, .grid-row small, .grid-row span:not(.badge, .level) { display: block; overflow: hidden;
      text-overflow: ellipsis; white-space: nowrap; }
    .grid-row small { color: var(--soft); }
    .empty { padding: 3rem; text-align: center; color: var(--soft); }
    dialog { width: min(58rem, 100vw); max-width: none; height: 100dvh; max-height: none; margin: 0 0 0 auto; padding: 0;
      border: 0; background: var(--paper); color: var(--ink); box-shadow: -8px 0 40px rgb(0 0 0 / 22%); }
    dialog::backdrop { background: rgb(20 24 22 / 42%); }
    .record { height: 100%; overflow-y: auto; padding: 0 2.2rem 3rem; }
    .record-bar { position: sticky; top: 0; display: flex; align-items: center; gap: .5rem; background: var(--paper);
      padding: .9rem 0; border-bottom: 1px solid var(--line); margin-bottom: 1.4rem; font-size: .9rem; }
    .record-bar .soft { margin-right: auto; }
    .record .marks { display: flex; gap: 1rem; align-items: center; }
    .record h2 { margin: .6rem 0 .3rem; font-size: 1.45rem; } .record h3 { margin: 1.7rem 0 .6rem; }
    .who { margin-top: .8rem; }
    .message { margin: 1.2rem 0 .6rem; padding: .9rem 1.1rem; border-radius: 8px; background: var(--notapplicable-bg);
      border-left: 4px solid var(--bar-notapplicable); overflow-wrap: anywhere; }
    .m-fail { background: var(--fail-bg); border-color: var(--bar-fail); }
    .m-unknown { background: var(--unknown-bg); border-color: var(--bar-unknown); }
    .m-error { background: var(--error-bg); border-color: var(--bar-error); }
    .m-notchecked { background: var(--notchecked-bg); border-color: var(--bar-notchecked); }
    pre { background: var(--hover); border-radius: 8px; padding: .9rem 1.1rem; margin: 0; overflow-x: auto;
      white-space: pre-wrap; overflow-wrap: anywhere; }
    .observed td, .observed th { overflow-wrap: anywhere; } .observed tbody th { width: 28%; }
    .observed td:nth-child(2) { width: 24%; } .observed td:nth-child(3) { width: 24%; } .observed td.day { overflow-wrap: normal; }
    .value { font-weight: 600; } .raw { white-space: pre-wrap; }
    .tag { display: inline-block; margin-left: .5em; padding: 0 .5em; border-radius: 4px; font-size: .78rem;
      background: var(--accent-soft); color: var(--accent); }
    .trace { list-style: none; display: grid; gap: .1rem; }
    .trace li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2rem 1rem; padding: .45rem 0;
      border-top: 1px solid var(--line); }
    .trace li > code { flex: 1 1 20rem; } .trace small { flex-basis: 100%; color: var(--soft); }
    .outcome { font-weight: 600; font-size: .9rem; text-align: right; }
    .o-unknown { color: var(--unknown); }
    .o-error { color: var(--error); }
    .box { border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; margin-top: 1.2rem; }
    .box h3 { margin: 0 0 .4rem; }
    @media screen and (max-width: 60rem) {
      .columns { grid-template-columns: 1fr; } .hint { display: none; }
      .grid-head, .grid-row { grid-template-columns: 8.5rem minmax(0, 1.2fr) minmax(0, 1fr); }
      .c-severity, .c-unit, .c-reason { display: none; }
      .card > header { flex-direction: column; } .card .side { align-items: flex-start; text-align: left; }
    }

    """#
}
