/** What an HTTP client of the product needs: it keeps cookies and, like a browser, names its origin on every write. */
export type Browser = {
  get: (path: string) => Promise<Answer>;
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  put: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
};
// biome-ignore lint/suspicious/noExplicitAny: the script reads what the API documents
export type Answer = any;

/** In line at the vendor, at whose quota requests come again. */
export type Line = { place: number; seconds: number };

/** How often it is asked again before it is a failure. */
const patience = 30;

/** With `wait`, what the vendor has no room for now is asked again after it. */
export function openBrowser(address: string, wait?: (line: Line) => Promise<void>): Browser {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    for (let tries = 1; ; tries += 1) {
      const { response, text } = await ask(method, path, body, headers);
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      const answer: Answer = isJson && text !== '' ? JSON.parse(text) : text;
      if (response.ok) return answer;
      if (wait === undefined || tries === patience || answer.code !== 'vendor.busy')
        throw new Error(`${method} ${path}: ${response.status} ${text}`);
      await wait(answer.params);
    }
  };
  const ask = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const request = {
      method,
      headers: {
        origin: address,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await fetch(address + path, request).catch((error: unknown) => {
      throw new Error(`Nothing answers at ${address}`, { cause: error });
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    return { response, text: await response.text() };
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
  };
}
