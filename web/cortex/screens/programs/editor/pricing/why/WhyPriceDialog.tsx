import { Modal } from '@mantine/core';
import type { Program } from '../../stage.tsx';
import type { About } from './useQuestion.ts';
import { WhyPrice } from './WhyPrice.tsx';

type Props = { storeKey: string; program: Program; about?: About; onClose: () => void };

/** Any fan, choice, event and seat, and why they get the price they get. */
export function WhyPriceDialog({ onClose, ...props }: Props) {
  return (
    <Modal opened onClose={onClose} title="Why this price?" size="60rem">
      <WhyPrice {...props} />
    </Modal>
  );
}
