import type { ReactNode } from 'react';
import type { Permission } from '../../shared/contract/permissions.ts';

/** Any answer that says what the actor may do with it: the server filled the list from the table that guards its routes. */
export type Holder = { permissions: readonly Permission[] };

export function may(holder: Holder, permission: Permission): boolean {
  return holder.permissions.includes(permission);
}

type Props = { permission: Permission; here: Holder; children: ReactNode; otherwise?: ReactNode };

/** Shows what it holds only to those whose click the route would accept. */
export function Can({ permission, here, children, otherwise = null }: Props) {
  return may(here, permission) ? children : otherwise;
}
