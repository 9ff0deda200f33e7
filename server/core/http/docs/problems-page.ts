import { type ProblemCode, problems } from '../../../../shared/contract/problems.ts';
import { html } from './html.ts';
import { base, page } from './page.ts';

type Entry = { code: string; status: number; title: string; detail: string };

/** Every problem code, each with the anchor that `type` leads to. */
export function problemsPage(): string {
  const groups = groupEntries();
  const navigation = html`<ul>${[...groups.keys()].map((name) => html`<li><a href="#${name}">${name}</a></li>`)}</ul>`;
  const sections = [...groups].map(
    ([name, entries]) => html`<section aria-labelledby="${name}">
<h2 id="${name}">${name}</h2>
<dl class="problems">${entries.map(entryOf)}</dl>
</section>`,
  );
  return page(
    'Problems',
    navigation,
    html`<h1>Problems</h1>
<p class="lead">Every error is answered as <code>application/problem+json</code> (RFC 9457). Programs read
<code>code</code>, which never changes its meaning; <code>title</code> and <code>detail</code> are for people. Words in
braces are filled from <code>params</code>; fields at fault are listed in <code>errors</code> by JSON pointers.</p>
${sections}`,
  );
}

export function problemLink(code: ProblemCode) {
  return html`<a class="code" href="${base}/problems#${code}">${code}</a>`;
}

function entryOf({ code, status, title, detail }: Entry) {
  return html`<div id="${code}"><dt><code>${code}</code> <span class="status">${status}</span></dt>
<dd><strong>${title}.</strong> ${detail}</dd></div>`;
}

function groupEntries(): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const [code, [status, title, detail]] of Object.entries(problems)) {
    const [name = code] = code.split('.');
    groups.set(name, [...(groups.get(name) ?? []), { code, status, title, detail }]);
  }
  return groups;
}
