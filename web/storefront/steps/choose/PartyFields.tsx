import { useOpenOffer, useText } from '../../app/state.ts';
import { Stepper } from '../../ui/Stepper.tsx';
import css from './PartyFields.module.css';
import type { Choosing } from './useChoosing.ts';

/** How many come, and how many of them need an accessible seat. */
export function PartyFields({ choosing }: { choosing: Choosing }) {
  const { program } = useOpenOffer();
  const { t } = useText();
  const { partySize, accessibleSeats } = choosing.choice;
  const { min, max } = program.partySize;
  return (
    <div className={css.fields}>
      <Stepper
        label={t('choose.party')}
        value={partySize}
        min={Math.max(1, min)}
        max={max}
        onChange={choosing.setParty}
      />
      {program.inventoryType === 'seat' && (
        <Stepper
          label={t('choose.accessible')}
          hint={t('choose.accessible_hint')}
          value={accessibleSeats}
          min={0}
          max={partySize}
          onChange={choosing.setAccessible}
        />
      )}
    </div>
  );
}
