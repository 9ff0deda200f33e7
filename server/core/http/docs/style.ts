/** The stylesheet of the documentation; light or dark as the reader's system is. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f7f9; --line: #dfe3e8; --text: #1a2129; --quiet: #55606d; --link: #0b57b3;
  --mark: #fff4cc; --get: #0b5d36; --post: #0b57b3; --put: #6b3fa0; --patch: #7a4a00; --delete: #a81c1c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161b; --raised: #1b2129; --line: #323b46; --text: #e7ebf0; --quiet: #a3afbc; --link: #8fbfff;
    --mark: #4a3d0c; --get: #7fdcae; --post: #8fbfff; --put: #cdb0f5; --patch: #f2c27a; --delete: #ff9d96;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, .code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; z-index: 2; background: var(--ground); padding: .5rem 1rem; }
header {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem 2rem; align-items: center;
  padding: .75rem 1.5rem; background: var(--ground); border-bottom: 1px solid var(--line);
}
header .home { color: var(--text); font-weight: 700; text-decoration: none; }
header .home span { color: var(--quiet); font-weight: 400; }
header nav { display: flex; gap: 1.25rem; }
.frame { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
.side {
  position: sticky; top: 3.4rem; align-self: start; height: calc(100vh - 3.4rem); overflow-y: auto;
  padding: 1.5rem 1rem 3rem 1.5rem; font-size: .875rem; border-right: 1px solid var(--line);
}
.side h2 { margin: 1.25rem 0 .25rem; font-size: .875rem; text-transform: capitalize; }
.side h2:first-child { margin-top: 0; }
.side h2 a { color: var(--text); text-decoration: none; }
.side ul { margin: 0; padding: 0; list-style: none; }
.side li a { display: block; padding: .2rem 0; color: var(--quiet); text-decoration: none; }
.side a:hover { color: var(--link); text-decoration: underline; }
main { padding: 1.5rem 2rem 6rem; outline: none; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
main h2 { margin: 3rem 0 1rem; font-size: 1.35rem; text-transform: capitalize; }
h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
h4 { margin: 1.1rem 0 .4rem; font-size: .875rem; }
.lead { max-width: 46rem; color: var(--quiet); }
.quiet { color: var(--quiet); }
article { margin: 0 0 1.25rem; padding: 1.1rem 1.25rem; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; }
article:has(:target) { border-color: var(--link); box-shadow: inset 4px 0 0 var(--link); }
.problems div:target { background: var(--mark); }
.line { margin: 0; }
.line code { font-size: .95rem; }
.method {
  display: inline-block; min-width: 4.2rem; padding: .1rem .5rem; text-align: center; font-size: .75rem; font-weight: 700;
  border: 1px solid currentcolor; border-radius: .25rem;
}
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); }
.patch { color: var(--patch); } .delete { color: var(--delete); }
.who { margin: .4rem 0 0; font-size: .9rem; }
.who .quiet { float: right; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; font-weight: 400; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--quiet); font-size: .8rem; }
th:first-child { width: 32%; } td:nth-child(2) { width: 26%; }
.form th { padding-top: .75rem; color: var(--quiet); font-style: italic; }
.codes { margin: 1rem 0 0; font-size: .9rem; line-height: 1.8; }
.codes span { margin-right: .5rem; font-weight: 600; font-size: .875rem; }
.rules div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; padding: .5rem 0; border-top: 1px solid var(--line); }
dt { font-weight: 600; } dd { margin: 0; }
.problems div { padding: .6rem .75rem; border-top: 1px solid var(--line); }
.status { margin-left: .5rem; color: var(--quiet); font-size: .8rem; font-weight: 400; }
@media (max-width: 52rem) {
  .frame { display: block; }
  html { scroll-padding-top: 6.5rem; }
  .side { position: static; height: auto; max-height: 16rem; border: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1.5rem 1rem 4rem; }
  .rules div { display: block; }
  .who .quiet { float: none; display: block; }
}
@media print { header, .side, .skip { display: none; } .frame { display: block; } }
`;

/** Two tickets, one on the other. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect x="3" y="5" width="22" height="14" rx="3" fill="#8fbfff"/>
<rect x="7" y="12" width="22" height="14" rx="3" fill="#0b57b3"/>
<path d="M21 14v10" stroke="#fff" stroke-width="2" stroke-dasharray="2 2"/>
</svg>`;
