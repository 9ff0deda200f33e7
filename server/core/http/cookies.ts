import type { Config } from '../config.ts';

/**
 * The cookie's name in this deployment: with the `__Host-` prefix over https, so that no other host of the domain and
 * no plain-text answer can set it.
 */
export function cookieName(config: Config, name: string): string {
  return isSecure(config) ? `__Host-${name}` : name;
}

/** A whole `Set-Cookie` value for the whole site, out of reach of scripts; `seconds` 0 removes it. */
export function makeCookie(config: Config, name: string, value: string, seconds: number): string {
  const parts = [`${cookieName(config, name)}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(isSecure(config) ? ['Secure'] : [])].join('; ');
}

function isSecure(config: Config): boolean {
  return config.publicUrl.startsWith('https://');
}
