import type { Act, Plan, Return } from '../../shared/rules/lifecycle.ts';

/** Milliseconds of a tick. */
export const step = 30_000;

/** The same lifecycle as a clockwork: it only knows what is so at this tick, and steps from tick to tick. */
export class Clockwork {
  regular: string | null = null;
  running: Plan | null = null;
  waiting: Plan[] = [];

  tick(now: number) {
    if (this.running?.endsAt === now) {
      this.leave(this.running.returnTo);
      this.running = null;
    }
    for (const plan of this.waiting.filter(({ startsAt, isHeld }) => startsAt === now && !isHeld)) {
      if (plan.endsAt === null) this.regular = plan.programId;
      else this.running = plan;
      this.waiting = this.waiting.filter((other) => other !== plan);
    }
  }

  do(act: Act, now: number) {
    if (act.kind === 'switch') {
      if (this.running === null || act.programId === null) this.regular = act.programId;
      if (this.running !== null)
        this.running = act.programId === null ? null : { ...this.running, programId: act.programId, startsAt: now };
    }
    if (act.kind === 'plan') this.waiting.push({ ...act.plan, isHeld: false });
    if (act.kind === 'change' && this.running?.id === act.planId) this.stay(this.running, act);
    else if (act.kind === 'change')
      this.edit(act.planId, { startsAt: act.startsAt, endsAt: act.endsAt, returnTo: act.returnTo });
    if (act.kind === 'hold') this.edit(act.planId, { isHeld: true });
    if (act.kind === 'release_hold') this.edit(act.planId, { isHeld: false });
    if (act.kind === 'cancel' && this.running?.id === act.planId) {
      this.leave(this.running.returnTo);
      this.running = null;
    } else if (act.kind === 'cancel') this.waiting = this.waiting.filter(({ id }) => id !== act.planId);
  }

  /** As it would be now if it had been left alone since it stood at `from`. */
  replay(earlier: Clockwork, from: number, now: number) {
    Object.assign(this, { regular: earlier.regular, running: earlier.running, waiting: [...earlier.waiting] });
    for (let at = from + step; at <= now; at += step) this.tick(at);
  }

  copy(): Clockwork {
    return Object.assign(new Clockwork(), { regular: this.regular, running: this.running, waiting: [...this.waiting] });
  }

  get active() {
    return this.running?.programId ?? this.regular;
  }

  /** A running plan that loses its end is the regular program from then on. */
  private stay(running: Plan, { endsAt, returnTo }: { endsAt: number | null; returnTo: Return }) {
    if (endsAt === null) this.regular = running.programId;
    this.running = endsAt === null ? null : { ...running, endsAt, returnTo };
  }

  private leave(returnTo: Return) {
    if (returnTo.kind === 'program') this.regular = returnTo.programId;
    if (returnTo.kind === 'closed') this.regular = null;
  }

  private edit(planId: string, rest: Partial<Plan>) {
    this.waiting = this.waiting.map((plan) => (plan.id === planId ? { ...plan, ...rest } : plan));
  }
}
