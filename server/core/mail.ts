/** A message to one person, as plain text and HTML made by us. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The name beside our sending address, and where answers go: a store's own, in mail to its fans. */
  senderName?: string | undefined;
  replyTo?: string | undefined;
};

/** Sends mail, or rejects so that the job tries again. */
export type Mailer = {
  send: (mail: Mail) => Promise<void>;
  /** Only where mail is kept instead of sent: the newest messages, newest first. */
  kept?: () => readonly Mail[];
};

export type MailContent = {
  subject: string;
  /** Plain text, one paragraph each. */
  paragraphs: readonly string[];
  /** The one thing to do; stands after the first paragraph. */
  action?: { label: string; url: string };
  /** Whose message it is; ours unless said. */
  signature?: string;
  /** Its language, as a BCP 47 tag; English unless said. */
  language?: string;
};

/** The message in both forms. Whatever is in the content is text: nothing in it becomes markup. */
export function writeMail(
  to: string,
  { subject, paragraphs, action, signature = 'Attend Flex', language = 'en' }: MailContent,
): Mail {
  const [first = '', ...rest] = paragraphs;
  const text = [first, ...(action === undefined ? [] : [`${action.label}:\n${action.url}`]), ...rest, signature];
  const button =
    action === undefined ? [] : [`<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`];
  const html = [paragraph(first), ...button, ...rest.map(paragraph), paragraph(signature)];
  const title = escapeHtml(subject);
  return {
    to,
    subject,
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body>\n${html.join('\n')}\n</body></html>\n`,
  };
}

/** Text as it may stand in HTML, also in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
