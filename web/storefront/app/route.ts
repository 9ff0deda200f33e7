/** Where a fan is. Every step has an address, so that the back button and a reload do what people expect. */
export type Route =
  | { step: 'home' }
  /** `packId`: a pack or a package; null: to be chosen, or a Build Your Own plan. */
  | { step: 'choose'; packId: string | null }
  | { step: 'seats'; eventCode: string | null }
  | { step: 'add-ons' }
  | { step: 'review' }
  | { step: 'pay' }
  | { step: 'orders'; orderId: string | null }
  | { step: 'sign-in' }
  | { step: 'missing' };
export type StepName = Route['step'];

/** The path of a route below the base, such as `/seats/GSW05`. */
export function pathOf(route: Route): string {
  switch (route.step) {
    case 'home':
      return '/';
    case 'choose':
      return withPart('/choose', route.packId);
    case 'seats':
      return withPart('/seats', route.eventCode);
    case 'orders':
      return withPart('/orders', route.orderId);
    case 'missing':
      return '/missing';
    default:
      return `/${route.step}`;
  }
}

/** The route of a path below the base; `missing` for one that leads nowhere. */
export function parsePath(path: string): Route {
  const parts = path.split('/').slice(1);
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  const [name = '', ...rest] = parts.map(decoded);
  const [part = null] = rest;
  if (rest.length > 1 || part === '') return { step: 'missing' };
  switch (name) {
    case '':
      return part === null ? { step: 'home' } : { step: 'missing' };
    case 'choose':
      return { step: 'choose', packId: part };
    case 'seats':
      return { step: 'seats', eventCode: part };
    case 'orders':
      return { step: 'orders', orderId: part };
    case 'add-ons':
    case 'review':
    case 'pay':
    case 'sign-in':
      return part === null ? { step: name } : { step: 'missing' };
    default:
      return { step: 'missing' };
  }
}

function withPart(path: string, part: string | null): string {
  return part === null ? path : `${path}/${encodeURIComponent(part)}`;
}

/** A part that is not well encoded leads nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\uFFFD';
  }
}
