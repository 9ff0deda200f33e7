import { createHash } from 'node:crypto';
import { formScript } from './card-form.script.ts';
import { type FormLocale, formWords } from './card-form.words.ts';

export type FormPage = { html: string; policy: string };

/** The form as a page that only `origin` may frame. */
export function formPage({ origin, locale }: { origin: string; locale: FormLocale }): FormPage {
  const words = formWords[locale];
  const { faults, bankRefused, unreachable } = words;
  const data = JSON.stringify({ origin, tokensPath, words: { faults, bankRefused, unreachable } });
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${style}</style>
</head>
<body>
<form novalidate autocomplete="on" aria-label="${words.title}">
<p id="alert" role="alert"></p>
${field({ name: 'number', label: words.number, hint: null, autocomplete: 'cc-number', most: 23 })}
<div class="pair">
${field({ name: 'expiry', label: words.expiry, hint: words.expiryHint, autocomplete: 'cc-exp', most: 9 })}
${field({ name: 'code', label: words.code, hint: words.codeHint, autocomplete: 'cc-csc', most: 4 })}
</div>
<button class="enter" tabindex="-1" aria-hidden="true"></button>
<details>
<summary>${words.testCards}</summary>
<ul>${words.cards.map(([number, what]) => `<li><code>${number}</code> ${what}</li>`).join('')}</ul>
</details>
</form>
<section id="bank" hidden aria-labelledby="bank-title">
<h2 id="bank-title" tabindex="-1">${words.bankTitle}</h2>
<p>${words.bankText}</p>
<p class="acts"><button type="button" value="yes">${words.bankYes}</button><button type="button" value="no">${words.bankNo}</button></p>
</section>
<script type="application/json" id="card">${data.replaceAll('<', '\\u003c')}</script>
<script type="module">${formScript}</script>
</body>
</html>
`;
  return { html, policy: policyFor(origin) };
}

/** Where the form sends what was typed: to the vendor and to nobody else. */
export const tokensPath = '/card-form/tokens';

type Field = { name: string; label: string; hint: string | null; autocomplete: string; most: number };

function field({ name, label, hint, autocomplete, most }: Field): string {
  const about = hint === null ? '' : `<span class="hint" id="${name}-hint">${hint}</span>`;
  const described = hint === null ? `${name}-error` : `${name}-hint ${name}-error`;
  return `<p class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" inputmode="numeric" autocomplete="${autocomplete}" maxlength="${most}" required aria-describedby="${described}">
${about}<span class="error" id="${name}-error"></span>
</p>`;
}

const style = `
* { box-sizing: border-box; }
body { margin: 0; padding: 4px; font: 16px/1.4 system-ui, sans-serif; color: #1c1f24; background: #fff; }
p { margin: 0; }
[hidden] { display: none !important; }
form, #bank { display: grid; gap: 14px; }
.pair { display: grid; gap: 14px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); }
.field { display: grid; gap: 4px; align-content: start; }
label { font-weight: 600; font-size: 15px; }
input {
  width: 100%; min-height: 46px; padding: 8px 12px; font: inherit; font-size: 17px; font-variant-numeric: tabular-nums;
  border: 1px solid #6b7280; border-radius: 6px; background: #fff; color: inherit;
}
input:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
input[aria-invalid] { border: 2px solid #b42318; }
.hint { font-size: 13px; color: #4b5563; }
.error, #alert { color: #b42318; font-weight: 600; font-size: 14px; }
.error:empty, #alert:empty { display: none; }
.enter { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; clip-path: inset(50%); }
summary { padding: 4px 0; font-size: 14px; cursor: pointer; }
ul { margin: 4px 0 0; padding-left: 18px; font-size: 14px; color: #374151; }
code { font-size: 14px; white-space: nowrap; }
h2 { margin: 0; font-size: 18px; }
.acts { display: flex; flex-wrap: wrap; gap: 10px; }
.acts button {
  min-height: 46px; padding: 8px 18px; font: inherit; font-weight: 600; border: 1px solid #1c1f24; border-radius: 6px;
  background: #fff; color: #1c1f24; cursor: pointer;
}
.acts button[value="yes"] { background: #1c1f24; color: #fff; }
`;

function policyFor(origin: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(formScript)}`,
    "connect-src 'self'",
    `frame-ancestors ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
