import type { AddOn } from '../../../../../../shared/contract/program-content.ts';
import { newId } from '../stage.tsx';

export type Kind = AddOn['kind'];

export const kindWords: Readonly<Record<Kind, { label: string; means: string }>> = {
  optional: { label: 'Optional', means: 'The fan chooses it, such as parking.' },
  forced: { label: 'Forced', means: 'Inside the shown price, and held together with the seats or not at all.' },
  informational: { label: 'Informational', means: 'Only shown: nothing is sold.' },
  overflow: { label: 'Overflow', means: 'Further seats of a suite, beyond its capacity.' },
};

export const kinds: readonly Kind[] = ['optional', 'forced', 'informational', 'overflow'];

/** What is usual for its kind: a forced add-on comes once with each seat, an optional one as often as the fan likes. */
export function makeAddOn(kind: Kind, name: AddOn['name']): AddOn {
  const isForced = kind === 'forced';
  return {
    id: newId(),
    kind,
    name,
    description: {},
    eventCode: null,
    priceCode: null,
    ticketTypeCode: null,
    unit: isForced ? 'per_seat' : 'per_order',
    quantity: { min: isForced ? 1 : 0, max: isForced ? 1 : null },
    onlyEventCodes: null,
    onlyPackIds: null,
    image: null,
  };
}

/** The add-on as another kind; one that is only shown names nothing of the vendor. */
export function changeKind(addOn: AddOn, kind: Kind): AddOn {
  const usual = makeAddOn(kind, addOn.name);
  const { unit, quantity } = kind === 'forced' || addOn.kind === 'forced' ? usual : addOn;
  const sold = kind === 'informational' ? usual : addOn;
  const { eventCode, priceCode, ticketTypeCode } = sold;
  return { ...addOn, kind, unit, quantity, eventCode, priceCode, ticketTypeCode };
}

/** Another event of the vendor has price codes of its own, so what was chosen is kept only where it has them too. */
export function changeEvent(addOn: AddOn, eventCode: string | null, columns: readonly Column[]): AddOn {
  const { priceCode, ticketTypeCode } = addOn;
  const hasPrice = columns.some((column) => column.priceCode === priceCode);
  const hasType = columns.some((column) => column.priceCode === priceCode && column.ticketTypeCode === ticketTypeCode);
  return {
    ...addOn,
    eventCode,
    priceCode: hasPrice ? priceCode : null,
    ticketTypeCode: hasType ? ticketTypeCode : null,
  };
}

/** What the vendor sells an event at. */
export type Column = { priceCode: string; ticketTypeCode: string; cents: number };

type Amounts = {
  columns: readonly (readonly [priceCode: string, ticketTypeCode: string])[];
  events: readonly { code: string; cents: readonly (number | null)[] }[];
};

/** The price codes and ticket types that have an amount at an event. */
export function columnsOf(amounts: Amounts, eventCode: string | null): Column[] {
  const cents = amounts.events.find(({ code }) => code === eventCode)?.cents ?? [];
  return amounts.columns.flatMap(([priceCode, ticketTypeCode], place) => {
    const amount = cents[place] ?? null;
    return amount === null ? [] : [{ priceCode, ticketTypeCode, cents: amount }];
  });
}
