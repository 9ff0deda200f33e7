import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Line, openBrowser } from './browser.ts';

/** What is answered to the next request; the last answer stays. */
let answers: [status: number, body: unknown][] = [];
const server = createServer((_request, response) => {
  const [status, body] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, null];
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
});
let address: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const busy = (line: Line): [number, unknown] => [429, { code: 'vendor.busy', params: line }];

it('whoever waits in line asks again until the vendor has room, and others are told of it at once', async () => {
  const waited: Line[] = [];
  const patient = openBrowser(address, async (line) => void waited.push(line));
  answers = [busy({ place: 1, seconds: 40 }), busy({ place: 0, seconds: 3 }), [200, { is: 'done' }]];
  expect(await patient.post('/anything', {})).toEqual({ is: 'done' });
  expect(waited).toEqual([
    { place: 1, seconds: 40 },
    { place: 0, seconds: 3 },
  ]);
  answers = [busy({ place: 1, seconds: 40 })];
  await expect(openBrowser(address).get('/anything')).rejects.toThrow('429');
  answers = [[429, { code: 'rate.limited', params: {} }]];
  await expect(patient.get('/anything')).rejects.toThrow('429');
  expect(waited).toHaveLength(2);
});
