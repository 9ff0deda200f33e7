import type { StoreCtx } from '../../core/ctx.ts';
import type { Purchase, Step, StepKind } from './checkout.types.ts';

/** Milliseconds one process may be at a purchase before another one takes it over. */
export const leaseFor = 60_000;
/** Milliseconds for each call at the vendor. */
export const callLimit = 15_000;
/**
 * Milliseconds after its durable write in which a payment must be over. A process that was slow between the two does not
 * send it any more: the lease may run out, and whoever takes the purchase over may give the seats back.
 */
export const payWithin = 25_000;
/** Milliseconds after that write in which a payment may still be on its way at the vendor. */
export const settleTime = 45_000;

export function leaseUntil(ctx: StoreCtx): Date {
  return new Date(ctx.clock.now().getTime() + leaseFor);
}

/** A step about to be tried. */
export function begun(ctx: StoreCtx, kind: StepKind): Step {
  return { kind, begunAt: ctx.clock.now().toISOString(), answeredAt: null, outcome: null };
}

/** The steps with the outcome of those of the kind that were not answered yet. */
export function answered(ctx: StoreCtx, steps: readonly Step[], kind: StepKind, outcome: string): Step[] {
  const answeredAt = ctx.clock.now().toISOString();
  return steps.map((step) =>
    step.kind === kind && step.answeredAt === null ? { ...step, answeredAt, outcome: outcome.slice(0, 200) } : step,
  );
}

/** True if the vendor may have been asked for the money. */
export function hasBegunToPay({ steps }: Pick<Purchase, 'steps'>): boolean {
  return steps.some(({ kind }) => kind === 'pay');
}

/** Milliseconds since the money was asked for. */
export function sincePay(ctx: StoreCtx, { steps, startedAt }: Pick<Purchase, 'steps' | 'startedAt'>): number {
  const begunAt = steps.find(({ kind }) => kind === 'pay')?.begunAt;
  const from = begunAt === undefined ? startedAt.getTime() : Date.parse(begunAt);
  return ctx.clock.now().getTime() - from;
}

/** The first steps and the newest: a vendor that is down for a day is asked often. */
export function lastSteps(steps: readonly Step[]): Step[] {
  return steps.length <= 30 ? [...steps] : [...steps.slice(0, 10), ...steps.slice(-20)];
}
