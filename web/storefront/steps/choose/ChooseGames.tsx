import { memo, useDeferredValue, useEffect, useMemo } from 'react';
import type { Choice } from '../../../../shared/rules/choice-space.ts';
import { afterPaint } from '../../app/afterPaint.ts';
import { Link } from '../../app/Link.tsx';
import { useOpenOffer, useRouter, useShop, useText } from '../../app/state.ts';
import { useSearch } from '../../app/useSearch.ts';
import { StepFrame } from '../../ui/StepFrame.tsx';
import { Calendar } from './Calendar.tsx';
import { ChooseBar } from './ChooseBar.tsx';
import css from './ChooseGames.module.css';
import { Filters } from './Filters.tsx';
import { readFilters } from './filters.ts';
import { GameList } from './GameList.tsx';
import { OfferNews } from './OfferNews.tsx';
import { PartyFields } from './PartyFields.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { SuiteCards } from './SuiteCards.tsx';
import { useChoosing } from './useChoosing.ts';

type Props = { choice: Choice; hasOthers: boolean };

/** The games of a plan, with what is chosen and what it comes to beside them. */
export const ChooseGames = memo(function ChooseGames({ choice, hasOthers }: Props) {
  const { copy, isPreview } = useShop();
  const { program } = useOpenOffer();
  const { t, say } = useText();
  const router = useRouter();
  const isWhole = choice.packageId !== null;
  const choosing = useChoosing(choice, isWhole);
  const [search, setSearch] = useSearch();
  const filters = useDeferredValue(useMemo(() => readFilters(search), [search]));
  const { plan, settled, suiteId } = choosing;
  const isUnderWay = !isPreview && choosing.choice.events.length > 0;
  // who has begun to choose goes on to the seats: the step is fetched by then
  useEffect(() => (isUnderWay ? afterPaint(() => router.prepare('seats')) : undefined), [isUnderWay, router]);
  if (plan === null || settled === null) return null;
  const id = choice.packId ?? choice.packageId ?? '';
  const texts = copy.packs[id] ?? copy.packages[id];
  const isHiddenPack = program.packStructure === 'tiers_only' && !isWhole;
  const title = texts === undefined || isHiddenPack ? '' : say(texts.name);
  const isSuites = program.inventoryType === 'suite';
  const goOn = () => {
    if (choosing.confirm()) void router.go({ step: 'seats', eventCode: null });
  };
  const parts = { choosing, plan, onContinue: goOn };
  const showsCalendar = search.get('view') === 'calendar';
  return (
    <StepFrame
      title={title === '' ? t('title.choose') : title}
      lead={isWhole && texts !== undefined ? say(texts.description) || undefined : needOf(plan, t)}
      aside={<PlanPanel {...parts} />}
    >
      <div className={css.body}>
        {hasOthers && (
          <Link to={{ step: 'choose', packId: null }} className={css.back}>
            ← {isWhole ? t('choose.other_packages') : t('choose.other_packs')}
          </Link>
        )}
        <OfferNews />
        <PartyFields choosing={choosing} />
        {isSuites && <SuiteCards choosing={choosing} />}
        {!isWhole && <Filters plan={settled} search={search} setSearch={setSearch} />}
        {(!isSuites || suiteId !== null) &&
          (showsCalendar && !isWhole ? (
            <Calendar plan={plan} filters={filters} toggle={choosing.toggle} />
          ) : (
            <GameList plan={plan} filters={filters} isWhole={isWhole} toggle={choosing.toggle} />
          ))}
        <ChooseBar {...parts} />
      </div>
    </StepFrame>
  );
});

function needOf(
  { least, most, space }: { least: number; most: number; space: { maxEvents: number } },
  t: ReturnType<typeof useText>['t'],
) {
  if (least > most) return undefined;
  if (least === most) return t('choose.games_exact', { count: least });
  const isOpen = space.maxEvents >= most && most > 20;
  return isOpen
    ? t('choose.games_least', { count: Math.max(1, least) })
    : t('choose.games_between', { min: Math.max(1, least), max: most });
}
