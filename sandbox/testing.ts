import { isFields } from './fields.ts';
import type { Account, Fields, Product } from './types.ts';

/** For tests: a caller that keeps no promise of the protocol unless it is told to. */
export type Caller = {
  send: (product: Product, cmd: string, more?: Fields, how?: How) => Promise<Answer>;
  /** The fields of an answer whose result is 0; polls until it is there. */
  ask: (product: Product, cmd: string, more?: Fields) => Promise<Fields>;
};
export type How = { cookie?: string; body?: string; key?: string; dsn?: string; path?: string; method?: string };
export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  /** Of an answer that is an envelope, else empty. */
  fields: Fields;
  /** As a `Cookie` header sends them back. */
  cookies: Record<string, string>;
};

export function makeCaller(url: string, { dsn, uid, keys }: Account): Caller {
  const send: Caller['send'] = async (product, cmd, more = {}, how = {}) => {
    const path = how.path ?? `/sth-${product}/ticketing_services.aspx`;
    const query = `dsn=${how.dsn ?? dsn}&apikey=${how.key ?? keys[product]}`;
    const method = how.method ?? 'POST';
    const cookie = how.cookie === undefined ? {} : { cookie: how.cookie };
    const body = how.body ?? envelope({ cmd, uid, dsn, ...more });
    const response = await fetch(`${url}${path}?${query}`, {
      method,
      headers: { 'content-type': 'application/json', ...cookie },
      body: method === 'GET' ? null : body,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      fields: fieldsOf(text),
      cookies: cookiesOf(response),
    };
  };
  return {
    send,
    async ask(product, cmd, more = {}) {
      let answer = await send(product, cmd, more);
      let cookies = answer.cookies;
      while (answer.status === 202) {
        answer = await send(product, cmd, more, { cookie: cookieOf(cookies) });
        cookies = { ...cookies, ...answer.cookies };
      }
      if (answer.fields.result !== 0) throw new Error(`${cmd}: ${answer.status} ${answer.text}`);
      return answer.fields;
    },
  };
}

export function envelope(command1: Fields): string {
  return JSON.stringify({
    header: { ver: 1, src_sys_type: 2, src_sys_name: 'test', archtics_version: 'V999' },
    command1,
  });
}

export function cookieOf(cookies: Record<string, string>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

function fieldsOf(text: string): Fields {
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) && isFields(body.command1) ? body.command1 : {};
  } catch {
    return {};
  }
}

function cookiesOf(response: Response): Record<string, string> {
  return Object.fromEntries(
    response.headers.getSetCookie().map((cookie) => {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split('=');
      return [name, value];
    }),
  );
}
