import { type Finding, finding } from '../../../shared/rules/finding.ts';
import { type StoreCtx, together, transaction } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import {
  type CopyChange,
  compareCopy,
  hasChange,
  keepReading,
  seatsAfter,
  type Taken,
} from './inventory.copy.service.ts';
import * as events from './inventory.events.repository.ts';
import { endUnreadable } from './inventory.failing.service.ts';
import { hashOfSections } from './inventory.hashes.service.ts';
import type { Calls, Said } from './inventory.reading.service.ts';
import { keepResult, runOf, tallyOf, tallyOfChange, tellProgress } from './inventory.recording.service.ts';
import { unplannedCadence } from './inventory.service.ts';
import type { Slice } from './inventory.slice-state.service.ts';
import * as sold from './inventory.sold.repository.ts';
import { lessSold } from './inventory.sold.service.ts';

export type Read = Extract<Said, { kind: 'read' }>;
/** What the vendor said of an event, to be written; `faults` is what of it has no place, null when the seats were not read. */
export type Answer = { event: events.ClaimedRow; said: Read; calls: Calls; faults: readonly Finding[] | null };

/** How often a reading is compared anew because we sold seats of the event meanwhile. */
const mostTries = 5;

/**
 * Writes answers that came together in one transaction; each event's part of it is whole. Events that somebody else is
 * writing just now are waited for afterwards, each by itself, and so is every one when the transaction fails: one event
 * that cannot be kept costs no other.
 */
export async function keepAnswers(ctx: StoreCtx, slice: Slice, answers: readonly Answer[]): Promise<void> {
  const done = answers.length > 1 ? await keepTogether(ctx, slice, answers) : new Map<Answer, Kept | null>();
  for (const answer of answers) {
    const kept = done.get(answer);
    if (kept !== undefined) await note(ctx, slice, answer, kept);
    else await keepAlone(ctx, slice, answer);
  }
}

/** Those it could write, with what came of each. Their statements go out without waiting for one another. */
async function keepTogether(ctx: StoreCtx, slice: Slice, answers: readonly Answer[]) {
  const { leaseId } = slice;
  const codes = answers.map(({ event }) => event.eventCode);
  try {
    return await transaction(ctx, async (ctx) => {
      const ours = new Set(await events.lockClaimed(ctx.store.db, { leaseId, eventCodes: codes }));
      const taken = answers.filter(({ event }) => ours.has(event.eventCode));
      return new Map(
        await together(taken.map(async (answer) => [answer, await keepAnew(ctx, slice, answer)] as const)),
      );
    });
  } catch (error) {
    ctx.log.warn({ err: faultFacts(error) }, 'inventory: events are written one by one');
    return new Map<Answer, Kept | null>();
  }
}

async function keepAlone(ctx: StoreCtx, slice: Slice, answer: Answer) {
  try {
    await note(ctx, slice, answer, await keepAnew(ctx, slice, answer));
  } catch (error) {
    await endUnreadable(ctx, slice, answer.event, error, answer.calls);
  }
}

async function note(ctx: StoreCtx, slice: Slice, { event, calls }: Answer, kept: Kept | null) {
  const tally = kept === null ? tallyOf(calls) : tallyOfChange(calls, kept.change, kept.findings);
  slice.round.counts.add(runOf(slice, event), tally);
  await tellProgress(ctx, slice, event);
}

/** Null when the event is somebody else's; if it is not, it is given back. */
async function keepAnew(ctx: StoreCtx, slice: Slice, answer: Answer): Promise<Kept | null> {
  const { leaseId } = slice;
  const { eventCode } = answer.event;
  let compared: Compared = { ...answer, taken: { ...answer.event, leaseId, soldSeen: 0 } };
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const kept = await tryToKeep(ctx, slice, compared);
    if (kept !== null) return kept;
    const now = await sold.findTaken(ctx.store.db, { eventCode, leaseId });
    if (now === null) return null;
    const taken = { ...compared.taken, ...now, soldSeen: now.soldMeanwhile.length };
    compared = { ...answer, taken, said: lessOurSales(answer.said, now) };
  }
  await events.releaseOne(ctx.store.db, { eventCode, leaseId });
  return null;
}

/** What was sold after the vendor was asked is not free, whatever it said. */
function lessOurSales(said: Read, now: NonNullable<Awaited<ReturnType<typeof sold.findTaken>>>): Read {
  const { reading } = said;
  if (reading.sections === null) return { ...said, summaryHash: now.summaryHash ?? said.summaryHash };
  const sections = lessSold(reading.sections, now.soldMeanwhile, reading.readAt);
  return { ...said, reading: { ...reading, sections }, summaryHash: hashOfSections(sections), isContradictory: false };
}

type Compared = Answer & { taken: Taken };
type Kept = { change: CopyChange; findings: readonly Finding[] };

/** Null when the event is somebody else's, or its copy is another than was compared. */
async function tryToKeep(ctx: StoreCtx, slice: Slice, compared: Compared): Promise<Kept | null> {
  const { event, taken, said, faults } = compared;
  const { eventCode } = event;
  const change = await compareCopy(ctx, taken, said.reading);
  const isBelieved = said.isContradictory && change.sections.length === 0;
  const differ = isBelieved ? [finding('info', 'inventory.counts_differ', `/events/${eventCode}`, { eventCode })] : [];
  const findings = faults && [...faults, ...differ];
  const keep = {
    summaryHash: isBelieved ? said.saidHash : said.summaryHash,
    vendorState: 'listed' as const,
    vendorStateAt: null,
    findings,
    nextDueAt: nextTurn(ctx, event),
  };
  const outcome = hasChange(change) ? ('changed' as const) : ('unchanged' as const);
  const isNews = hasChange(change) || (findings ?? []).length > 0;
  const kept = await keepReading(ctx, taken, { reading: said.reading, change, keep }, async (ctx, revision) => {
    const seats = { seatsBefore: taken.seatCount, seatsAfter: seatsAfter(taken, change) };
    const result = { eventCode, outcome, revision, ...seats, change, failure: null, findings: findings ?? [] };
    if (isNews) await keepResult(ctx, runOf(slice, event), result);
  });
  return kept === null ? null : { change, findings: findings ?? [] };
}

/** Instant of an event's next turn. */
export function nextTurn(ctx: StoreCtx, { cadenceSeconds }: Pick<events.ClaimedRow, 'cadenceSeconds'>): Date {
  return new Date(ctx.clock.now().getTime() + (cadenceSeconds ?? unplannedCadence) * 1_000);
}
