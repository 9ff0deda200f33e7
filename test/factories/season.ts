import type { StoreFacts } from '../../server/core/ctx.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import type { TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import { makePublishedEvent } from './event.ts';
import { makeInventory } from './inventory.ts';
import { makeStaff, onStore, signIn } from './staff.ts';
import { makeStore } from './store.ts';
import { makeVenue } from './venue.ts';

/** Price code C as the Warriors have it: the full price, two pack prices and the sale. */
export const prices = { C: { ADULT: 10_000, '3GP': 9_000, '5GP': 8_000, BF25: 7_500 } };

export type Season = {
  store: StoreFacts;
  /** Signed in with a role that may edit, publish and switch. */
  staff: TestClient;
  /** Who that is: a session ends by itself, so a test that sets the clock far ahead signs in again. */
  person: Staff;
  /** G01 to G41, published, at a venue, with seats at price code C. */
  eventCodes: string[];
};

/** A store with a season that is ready to be sold, one game a day from the day before Christmas. */
export async function makeSeason(app: TestApp, games = 41): Promise<Season> {
  const store = await makeStore(app);
  const { id: venueId } = await makeVenue(app, store);
  const eventCodes = Array.from({ length: games }, (_, index) => `G${String(index + 1).padStart(2, '0')}`);
  for (const [index, code] of eventCodes.entries()) {
    const on = new Date(Date.UTC(2026, 11, 24 + index)).toISOString().slice(0, 10);
    await makePublishedEvent(app, store, { code, name: `Game ${code}`, venueId, date: { state: 'set', on } });
    await makeInventory(app, store, code, { prices });
  }
  const person = await makeStaff(app, { grants: [onStore(store, 'publisher')] });
  return { store, staff: await signIn(app, person), person, eventCodes };
}

/** Publishes over HTTP, accepting every warning by name; answers what publishing answered. */
export async function publish({ store, staff }: Season, programId: string) {
  const path = `/api/stores/${store.key}/programs/${programId}`;
  const { body: program } = await staff.get(path);
  const { body: report } = await staff.get(`${path}/checks`);
  const findings = report.stages.flatMap(
    (stage: { findings: { severity: string; code: string; at: string }[] }) => stage.findings,
  );
  const accept = findings
    .filter(({ severity }: { severity: string }) => severity === 'warning')
    .map(({ code, at }: { code: string; at: string }) => ({ code, at }));
  return staff.post(`${path}/publish`, { versions: program.versions, accept });
}
