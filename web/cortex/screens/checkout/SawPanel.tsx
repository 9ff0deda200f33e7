import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { PriceLines } from './PriceLines.tsx';
import classes from './SawPanel.module.css';
import { programsQuery, type Release, releaseQuery, type StaffOrder } from './salesApi.ts';
import { choiceInWords, placeOfRule, textOf, whyRule } from './sawWords.ts';

type Props = { store: Store; found: StaffOrder };

/** The release the fan bought by, as it was frozen: what it said, which price rule won and why, and every line. */
export function SawPanel({ store, found }: Props) {
  const canSeeRelease = may(store, 'store.programs.view');
  return (
    <Panel
      title="What the fan saw"
      description="From the release that was active then. It is kept as it was, whatever was changed or switched since."
    >
      {canSeeRelease ? (
        <ReadRelease store={store} found={found} />
      ) : (
        <PriceLines store={store} found={found} content={null} />
      )}
    </Panel>
  );
}

function ReadRelease({ store, found }: Props) {
  const { programId, releaseNumber } = found.saw;
  const release = useQuery(releaseQuery(store.key, programId, releaseNumber));
  return (
    <QueryView query={release}>
      {({ content }) => (
        <Stack gap="lg">
          <Shown store={store} found={found} content={content} />
          <Decision found={found} content={content} />
          <PriceLines store={store} found={found} content={content} />
        </Stack>
      )}
    </QueryView>
  );
}

type ShownProps = Props & { content: Release['content'] };

function Shown({ store, found, content }: ShownProps) {
  const { order, saw } = found;
  const programs = useQuery(programsQuery(store.key));
  const name = programs.data?.items.find(({ id }) => id === saw.programId)?.name ?? 'the program';
  const { headline, subline } = content.presentation;
  const [head, sub] = [textOf(headline), textOf(subline)];
  return (
    <Stack gap="md">
      {(head !== null || sub !== null) && (
        <blockquote className={classes.words}>
          {head !== null && <strong>{head}</strong>}
          {sub !== null && <span>{sub}</span>}
        </blockquote>
      )}
      <KeyFacts
        facts={[
          { name: 'Program', value: <ProgramLink store={store} programId={saw.programId} name={name} /> },
          { name: 'Release', value: `number ${saw.releaseNumber}` },
          { name: 'The fan chose', value: choiceInWords(content, order) },
          {
            name: 'Account groups then',
            value: saw.accountGroups.length === 0 ? 'none' : saw.accountGroups.join(', '),
          },
        ]}
      />
    </Stack>
  );
}

function ProgramLink({ store, programId, name }: { store: Store; programId: string; name: string }) {
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to="/stores/$storeKey/programs/$programId" params={{ storeKey: store.key, programId }} {...props} />
      )}
    >
      {name}
    </Anchor>
  );
}

/** Why this price, in sentences. */
function Decision({ found, content }: { found: StaffOrder; content: Release['content'] }) {
  const { order, saw } = found;
  const rule = content.pricing.rules.find(({ id }) => id === saw.rule?.id);
  if (rule === undefined) {
    return <Text>No price rule of the release won: nothing in this order has a price that a rule made.</Text>;
  }
  const eventCount = new Set(order.seats.filter(({ addOnId }) => addOnId === null).map(({ eventCode }) => eventCode));
  const { packId, packageId } = order;
  const fan = { accountGroups: saw.accountGroups, packId, packageId, eventCount: eventCount.size };
  return (
    <div>
      <Title order={3}>Why this price</Title>
      <ul className={classes.reasons}>
        <li>
          The rule <strong>{rule.name}</strong> won: {placeOfRule(content, rule)}.
        </li>
        {whyRule(content, rule, fan).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}
