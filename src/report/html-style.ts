/** The style sheet of the HTML report: light and dark by the reader's system or by the button, and a sheet for paper. */
export const style = `
:root { color-scheme: light dark; --paper: light-dark(#ffffff, #14171c); --sheet: light-dark(#f5f6f8, #1c2027); --line: light-dark(#d9dde3, #343a44);
  --ink: light-dark(#1a1d21, #e8eaed); --soft: light-dark(#545b66, #a6adb8); --red: light-dark(#b3261e, #ff8a80); --amber: light-dark(#8a5300, #ffc061);
  --blue: light-dark(#0b57a4, #8ab8ff); --green: light-dark(#1b6b34, #7fd99a); --focus: light-dark(#0b57d0, #a8c7fa); --hit: light-dark(#fff1d6, #3a2f16); }
:root[data-theme=light] { color-scheme: light; } :root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
td:nth-child(2) { min-width: 7.5rem; }
main, header.top, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 1.15rem; margin: 0; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1.05rem; margin: 0; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
a { color: var(--blue); } :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 2; }
.bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: 1rem 0; border-bottom: 1px solid var(--line); }
.bar span { color: var(--soft); }
button, input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .4rem .7rem; min-height: 2.5rem; }
button { cursor: pointer; white-space: nowrap; } button[aria-pressed=true] { background: var(--ink); color: var(--paper); }
.hero { display: grid; grid-template-columns: auto 1fr; gap: 2rem; align-items: center; padding: 2rem 0 .5rem; }
.dial { width: 11rem; height: 11rem; } .dial circle { fill: none; stroke-width: 13; } .dial .rest { stroke: var(--line); }
.dial .value { stroke-linecap: round; transform: rotate(-90deg); transform-origin: center; } .dial text { text-anchor: middle; fill: var(--ink); }
.dial .number { font-size: 46px; font-weight: 700; } .dial .of { font-size: 14px; fill: var(--soft); }
.grade { font-size: 1.6rem; font-weight: 700; margin: 0; } .hero p { margin: .35rem 0; } .soft { color: var(--soft); }
.failed { color: var(--red); font-weight: 600; } .passed { color: var(--green); font-weight: 600; }
.first { padding-left: 1.4rem; margin: .5rem 0 0; } .first li { margin: .2rem 0; } .gain { color: var(--green); font-weight: 600; white-space: nowrap; }
.topics { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: .5rem; padding: 0; margin: 0; list-style: none; }
.topics li { border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 8px; padding: .45rem .7rem; background: var(--sheet); }
.topics b { display: block; } .topics .fail { border-left-color: var(--red); } .topics .warn { border-left-color: var(--amber); }
.topics .pass { border-left-color: var(--green); } .topics .unknown { border-left-color: var(--blue); } .topics .not-applicable { opacity: .75; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; } td:first-child { min-width: 9rem; } td details { min-width: 12rem; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 999px; padding: 0 .55rem; font-size: .8rem; font-weight: 600; white-space: nowrap; color: var(--soft); }
.badge.error, .badge.server, .badge.process { color: var(--red); } .badge.warning { color: var(--amber); } .badge.note, .badge.unknown { color: var(--blue); }
.badge.shared, .badge.client { color: var(--green); }
.map { width: 100%; height: auto; min-width: 34rem; } .map rect { fill: var(--sheet); stroke: var(--line); stroke-width: 1.5; } .map rect.bad { stroke: var(--red); stroke-width: 2.5; }
.map text { fill: var(--ink); font-size: 13px; } .map .soft { fill: var(--soft); font-size: 11.5px; } .map .head { fill: var(--soft); font-size: 12px; font-weight: 600; }
.map path { fill: none; stroke: var(--soft); stroke-width: 1.2; opacity: .55; }
.filters { position: sticky; top: 0; background: var(--paper); display: flex; flex-wrap: wrap; gap: .5rem; padding: .6rem 0; border-bottom: 1px solid var(--line); z-index: 1; }
.filters input { flex: 1 1 14rem; min-width: 0; }
.finding { border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 10px; margin: .9rem 0; padding: .9rem 1.1rem; }
.finding.error { border-left-color: var(--red); } .finding.warning { border-left-color: var(--amber); } .finding.note { border-left-color: var(--blue); }
.finding.accepted { border-style: dashed; } .finding header { display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: baseline; }
.finding p { margin: .5rem 0; } .finding .where { font-size: .9rem; }
pre.code { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: .5rem 0; overflow-x: auto; margin: .6rem 0; line-height: 1.5; }
pre.code span { display: block; padding: 0 .9rem; white-space: pre; width: max-content; min-width: 100%; } pre.code .hit { background: var(--hit); font-weight: 600; }
pre.code i { color: var(--soft); font-style: normal; user-select: none; display: inline-block; min-width: 3ch; text-align: right; margin-right: 1ch; }
ol.chain { margin: .3rem 0; padding-left: 1.4rem; } ol.chain li { margin: .15rem 0; } summary { cursor: pointer; padding: .2rem 0; color: var(--soft); }
.remedy { border-left: 3px solid var(--green); padding-left: .8rem; } .none { padding: 1.5rem; text-align: center; color: var(--soft); }
footer { padding: 2rem 1.25rem 3rem; color: var(--soft); font-size: .9rem; } [hidden] { display: none !important; }
@media (max-width: 40rem) { .hero { grid-template-columns: 1fr; gap: .5rem; } .dial { width: 9rem; height: 9rem; } .filters { position: static; } .finding { padding: .8rem; } .bar { align-items: flex-start; }
  table, tbody, tr, td { display: block; } thead { display: none; } td { border: 0; padding: .1rem 0; } td:first-child { font-weight: 600; } tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } }
@media print { .filters, .bar button, .skip { display: none; } .finding, .topics li { break-inside: avoid; } :root { color-scheme: light; } body { font-size: 11pt; } pre.code span { white-space: pre-wrap; width: auto; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
