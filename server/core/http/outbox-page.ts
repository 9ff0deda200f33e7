import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Config, isLoopback } from '../config.ts';
import { escapeHtml, type Mail, type Mailer } from '../mail.ts';
import { problem } from '../problem.ts';

/**
 * `/demo/outbox`: the mail a demo would have sent. It shows links that sign in, so it exists in demo mode only and
 * answers only to this machine, asked for by a name of this machine; to anybody else there is nothing at this address.
 */
export function addOutboxPage(app: FastifyInstance, config: Config, mailer: Mailer): void {
  const { kept } = mailer;
  if (config.mode !== 'demo' || kept === undefined) return;
  app.get('/demo/outbox', async (request, response) => {
    if (!isFromHere(request)) throw problem('route.not_found');
    return response
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(page(kept(), config.publicUrl));
  });
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #767676; border-radius: 6px; padding: 0 1rem; margin: 1rem 0; }
h2 { font-size: 1.1rem; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
const styleHash = createHash('sha256').update(style).digest('base64');
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The connection's own address, whatever a proxy says, and a name that no other site can point at this machine. */
function isFromHere(request: FastifyRequest): boolean {
  const { host } = request.headers;
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return isLoopback(request.socket.remoteAddress ?? '') && isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

function page(mails: readonly Mail[], publicUrl: string): string {
  const none = '<p>No mail yet. Ask for a sign-in link or invite somebody, then read this page again.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Demo outbox</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Demo outbox</h1>
<p>What would have been mailed since the server started, newest first.</p>
${mails.length === 0 ? none : mails.map((mail) => article(mail, publicUrl)).join('\n')}
</main>
</body>
</html>
`;
}

function article(mail: Mail, publicUrl: string): string {
  return `<article>
<h2>${escapeHtml(mail.subject)}</h2>
<p>To ${escapeHtml(mail.to)}</p>
<pre>${withLinks(mail.text, publicUrl)}</pre>
</article>`;
}

/** The text escaped, with our own addresses, and no others, to be clicked. */
function withLinks(text: string, publicUrl: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part) => {
      const shown = escapeHtml(part);
      return part.startsWith(`${publicUrl}/`) ? `<a href="${shown}">${shown}</a>` : shown;
    })
    .join('');
}
