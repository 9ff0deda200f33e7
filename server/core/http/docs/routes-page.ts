import { type Field, fieldsOf, notesOf, typeText } from './fields.ts';
import { type Html, html } from './html.ts';
import type { OpenApi, Operation } from './openapi.ts';
import { base, page } from './page.ts';
import { problemLink } from './problems-page.ts';
import { isSchema, type JsonSchema } from './schemas.ts';

type Entry = { method: string; path: string; operation: Operation };
type Resolve = (ref: string) => JsonSchema;

/** Every route by module: who may call it, what it takes, what it answers. */
export function routesPage(document: OpenApi): string {
  const resolve: Resolve = (ref) => document.components.schemas[ref.replace('#/components/schemas/', '')] ?? {};
  const modules = document.tags.map(({ name }) => ({ name, entries: entriesOf(document, name) }));
  const navigation = modules.map(
    ({ name, entries }) => html`<h2><a href="#${name}">${name}</a></h2>
<ul>${entries.map(({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`)}</ul>`,
  );
  const sections = modules.map(
    ({ name, entries }) => html`<section aria-labelledby="${name}">
<h2 id="${name}">${name}</h2>
${entries.map((entry) => routeSection(entry, resolve))}
</section>`,
  );
  const toMessages = html`<h2><a href="#messages">messages</a></h2>`;
  return page(
    'Routes',
    html`${navigation}${hasMessages(document) ? toMessages : null}`,
    html`${introduction(document)}${sections}${messagesSection(document, resolve)}`,
  );
}

function introduction({ info }: OpenApi): Html {
  return html`<h1>Routes</h1>
<p class="lead">Version ${info.version}. The same, for machines: <a href="/api/openapi.json">openapi.json</a>.</p>
<dl class="rules">
<div><dt>Who is asking</dt><dd>A signed-in person by the session cookie, or a program by
<code>Authorization: Bearer</code> and the API key of one store. A write by a browser must come from our own pages.</dd></div>
<div><dt>Bodies</dt><dd>JSON in UTF-8, uncompressed. Unknown fields are refused. Instants are UTC with milliseconds, such as
<code>2026-10-01T12:00:00.000Z</code>; money is whole cents.</dd></div>
<div><dt>Versions</dt><dd>What can be edited has an <code>ETag</code>. Send it back as <code>If-Match</code>; when somebody
else was faster the answer is ${problemLink('version.stale')}.</dd></div>
<div><dt>Lists</dt><dd>Answer <code>items</code> and <code>next</code>; send <code>next</code> as <code>cursor</code> for the
page after it. On the last page it is null.</dd></div>
<div><dt>Errors</dt><dd>Are <a href="${base}/problems">problems</a> with a code, and the request id to report.</dd></div>
</dl>`;
}

function hasMessages({ webhooks }: OpenApi): boolean {
  return Object.keys(webhooks).length > 0;
}

/** What webhooks send: the fields of each body. */
function messagesSection(document: OpenApi, resolve: Resolve): Html | null {
  if (!hasMessages(document)) return null;
  const articles = Object.entries(document.webhooks).map(
    ([type, { post }]) => html`<article aria-labelledby="messages.${type}">
<h3 id="messages.${type}">${type}</h3>
<p class="who">${post.summary}</p>
${bodyOf('Body', post.requestBody, resolve)}
</article>`,
  );
  return html`<section aria-labelledby="messages">
<h2 id="messages">messages</h2>
<p>Sent by <code>POST</code> to the webhook endpoints of a store, in the form of Standard Webhooks: verify
<code>webhook-signature</code> with the secret of the endpoint, and go by <code>webhook-id</code>, because a message may come
twice and in any order. Answer 2xx within ten seconds.</p>
${articles}
</section>`;
}

function routeSection({ method, path, operation }: Entry, resolve: Resolve): Html {
  return html`<article aria-labelledby="${operation.operationId}">
<h3 id="${operation.operationId}">${operation.summary}</h3>
<p class="line"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
<p class="who">${whoText(operation)} <code class="quiet">${operation.operationId}</code></p>
${parametersTable(operation, resolve)}
${bodyOf('Body', operation.requestBody, resolve)}
${answersOf(operation, resolve)}
<p class="codes"><span>Problems</span> ${operation['x-problems'].map((code) => html`${problemLink(code)} `)}</p>
</article>`;
}

function whoText({ 'x-permission': access, security }: Operation): Html {
  if (access === 'public') return html`Anybody.`;
  if (access === 'visitor') return html`Anybody; a signed-in fan of the store is known.`;
  if (access === 'fan') return html`A signed-in fan of the store.`;
  if (access === 'signed_in') return html`Any signed-in person.`;
  const who = security.some((scheme) => 'apiKey' in scheme) ? 'A person or an API key' : 'A person';
  return html`${who} with the permission <code>${access}</code>.`;
}

function parametersTable({ parameters = [] }: Operation, resolve: Resolve): Html | null {
  if (parameters.length === 0) return null;
  const fields = parameters.map((parameter): Field => {
    const schema = isSchema(parameter.schema) ? parameter.schema : {};
    const said = typeof parameter.description === 'string' ? [parameter.description] : [];
    const notes = [`in the ${String(parameter.in)}`, ...said, ...notesOf(schema, resolve)];
    const isRequired = parameter.required === true;
    return { kind: 'field', path: String(parameter.name), type: typeText(schema, resolve), isRequired, notes };
  });
  return fieldsTable('Parameters', fields);
}

function answersOf({ responses }: Operation, resolve: Resolve): readonly Html[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, response]) => bodyOf(`Answer ${status}`, response, resolve) ?? html`<h4>Answer ${status}</h4>`);
}

/** The fields of a body, or its type when it has none. */
function bodyOf(title: string, holder: JsonSchema | undefined, resolve: Resolve): Html | null {
  const content = isSchema(holder?.content) ? Object.entries(holder.content) : [];
  const [type, media] = content[0] ?? [];
  if (!isSchema(media) || !isSchema(media.schema)) return null;
  const fields = fieldsOf(media.schema, resolve);
  if (fields.length > 0) return fieldsTable(title, fields);
  const text = type === 'application/json' ? typeText(media.schema, resolve) : type;
  return html`<h4>${title}: ${text ?? ''}</h4>`;
}

function fieldsTable(title: string, fields: readonly Field[]): Html {
  const rows = fields.map((field) =>
    field.kind === 'form'
      ? html`<tr class="form"><th colspan="3" scope="rowgroup"><code>${field.path}</code> ${field.text}</th></tr>`
      : html`<tr><th scope="row"><code>${field.path}</code></th>
<td>${field.type}${field.isRequired ? null : html` <span class="quiet">optional</span>`}</td>
<td>${field.notes.join('; ')}</td></tr>`,
  );
  return html`<h4>${title}</h4>
<div class="scroll" tabindex="0"><table aria-label="${title}">
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Notes</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function entriesOf(document: OpenApi, tag: string): Entry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );
}
