/** The cookies of one call that is polled. */
export type Jar = {
  /** Takes over what an answer sets, changes or ends. */
  take: (setCookies: readonly string[], now: Date) => void;
  /** The request header; null without a cookie. */
  header: () => string | null;
};

/** More than the vendor's three by far, and less than any server's limit on headers. */
const mostCookies = 20;
const longestCookie = 2_000;

/** Domain and path are not looked at: a jar lives for one call, to one address. */
export function openJar(): Jar {
  const kept = new Map<string, string>();
  return {
    take(setCookies, now) {
      for (const line of setCookies) {
        const cookie = readCookie(line, now);
        if (cookie === null) continue;
        kept.delete(cookie.name);
        if (!cookie.isOver && kept.size < mostCookies) kept.set(cookie.name, cookie.value);
      }
    },
    header: () => (kept.size === 0 ? null : [...kept].map(([name, value]) => `${name}=${value}`).join('; ')),
  };
}

function readCookie(line: string, now: Date) {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const name = pair.slice(0, Math.max(at, 0)).trim();
  const value = pair.slice(at + 1).trim();
  const isFit = /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\x21-\x3a\x3c-\x7e]*$/.test(value);
  if (!isFit || pair.length > longestCookie) return null;
  return { name, value, isOver: isOver(attributes, now) };
}

/** RFC 6265: `Max-Age` goes before `Expires`. */
function isOver(attributes: readonly string[], now: Date): boolean {
  const attribute = (name: string) =>
    attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const maxAge = attribute('max-age');
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const expires = Date.parse(attribute('expires') ?? '');
  return expires <= now.getTime();
}
