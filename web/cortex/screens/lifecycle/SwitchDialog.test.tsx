import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SwitchDialog } from './SwitchDialog.tsx';

const at = '2026-11-20T12:00:00.000Z';
const regular = makeProgram('regular', 'Regular season');
const sale = makeProgram('sale', 'Black Friday');
const active = {
  programId: 'regular',
  programName: 'Regular season',
  releaseId: 'r',
  releaseNumber: 1,
  startsAt: '2026-11-01T00:00:00.000Z',
  endsAt: null,
  planId: null,
};
const error = { code: 'pricing.no_rules', severity: 'error', at: '/pricing', params: {} };

/** What the server answers, by path; what was sent to it. */
let answers: Record<string, unknown>;
let sent: { path: string; body: unknown }[];
let isRefusing: boolean;

beforeEach(() => {
  sent = [];
  isRefusing = false;
  serve({ errors: [], permissions: ['store.programs.switch', 'store.programs.override'] });
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    const [name = ''] = path.replace('/api/stores/flex', '').split('?');
    if (method !== 'GET') sent.push({ path: name, body: JSON.parse(body as string) });
    if (method !== 'GET' && isRefusing) return Response.json(refusal, { status: 409 });
    return Response.json(method === 'GET' ? answers[name] : { ...Object(answers['/switchboard']), lastAct: null });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const refusal = {
  type: '/api/docs/problems#plan.overlaps',
  title: 'Another plan runs at that time',
  status: 409,
  detail: 'Change one of the two so that they do not overlap.',
  code: 'plan.overlaps',
};

function makeProgram(id: string, name: string) {
  return { id, name, state: 'published', hasChanges: false, releaseNumber: 1, isActive: id === 'regular' };
}

function serve({ errors, permissions }: { errors: object[]; permissions: string[] }) {
  const report = { forInstant: at, checkedAt: at, errorCount: errors.length, warningCount: 0 };
  answers = {
    '': { key: 'flex', timeZone: 'America/Los_Angeles', currency: 'USD', permissions },
    '/switchboard': { now: at, active, past: [], future: [], plans: [], baseProgramId: 'regular', canUndo: true },
    '/programs': { items: [regular, sale], next: null },
    '/programs/sale/readiness': {
      releaseNumber: 1,
      report: { ...report, stages: [{ stage: 'pricing', findings: errors }] },
    },
    '/program-diff': {
      changes: [{ kind: 'price', priceCode: 'C', beforeCents: 10_000, afterCents: 7_500 }, { kind: 'event_lost' }],
      sentences: ['C: $100.00 becomes $75.00.', 'Fans lose the opening night.'],
    },
    '/carts': { at, choosing: 2, holding: 3, paying: 0, programs: [] },
  };
}

async function open(programId: string | null) {
  const onClose = vi.fn<() => void>();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <MantineProvider env="test">
        <SwitchDialog storeKey="flex" programId={programId} onClose={onClose} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  const name = programId === null ? 'Close the store' : 'Switch now';
  const button = await screen.findByRole('button', { name });
  return { onClose, button };
}

const isOff = (button: HTMLElement) => button.hasAttribute('disabled');

describe('the dialog before a switch', () => {
  it('says what fans lose and pay, and what becomes of the carts, and sends the switch', async () => {
    const { button, onClose } = await open('sale');
    await screen.findByText('25% less');
    expect(screen.getByText('Fans lose the opening night.')).toBeDefined();
    expect(screen.getByText(/3 carts hold seats: they keep the offer/)).toBeDefined();
    await waitFor(() => expect(isOff(button)).toBe(false));
    fireEvent.click(button);
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent).toEqual([{ path: '/switchboard/switch', body: { programId: 'sale', reason: null, override: false } }]);
  });

  it('opens for errors only after an explicit confirmation and a reason', async () => {
    serve({ errors: [error], permissions: ['store.programs.switch', 'store.programs.override'] });
    const { button } = await open('sale');
    const confirmation = await screen.findByRole('checkbox', { name: /in spite of the errors/ });
    expect(isOff(button)).toBe(true);
    fireEvent.click(confirmation);
    expect(isOff(button)).toBe(true);
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'It must open' } });
    expect(isOff(button)).toBe(false);
    fireEvent.click(button);
    await waitFor(() => expect(sent[0]?.body).toEqual({ programId: 'sale', reason: 'It must open', override: true }));
  });

  it('stays closed for errors to whoever may not override, and says why', async () => {
    serve({ errors: [error], permissions: ['store.programs.switch'] });
    const { button } = await open('sale');
    await screen.findByText(/ask somebody with the permission to override/);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(isOff(button)).toBe(true);
  });

  it('plans in spite of errors, and puts the refusal of a plan beside its start', async () => {
    serve({ errors: [error], permissions: ['store.programs.switch'] });
    isRefusing = true;
    await open('sale');
    fireEvent.click(screen.getByRole('radio', { name: 'At a time' }));
    const button = await screen.findByRole('button', { name: 'Plan the switch' });
    await waitFor(() => expect(isOff(button)).toBe(false));
    fireEvent.click(button);
    await screen.findByText(/Another plan runs at that time/);
    expect(screen.getByLabelText('Starts').getAttribute('aria-invalid')).toBe('true');
    expect(sent[0]?.path).toBe('/switchboard/plans');
  });

  it('does not send a plan that starts in the past', async () => {
    await open('sale');
    fireEvent.click(screen.getByRole('radio', { name: 'At a time' }));
    fireEvent.change(await screen.findByLabelText('Starts'), { target: { value: '2026-11-01T00:00' } });
    await screen.findByText(/This is in the past/);
    expect(isOff(screen.getByRole('button', { name: 'Plan the switch' }))).toBe(true);
  });

  it('offers nothing for the program that is active already', async () => {
    answers['/programs/regular/readiness'] = answers['/programs/sale/readiness'];
    const { button } = await open('regular');
    expect(screen.getByText('Regular season is active already.')).toBeDefined();
    await screen.findByText('Nothing is against it');
    expect(isOff(button)).toBe(true);
  });
});

describe('the dialog before closing the store', () => {
  it('asks for a reason, and tells what becomes of those who only choose', async () => {
    const { button } = await open(null);
    await screen.findByText(/2 carts are still choosing and hold nothing: fans are told that the store is closed/);
    expect(isOff(button)).toBe(true);
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'A flood' } });
    fireEvent.click(button);
    await waitFor(() => expect(sent).toEqual([{ path: '/switchboard/close', body: { reason: 'A flood' } }]));
  });
});
