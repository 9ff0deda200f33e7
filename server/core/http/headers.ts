import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers of every answer. The content security policy here is that of data: nothing in it may load or run. */
export function securityHeaders(config: Config): Headers {
  return {
    'content-security-policy': policy({
      'default-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    }),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(config.mode === 'production' && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}

/** Headers of a page that only shows text: our own stylesheet and pictures, no script at all. */
export function documentHeaders(): Headers {
  return {
    'content-security-policy': policy({
      'default-src': "'none'",
      'style-src': "'self'",
      'img-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    }),
  };
}

/**
 * Headers of an application's page. Scripts come from our own files only. Style elements made at run time must carry
 * `nonce`; styles set through the DOM (`element.style`) need no leave, `style="…"` in markup is refused. A nonce is
 * good for one answer: take a new one each time and never let the page be stored.
 */
export function pageHeaders(nonce: string): Headers {
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': `'self' 'nonce-${nonce}'`,
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'manifest-src': "'self'",
      // the preview of a storefront
      'frame-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    }),
  };
}

/** 128 random bits in base64, for one page. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
