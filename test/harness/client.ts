import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

export type Answer = {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects; the assertion is the type check
  body: any;
  text: string;
  headers: LightMyRequestResponse['headers'];
};
export type TestClient = {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  put: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  patch: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  delete: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** The cookies a browser would keep. */
  cookies: Map<string, string>;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An HTTP client in process that keeps cookies and, like a browser, names its origin on every write. */
export function makeTestClient(http: FastifyInstance, fixed: Record<string, string> = {}): TestClient {
  const cookies = new Map<string, string>();
  const send = async (method: Method, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await http.inject({
      method,
      url: path,
      headers: {
        origin: 'http://localhost',
        host: 'localhost',
        ...type,
        ...cookieHeader(cookies),
        ...fixed,
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    keepCookies(cookies, response);
    return toAnswer(response);
  };
  return {
    cookies,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, body, headers) => send('DELETE', path, body, headers),
  };
}

function cookieHeader(cookies: Map<string, string>): Record<string, string> {
  if (cookies.size === 0) return {};
  return { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
}

function keepCookies(cookies: Map<string, string>, response: LightMyRequestResponse) {
  for (const { name, value, maxAge } of response.cookies) {
    if (value === '' || maxAge === 0) cookies.delete(name);
    else cookies.set(name, value);
  }
}

function toAnswer(response: LightMyRequestResponse): Answer {
  const isJson = String(response.headers['content-type'] ?? '').includes('json') && response.body !== '';
  const body = isJson && !String(response.headers['content-type']).includes('ndjson') ? response.json() : null;
  return { status: response.statusCode, body, text: response.body, headers: response.headers };
}
