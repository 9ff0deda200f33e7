import { setImmediate as giveWay } from 'node:timers/promises';
import type { Finding } from '../../../shared/rules/finding.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import { unmappedFindings } from './inventory.copy.service.ts';
import type { ClaimedRow } from './inventory.events.repository.ts';
import { endUnreadable, endWithFailure } from './inventory.failing.service.ts';
import type { Answer, Read } from './inventory.keeping.service.ts';
import { askVendor } from './inventory.reading.service.ts';
import { runOf } from './inventory.recording.service.ts';
import type { Slice } from './inventory.slice-state.service.ts';
import type { Writer } from './inventory.writer.service.ts';

/**
 * Asks the vendor about one event and hands what is to be written to the writer, or remembers why it is not. Only what
 * concerns all events is thrown.
 */
export async function visitEvent(
  ctx: StoreCtx,
  slice: Slice,
  event: ClaimedRow,
  writer: Writer<Answer>,
): Promise<void> {
  const answer = await askFor(ctx, slice, event);
  if (answer === null) return;
  await writer.add(answer);
  // all seats of a house were sorted at a stretch: others of this process, and what writes them, have their turn
  await giveWay();
}

/** Null when there is nothing to write, or it was written why there is not. */
async function askFor(ctx: StoreCtx, slice: Slice, event: ClaimedRow): Promise<Answer | null> {
  const calls = { summaries: 0, details: 0 };
  const { round } = slice;
  const heard = (classes: readonly string[]) => {
    round.grantedClasses = classes;
  };
  try {
    const said = await askVendor(ctx, round.vendor, { event, detailSeconds: round.detailSeconds, calls, heard });
    slice.unanswered = 0;
    if (said.kind === 'same') {
      slice.same.push({ event, readAt: said.readAt, calls });
      return null;
    }
    // its results name the run, which is there before
    await round.counts.open(ctx, runOf(slice, event));
    return { event, said, calls, faults: await findFaults(ctx, slice, event.eventCode, said) };
  } catch (error) {
    if (error instanceof VendorFailure) await endWithFailure(ctx, slice, event, error, calls);
    else await endUnreadable(ctx, slice, event, error, calls);
    return null;
  } finally {
    round.callCount += calls.summaries + calls.details;
  }
}

async function findFaults(
  ctx: StoreCtx,
  slice: Slice,
  eventCode: string,
  { reading, unmapped }: Read,
): Promise<Finding[] | null> {
  if (unmapped === null) return null;
  const names = (reading.sections ?? []).map(({ sectionName }) => sectionName);
  const unknown = await slice.round.sectionNames.findUnknown(ctx, eventCode, names);
  return [...unmappedFindings(eventCode, unmapped), ...unknown];
}
