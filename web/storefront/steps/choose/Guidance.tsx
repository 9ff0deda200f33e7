import { useRouter, useShop, useText } from '../../app/state.ts';
import { Button } from '../../ui/Button.tsx';
import css from './Guidance.module.css';
import { guidance, type Plan } from './plan.ts';
import { nameOfChoice, sayFinding } from './sayFinding.ts';
import { useCaps } from './useCaps.ts';

/** What is missing, and what would be better. Read out when it changes. */
export function Guidance({ plan }: { plan: Plan }) {
  const shop = useShop();
  const reader = useText();
  const router = useRouter();
  const { first, better } = guidance(plan);
  const caps = useCaps(plan.chosen);
  const isOther = better?.code === 'selection.other_choice';
  const otherId = isOther ? String(better.params.packId ?? better.params.packageId ?? '') : '';
  return (
    <div className={css.guidance}>
      <div role="status" className={css.said}>
        {caps.map((cap) => (
          <p key={`${cap.code} ${cap.at}`} className={css.first}>
            {sayFinding(cap, shop, reader)}
          </p>
        ))}
        {first !== null && (caps.length === 0 || first.severity === 'error') && (
          <p className={first.severity === 'error' ? css.first : css.good}>
            {first.severity !== 'error' && <span aria-hidden="true">✓ </span>}
            {sayFinding(first, shop, reader, plan.chosen.length === 0)}
          </p>
        )}
        {better !== null && <p className={css.better}>{sayFinding(better, shop, reader)}</p>}
      </div>
      {isOther && (
        <Button look="quiet" size="small" onClick={() => void router.go({ step: 'choose', packId: otherId })}>
          {reader.t('guide.other_choice_act', { pack: nameOfChoice(shop.copy, better.params, reader.say) })}
        </Button>
      )}
    </div>
  );
}
