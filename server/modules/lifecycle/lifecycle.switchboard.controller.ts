import { switchboardRoutes } from '../../../shared/contract/lifecycle.ts';
import { defineController } from '../../core/http/controller.ts';
import { contentAsOf } from './lifecycle.as-of.service.ts';
import * as board from './lifecycle.board.service.ts';
import { toWireFinding } from './lifecycle.reports.service.ts';
import * as switches from './lifecycle.switch.service.ts';
import type { Activation, Plan, PlanState, SwitchAct, Switchboard } from './lifecycle.types.ts';

export const switchboardController = defineController(switchboardRoutes, {
  getSwitchboard: async (ctx, { query }) =>
    toBoard(await board.readBoard(ctx, { from: readInstant(query.from), to: readInstant(query.to) })),
  listActs: async (ctx, { query }) => {
    const { items, next } = await board.listActs(ctx, query);
    return { items: items.map(toAct), next };
  },
  getAsOf: async (ctx, { query }) => {
    const { at, interval, content } = await contentAsOf(ctx, new Date(query.at));
    return { at: at.toISOString(), interval: interval && toInterval(interval), content };
  },
  switchNow: async (ctx, { body }) => toBoard(await switches.switchNow(ctx, body)),
  closeStore: async (ctx, { body }) => toBoard(await switches.closeStore(ctx, body.reason)),
  planSwitch: async (ctx, { body }) => toBoard(await switches.planSwitch(ctx, { ...body, ...readSpan(body) })),
  changePlan: async (ctx, { params, body }) =>
    toBoard(await switches.changePlan(ctx, params.planId, { ...body, ...readSpan(body) })),
  cancelPlan: async (ctx, { params }) => toBoard(await switches.cancelPlan(ctx, params.planId)),
  releaseHold: async (ctx, { params, body }) => toBoard(await switches.releaseHold(ctx, params.planId, body)),
  previewUndo: async (ctx) => toUndone(await switches.previewUndo(ctx)),
  undoAct: async (ctx, { body }) => toBoard(await switches.undo(ctx, body)),
});

function toBoard({ now, active, past, future, plans, baseProgramId, lastAct, canUndo, revision }: Switchboard) {
  return {
    now: now.toISOString(),
    active: active && toInterval(active),
    past: past.map(toInterval),
    future: future.map(toInterval),
    plans: plans.map(toPlanState),
    baseProgramId,
    lastAct: lastAct && toAct(lastAct),
    canUndo,
    revision,
  };
}

function toInterval({ startsAt, endsAt, ...interval }: Activation) {
  return { ...interval, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
}

function toPlanState({ findings, checkedAt, ...plan }: PlanState) {
  return { ...toPlan(plan), findings: findings.map(toWireFinding), checkedAt: checkedAt?.toISOString() ?? null };
}

function toPlan({ startsAt, endsAt, ...plan }: Plan) {
  return {
    ...plan,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  };
}

function toUndone(found: Awaited<ReturnType<typeof switches.previewUndo>>) {
  if (found === null) return { undone: null };
  const { act, schedule } = found;
  return {
    undone: { act: toAct(act), baseProgramId: schedule.baseProgramId, plans: schedule.plans.map(toPlan) },
  };
}

function toAct({ at, ...act }: SwitchAct) {
  return { ...act, at: at.toISOString() };
}

function readSpan({ startsAt, endsAt }: { startsAt: string; endsAt: string | null }) {
  return { startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) };
}

function readInstant(instant: string | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}
