import type { Block } from '../../../../shared/contract/carts.ts';
import { useCart, useRouter, useText } from '../../app/state.ts';
import { askFor } from '../../buying/asks.ts';
import css from '../../buying/buying.module.css';
import { Fault } from '../../buying/Fault.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { OptionCard } from './OptionCard.tsx';
import type { Holding } from './SeatsStep.tsx';
import { useSeatSearch } from './useSeatSearch.ts';

type Props = {
  anchor: { eventCode: string; block: Block };
  eventCodes: readonly string[];
  holding: Holding;
  onClose: () => void;
};

/** The seats the fan picked at one game, in all the others too, or the nearest to them where they are taken. */
export function SameInAll({ anchor, eventCodes, holding, onClose }: Props) {
  const { t } = useText();
  const { cart } = useCart();
  const router = useRouter();
  const search = { eventCodes, priceCodes: null, same: true, anchor, limit: 1 };
  const { found, isLooking, problem } = useSeatSearch(search, cart?.version ?? 0);
  const options = found?.options ?? [];
  const hold = (events: (typeof options)[number]['events']) => {
    onClose();
    void router.go({ step: 'seats', eventCode: null });
    void holding.hold(askFor(events));
  };
  return (
    <Dialog title={t('seats.find_same')} onClose={onClose} isWide>
      <div className={css.tight}>
        {isLooking && <Spinner label={t('seats.looking')} isLarge />}
        {problem !== null && <Fault problem={problem} />}
        {!isLooking && problem === null && options.length === 0 && <Notice tone="warn" title={t('seats.none')} />}
        <ul className={css.options}>
          {options.map((option) => (
            <OptionCard
              key={JSON.stringify(option)}
              option={option}
              isSame
              isBusy={holding.isRunning}
              onHold={() => hold(option.events)}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
