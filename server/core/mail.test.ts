import { expect, test } from 'vitest';
import { escapeHtml, writeMail } from './mail.ts';

const action = { label: 'Sign in', url: 'https://flex.example/x?a=1&b=2#token=abc' };

test('a mail has the action after its first paragraph, in both forms', () => {
  const mail = writeMail('fan@example.test', { subject: 'Hello', paragraphs: ['One.', 'Two.'], action });
  expect(mail.text).toBe(`One.\n\nSign in:\n${action.url}\n\nTwo.\n\nAttend Flex\n`);
  expect(mail.html).toContain(
    '<p>One.</p>\n<p><a href="https://flex.example/x?a=1&amp;b=2#token=abc">Sign in</a></p>\n<p>Two.</p>',
  );
});

test('nothing in its content becomes markup', () => {
  const evil = `"><img src=x onerror='alert(1)'>&amp;`;
  const mail = writeMail(evil, { subject: evil, paragraphs: [evil], action: { label: evil, url: evil } });
  expect(mail.html).not.toContain('<img');
  expect(mail.html.match(/href="[^"]*"/g)).toEqual([`href="${escapeHtml(evil)}"`]);
  expect(mail.text).toContain(evil);
});

test('a mail without an action has no link', () => {
  expect(writeMail('fan@example.test', { subject: 'Hello', paragraphs: ['One.'] }).html).not.toContain('<a');
});
