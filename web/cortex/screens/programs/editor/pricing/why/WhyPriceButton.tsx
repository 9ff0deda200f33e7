import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Icon } from '../../../../../../ui/Icon.tsx';
import type { Program } from '../../stage.tsx';
import type { About } from './useQuestion.ts';

const WhyPriceDialog = lazy(async () => ({ default: (await import('./WhyPriceDialog.tsx')).WhyPriceDialog }));

type Props = { storeKey: string; program: Program; about?: About; isSmall?: boolean };

/** Opens "Why this price?" for the program, beginning with an event and price code when they are known. */
export function WhyPriceButton({ isSmall = false, ...props }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size={isSmall ? 'xs' : 'sm'}
        leftSection={<Icon name="search" size="sm" />}
        onClick={() => setOpen(true)}
      >
        Why this price?
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <WhyPriceDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
