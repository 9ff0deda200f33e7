import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StoreCtx, transaction, withStore } from '../../server/core/ctx.ts';
import { newId } from '../../server/core/ids.ts';
import { ProblemError } from '../../server/core/problem.ts';
import { perform, performRepublish } from '../../server/modules/lifecycle/lifecycle.acts.service.ts';
import { readBoard } from '../../server/modules/lifecycle/lifecycle.board.service.ts';
import * as releases from '../../server/modules/lifecycle/lifecycle.releases.repository.ts';
import * as schedules from '../../server/modules/lifecycle/lifecycle.schedule.repository.ts';
import * as switches from '../../server/modules/lifecycle/lifecycle.switch.service.ts';
import type { Plan, Return } from '../../shared/rules/lifecycle.ts';
import { makeReleased } from '../factories/release.ts';
import { makeStore } from '../factories/store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { isSoak } from '../harness/soak.ts';
import { Clockwork, step } from '../oracle/clockwork.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const span = fc.record({
  start: fc.integer({ min: -1, max: 8 }),
  length: fc.option(fc.integer({ min: 2, max: 8 }), { nil: null, freq: 4 }),
});
const which = fc.nat({ max: 2 });
const drawnAct = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('now' as const), program: which }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('plan' as const), program: which, span, returns: fc.nat({ max: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      plan: which,
      span,
      keepsStart: fc.boolean(),
      returns: fc.nat({ max: 4 }),
    }),
  },
  fc.record({ kind: fc.constantFrom('cancel' as const, 'hold' as const, 'release_hold' as const), plan: which }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'close' as const, 'republish' as const) }),
);
type Drawn = typeof drawnAct extends fc.Arbitrary<infer T> ? T : never;
const script = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 6 }), act: drawnAct }), {
  minLength: 4,
  maxLength: 14,
});

test('acts in random order, with clock jumps, leave in the database what a clockwork shows', {
  timeout: isSoak ? 3_600_000 : 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(script, async (drawn) => {
      const run = await begin();
      for (const { wait, act } of drawn) {
        for (let tick = 0; tick < wait; tick += 1) run.tick();
        await run.act(act);
      }
      for (let tick = 0; tick < 20; tick += 1) run.tick();
      expect(await run.ledger()).toEqual(run.shown);
    }),
    { numRuns: isSoak ? 500 : 25 },
  );
});

/** One store with three published programs, and beside it the clockwork that is told of each act that was done. */
async function begin() {
  const start = app.clock.now().getTime();
  const ctx = withStore(app.ctx, await makeStore(app));
  const programs: string[] = [];
  for (let index = 0; index < 3; index += 1) programs.push((await makeReleased(app, ctx.store)).id);
  const model = new Model(ctx, programs);
  const shown: (string | null)[] = [];
  return {
    shown,
    tick() {
      shown.push(model.clockwork.active);
      app.clock.advance(step);
      model.clockwork.tick(app.clock.now().getTime());
    },
    act: (drawn: Drawn) => model.act(drawn),
    async ledger() {
      const rows = await schedules.list(ctx.store.db, { from: new Date(0), to: null });
      const at = (instant: number) =>
        rows.find(
          ({ startsAt, endsAt }) => startsAt.getTime() <= instant && (endsAt === null || instant < endsAt.getTime()),
        );
      // Acts of one instant are a millisecond apart, so the middle of a tick is looked at.
      return shown.map((_, index) => at(start + index * step + step / 2)?.programId ?? null);
    },
  };
}

/** Does an act through the services, and tells the clockwork when it was not refused. */
class Model {
  clockwork = new Clockwork();
  #undo: { clockwork: Clockwork; at: number } | null = null;
  readonly ctx: StoreCtx;
  readonly programs: readonly string[];

  constructor(ctx: StoreCtx, programs: readonly string[]) {
    this.ctx = ctx;
    this.programs = programs;
  }

  async act(drawn: Drawn): Promise<void> {
    const now = app.clock.now().getTime();
    const before = { clockwork: this.clockwork.copy(), at: now };
    const { plans, revision } = await readBoard(this.ctx);
    try {
      await this.#perform(drawn, plans, now);
    } catch (error) {
      if (error instanceof ProblemError) return;
      throw error;
    }
    const isRecorded = (await readBoard(this.ctx)).revision > revision;
    if (isRecorded && drawn.kind !== 'hold' && drawn.kind !== 'republish') this.#undo = before;
  }

  async #perform(drawn: Drawn, plans: readonly Plan[], now: number): Promise<void> {
    const { ctx, clockwork } = this;
    switch (drawn.kind) {
      case 'now': {
        const programId = this.#program(drawn.program);
        await switches.switchNow(ctx, { programId, reason: null, override: true });
        return clockwork.active === programId ? undefined : clockwork.do({ kind: 'switch', programId }, now);
      }
      case 'close':
        await switches.closeStore(ctx, 'closed');
        return clockwork.active === null ? undefined : clockwork.do({ kind: 'switch', programId: null }, now);
      case 'plan':
        return this.#plan(drawn, plans, now);
      case 'republish':
        return this.#republish();
      case 'undo':
        return this.#takeBack(plans, now);
      default:
        return this.#onPlan(drawn, plans[drawn.plan], now);
    }
  }

  async #plan(drawn: Extract<Drawn, { kind: 'plan' }>, plans: readonly Plan[], now: number) {
    const { startsAt, endsAt } = instants(drawn.span, now);
    const [programId, returnTo] = [this.#program(drawn.program), this.#return(drawn.returns)];
    const dates = { startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) };
    const board = await switches.planSwitch(this.ctx, { programId, ...dates, returnTo, reason: null });
    const added = board.plans.find(({ id }) => plans.every((plan) => plan.id !== id));
    if (added === undefined) throw new Error('the plan is not on the board');
    this.clockwork.do({ kind: 'plan', plan: { id: added.id, programId, startsAt, endsAt, returnTo } }, now);
  }

  async #onPlan(drawn: Extract<Drawn, { plan: number }>, plan: Plan | undefined, now: number) {
    if (plan === undefined) return;
    const planId = plan.id;
    if (drawn.kind === 'cancel') await switches.cancelPlan(this.ctx, planId);
    if (drawn.kind === 'release_hold') await switches.releaseHold(this.ctx, planId, { override: true, reason: null });
    if (drawn.kind === 'hold') {
      await perform(this.ctx, { kind: 'hold', reason: null, planId, act: async () => ({ kind: 'hold', planId }) });
    }
    if (drawn.kind !== 'change') return this.clockwork.do({ kind: drawn.kind, planId }, now);
    const moved = instants(drawn.span, now);
    const startsAt = drawn.keepsStart ? plan.startsAt : moved.startsAt;
    const endsAt = drawn.span.length === null ? null : startsAt + drawn.span.length * step;
    const returnTo = this.#return(drawn.returns);
    const dates = { startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) };
    await switches.changePlan(this.ctx, planId, { ...dates, returnTo, reason: null });
    this.clockwork.do({ kind: 'change', planId, startsAt, endsAt, returnTo }, now);
  }

  /** The next release of every program; who is active does not change. */
  async #republish() {
    for (const programId of this.programs) {
      await transaction(this.ctx, async (ctx) => {
        const [newest] = await releases.listNewest(ctx.store.db, [programId]);
        const last = newest === undefined ? null : await releases.findById(ctx.store.db, newest.id);
        if (last === null) throw new Error('the program has a release');
        await releases.insert(ctx.store.db, { ...last, id: newId(), number: last.number + 1 });
        await performRepublish(ctx, programId);
      });
    }
  }

  /** As before the last act that can be undone, from now on; what is held meanwhile stays held. */
  async #takeBack(plans: readonly Plan[], now: number) {
    await switches.undo(this.ctx, { reason: null });
    if (this.#undo === null) throw new Error('an act was undone that was not done');
    const { clockwork, at } = this.#undo;
    const held = new Set(plans.filter(({ isHeld }) => isHeld).map(({ id }) => id));
    const earlier = clockwork.copy();
    earlier.waiting = earlier.waiting.map((plan) => ({ ...plan, isHeld: plan.isHeld || held.has(plan.id) }));
    this.clockwork.replay(earlier, at, now);
  }

  #program(index: number): string {
    const programId = this.programs[index];
    if (programId === undefined) throw new Error(`there is no program ${index}`);
    return programId;
  }

  #return(index: number): Return {
    if (index === 3) return { kind: 'closed' };
    return index === 4 ? { kind: 'base' } : { kind: 'program', programId: this.#program(index) };
  }
}

function instants({ start, length }: { start: number; length: number | null }, now: number) {
  const startsAt = now + start * step;
  return { startsAt, endsAt: length === null ? null : startsAt + length * step };
}
