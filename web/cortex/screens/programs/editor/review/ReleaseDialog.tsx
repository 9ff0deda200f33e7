import { Code, Modal, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Store } from '../../../../../../shared/contract/stores.ts';
import { eventCodesOf } from '../../../../../../shared/rules/checks/input.ts';
import { shownPacks } from '../../../../../../shared/rules/choice-space.ts';
import type { Output } from '../../../../../api/contract.ts';
import { KeyFacts } from '../../../../../ui/KeyFacts.tsx';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { ScrollRegion } from '../../../../../ui/ScrollRegion.tsx';
import { When } from '../../../../../ui/When.tsx';
import { whoAtStart, whoInWords } from '../../../../actorWords.ts';
import { findingInWords } from '../../findingWords.ts';
import { diffQuery, releaseQuery } from '../../programsApi.ts';
import { inventoryWords, textInWords, typeWords } from '../../programWords.ts';
import { useProgramEditor } from '../stage.tsx';
import classes from './ReviewStage.module.css';
import { Sentences } from './Sentences.tsx';

type Release = Output<'GET /api/stores/{storeKey}/programs/{programId}/releases/{number}'>;

/** A release as it was frozen: what was in it, what it changed, and what was accepted. */
export function ReleaseDialog({ store, number, onClose }: { store: Store; number: number; onClose: () => void }) {
  const { program } = useProgramEditor();
  const query = useQuery(releaseQuery(store.key, program.id, number));
  return (
    <Modal opened onClose={onClose} title={`Release ${number} of ${program.name}`} size="xl">
      <QueryView query={query}>
        {(release) => (
          <Stack gap="lg">
            <KeyFacts facts={factsOf(release, store.timeZone)} />
            {number > 1 && <ChangesSince store={store} number={number} />}
            <Accepted release={release} />
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}

function factsOf({ publishedAt, publishedBy, contentHash, content }: Release, zone: string) {
  const { type, inventoryType, classNames } = content.definition;
  const packs = type === 'preset_packages' ? content.packages.packages : shownPacks(content);
  return [
    { name: 'Published', value: <When at={publishedAt} zone={zone} style="second" /> },
    { name: 'By', value: whoAtStart(publishedBy) },
    { name: 'Type', value: `${typeWords[type].label}, ${inventoryWords[inventoryType].label.toLowerCase()}` },
    { name: 'Class names', value: classNames.join(', ') || 'none' },
    { name: 'Events', value: eventCodesOf(content).length },
    ...(type === 'build_your_own'
      ? []
      : [
          {
            name: type === 'preset_packages' ? 'Packages' : 'Packs',
            value: packs.map(({ name }) => textInWords(name) ?? 'unnamed').join(', '),
          },
        ]),
    { name: 'Price rules', value: content.pricing.rules.map(({ name }) => name).join(', ') || 'none' },
    { name: 'Headline', value: textInWords(content.presentation.headline) ?? 'none' },
    { name: 'Content hash', value: <Code>{contentHash}</Code> },
  ];
}

function ChangesSince({ store, number }: { store: Store; number: number }) {
  const { program } = useProgramEditor();
  const side = (of: number) => `${program.id}@${of}`;
  const diff = useQuery(diffQuery(store.key, side(number - 1), side(number)));
  return (
    <div>
      <Title order={3} mb="xs">
        What it changed from release {number - 1}, at today's prices
      </Title>
      <QueryView query={diff}>
        {({ sentences }) => <Sentences sentences={sentences} none="Nothing that fans see." />}
      </QueryView>
    </div>
  );
}

function Accepted({ release: { accepted, stages, content } }: { release: Release }) {
  const warnings = stages
    .flatMap(({ findings }) => findings)
    .filter(({ code, at }) => accepted.some((one) => one.code === code && one.at === at));
  if (warnings.length === 0) return <Text c="dimmed">It was published without warnings.</Text>;
  const by = [...new Set(accepted.map((one) => whoInWords(one.by)))];
  return (
    <div>
      <Title order={3} mb="xs">
        Warnings that {new Intl.ListFormat('en').format(by)} accepted
      </Title>
      <ScrollRegion label="Accepted warnings" isLow>
        <ul className={classes.sentences}>
          {warnings.map((finding) => (
            <li key={`${finding.code} ${finding.at} ${JSON.stringify(finding.params)}`}>
              {findingInWords(finding, content)}
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </div>
  );
}
