import type { MouseEvent, ReactNode } from 'react';
import type { Route } from './route.ts';
import { useRouter } from './state.ts';

type Props = { to: Route; children: ReactNode; className?: string | undefined; 'aria-current'?: 'page' | undefined };

/** An address of the storefront. A plain click stays in the page; any other does what the browser does. */
export function Link({ to, children, ...rest }: Props) {
  const router = useRouter();
  const onClick = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    void router.go(to);
  };
  return (
    <a href={router.hrefOf(to)} onClick={onClick} onPointerEnter={() => router.prepare(to.step)} {...rest}>
      {children}
    </a>
  );
}
