import { expect, it } from 'vitest';
import { makePolling, type Ticket } from './polling.ts';
import { seededRandom } from './random.ts';

const now = 1_000_000;

function begin({ polls = 0, readyAt = now } = {}) {
  const polling = makePolling<string>(seededRandom(1));
  const ticket = polling.begin({ cmd: 'ping', request: 'the request', answer: 'the answer', polls, readyAt }, now);
  /** Polls as a caller does that honours cookies. */
  let cookies: Ticket = ticket;
  const poll = (at = now, isLost = false) => {
    expect(polling.find(cookies, 'the request', at)).toBe('ping');
    const progress = polling.step(cookies, at, isLost);
    if (progress?.step === 'again') cookies = { ...cookies, ...progress.changed };
    return progress;
  };
  return { polling, ticket, poll, cookies: () => cookies };
}

it('is done after so many polls, and its QTKN changes with every second one', () => {
  const { poll, ticket, cookies } = begin({ polls: 4 });
  const seen = [];
  for (let count = 0; count < 4; count += 1) {
    expect(poll()?.step).toBe('again');
    seen.push(cookies().QTKN);
  }
  expect(new Set(seen).size).toBe(3);
  expect(seen[0]).toBe(ticket.QTKN);
  expect(poll()).toEqual({ step: 'done', answer: 'the answer' });
});

it('is done when its time has come', () => {
  const { poll } = begin({ readyAt: now + 10_000 });
  expect(poll(now + 9999)?.step).toBe('again');
  expect(poll(now + 10_000)?.step).toBe('done');
});

it('with cookies or a request that are not those last sent there is no such call', () => {
  const { polling, ticket, poll, cookies } = begin({ polls: 9 });
  expect(polling.find({ ...ticket, CID: 'x' }, 'the request', now)).toBe(null);
  expect(polling.find({ ...ticket, SID: 'x' }, 'the request', now)).toBe(null);
  expect(polling.find({ SID: ticket.SID, CID: ticket.CID }, 'the request', now)).toBe(null);
  expect(polling.find(ticket, 'another request', now)).toBe(null);
  poll();
  expect(polling.find(ticket, 'the request', now)).toBe('ping');
  poll();
  expect(polling.find(ticket, 'the request', now)).toBe(null);
  expect(polling.find(cookies(), 'the request', now)).toBe('ping');
});

it('a poll whose answer is lost changes no cookie', () => {
  const { poll, cookies, ticket } = begin({ polls: 2 });
  poll();
  poll(now, true);
  expect(cookies()).toEqual(ticket);
  expect(poll()?.step).toBe('done');
});

it('the answer can be asked for again for half a minute', () => {
  const { poll, polling, cookies } = begin();
  for (const at of [now, now + 29_999]) expect(poll(at)?.step).toBe('done');
  expect(polling.find(cookies(), 'the request', now + 30_000)).toBe(null);
});

it('a call that nobody polls is forgotten after ten minutes', () => {
  const { polling, ticket } = begin();
  expect(polling.find(ticket, 'the request', now + 599_999)).toBe('ping');
  expect(polling.find(ticket, 'the request', now + 600_000)).toBe(null);
});

it('holds a thousand calls at most and forgets the oldest', () => {
  const polling = makePolling<string>(seededRandom(1));
  const call = { cmd: 'ping', request: 'r', answer: 'a', polls: 0, readyAt: 0 };
  const tickets = Array.from({ length: 1001 }, () => polling.begin(call, now));
  expect(polling.waiting()).toBe(1000);
  expect(tickets.map((ticket) => polling.find(ticket, 'r', now)).indexOf('ping')).toBe(1);
});
