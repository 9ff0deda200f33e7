import { Text } from '@mantine/core';
import type { PriceAnswer, PriceQuestion } from '../../../../../../../shared/contract/pricing.ts';
import { Icon } from '../../../../../../ui/Icon.tsx';
import type { IconName } from '../../../../../../ui/icon.paths.ts';
import { QueryView } from '../../../../../../ui/QueryView.tsx';
import type { Program } from '../../stage.tsx';
import { money } from '../money.ts';
import classes from './WhyPrice.module.css';
import { rowInWords, trialInWords } from './whyWords.ts';

type Query = Parameters<typeof QueryView<PriceAnswer>>[0]['query'];
type Props = { program: Program; question: PriceQuestion | null; query: Query; currency: string };

/** The amount, where it comes from, and what became of each rule. */
export function Answer({ program, question, query, currency }: Props) {
  if (question === null) {
    return <Text c="dimmed">Choose an event and a price code or a seat, and the answer stands here.</Text>;
  }
  return (
    <QueryView query={query}>
      {(answer) => (
        <>
          <p className={classes.amount}>
            {answer.amountCents === null ? 'Does not sell' : money(answer.amountCents, currency)}
          </p>
          <p className={classes.because}>{rowInWords(answer, question)}</p>
          <ol className={classes.trials} aria-label="Rules in the order tried">
            {answer.trials.map((trial) => (
              <Trial key={trial.ruleId} trial={trial} program={program} />
            ))}
          </ol>
        </>
      )}
    </QueryView>
  );
}

function Trial({ trial, program }: { trial: PriceAnswer['trials'][number]; program: Program }) {
  const rule = program.content.pricing.rules.find(({ id }) => id === trial.ruleId);
  return (
    <li className={classes.trial} data-result={trial.result}>
      <Icon name={icons[trial.result]} />
      <strong>{trial.name}</strong>
      {trialInWords(trial, rule, program.content).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </li>
  );
}

const icons: Readonly<Record<PriceAnswer['trials'][number]['result'], IconName>> = {
  off: 'pause',
  not_matched: 'close',
  won: 'checkCircle',
  not_asked: 'clock',
};
