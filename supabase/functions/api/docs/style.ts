/** How the page looks, light or dark as the reader's system is, wide or narrow. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e6e9ee); --soft: light-dark(#5b6675, #9aa5b4); --line: light-dark(#dfe3e9, #333b47);
  --ground: light-dark(#fff, #14181e); --raised: light-dark(#f6f7f9, #1b2027); --accent: light-dark(#1256b8, #7fb0ff); --good: light-dark(#17734a, #5fc795);
  --bad: light-dark(#b3261e, #ff8f87); font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; color: var(--ink); background: var(--ground); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template: auto 1fr / 19rem minmax(0, 1fr); height: 100vh; }
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .6rem 1.2rem; border-bottom: 1px solid var(--line); }
header b { font-size: 1.05rem; } header a { color: var(--accent); } header .space { flex: 1; } header input { width: min(24rem, 100%); flex: 0 1 24rem; }
nav { overflow: auto; border-right: 1px solid var(--line); padding: .8rem; background: var(--raised); }
main { overflow: auto; padding: 1.2rem 2rem 4rem; } main > * { max-width: 60rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: .4rem 0 .2rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: .95rem; margin: 1.2rem 0 .3rem; }
p { margin: .4rem 0; } .soft { color: var(--soft); } a { color: var(--accent); }
input, textarea, select, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem; }
input, textarea { width: 100%; } textarea { min-height: 9rem; resize: vertical; }
button { cursor: pointer; } button.first { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 600; padding: .4rem 1.2rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
code, pre, textarea, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .87em; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .4rem 0; overflow: auto; max-height: 32rem; white-space: pre-wrap; overflow-wrap: anywhere; }
nav details { margin: .1rem 0; } nav summary { cursor: pointer; padding: .2rem .3rem; border-radius: 5px; } nav summary::marker { color: var(--soft); }
nav details a, nav > a { display: flex; gap: .5rem; padding: .18rem .4rem; border-radius: 5px; color: inherit; text-decoration: none; font-size: .9em; line-height: 1.4; }
nav a:hover, nav summary:hover { background: var(--line); } nav a[aria-current] { background: var(--line); font-weight: 600; }
nav h2 { font-size: .75rem; letter-spacing: .04em; color: var(--soft); margin: 1rem .3rem .2rem; } nav [type=search] { margin-bottom: .6rem; }
.verb { flex: none; width: 3.6em; font: 600 .72rem/1.7 ui-monospace, monospace; color: var(--soft); } .verb.post, .verb.put, .verb.patch { color: var(--accent); } .verb.delete { color: var(--bad); } .verb.get { color: var(--good); }
.call { display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; } .path { overflow-wrap: anywhere; }
dl { margin: .3rem 0; display: grid; grid-template-columns: minmax(9rem, 15rem) minmax(0, 1fr); border-top: 1px solid var(--line); } dt, dd { margin: 0; padding: .35rem .4rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
dd dl { grid-column: 1 / -1; } .kind { color: var(--soft); font-size: .87em; } .must { color: var(--bad); }
.try { border: 1px solid var(--line); border-radius: 10px; padding: .2rem 1.1rem 1rem; margin: 1.2rem 0; } .try label { display: block; margin: .6rem 0; } .try label > span { display: block; font-size: .87em; }
.row { display: flex; gap: .6rem; align-items: center; flex-wrap: wrap; margin: .6rem 0; } .row button[aria-pressed=true] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.menu { display: none; }
@media (max-width: 800px) { body { grid-template: auto auto 1fr / minmax(0, 1fr); height: auto; min-height: 100vh; } nav { display: none; border-right: 0; border-bottom: 1px solid var(--line); max-height: 60vh; }
  nav.open { display: block; } .menu { display: inline-block; } main { padding: 1rem 1.1rem 3rem; overflow: visible; } dl { grid-template-columns: minmax(0, 1fr); } dt { border-bottom: 0; padding-bottom: 0; } }
`;
