import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Setting } from '../../../../shared/contract/settings.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import classes from './StartingSteps.module.css';
import { settingOf, useSettings } from './settingsApi.ts';

type Step = { title: string; why: string; isDone: boolean; link: { to: string; search?: Record<string, string> } };

/** What a new store still misses, judged by what it has now; gone once everything is there. */
export function StartingSteps({ store }: { store: Store }) {
  const settings = useSettings(store.key);
  const steps = settings.data === undefined ? null : stepsOf(store, settings.data.items);
  if (steps?.every(({ isDone }) => isDone) === true) return null;
  return (
    <Panel title="Before fans come" description="What the storefront needs from you.">
      <QueryView query={{ ...settings, data: steps ?? undefined }}>
        {(ready) => (
          <Stack component="ol" gap="sm" className={classes.steps}>
            {ready.map((step) => (
              <StepLine key={step.title} step={step} storeKey={store.key} />
            ))}
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
}

function StepLine({ step, storeKey }: { step: Step; storeKey: string }) {
  const { title, why, isDone, link } = step;
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <span className={classes.mark} data-done={isDone}>
        {isDone && <Icon name="check" size="sm" />}
        <span className="flex-visually-hidden">{isDone ? 'Done' : 'To do'}</span>
      </span>
      <div>
        {isDone ? (
          <Text c="dimmed">{title}</Text>
        ) : (
          <Anchor fw={550} renderRoot={(props) => <Link {...link} params={{ storeKey }} {...props} />}>
            {title}
          </Anchor>
        )}
        {!isDone && <Text c="dimmed">{why}</Text>}
      </div>
    </Group>
  );
}

function stepsOf(store: Store, items: readonly Setting[]): Step[] {
  const support = settingOf(items, 'support')?.value;
  const legal = settingOf(items, 'legal')?.value;
  const settings = '/stores/$storeKey/settings';
  return [
    {
      title: 'Set the brand',
      why: 'Colours and logo of the team; until then the storefront wears the default ones.',
      isDone: (settingOf(items, 'brand')?.version ?? 0) > 0,
      link: { to: settings, search: { group: 'brand' } },
    },
    {
      title: 'Say where fans get help',
      why: 'An address, a phone number or a help page.',
      isDone: support !== undefined && [support.email, support.phone, support.helpUrl].some((way) => way !== null),
      link: { to: settings, search: { group: 'support' } },
    },
    {
      title: 'Link terms and privacy',
      why: 'Fans agree to them when they buy.',
      isDone: legal !== undefined && legal.termsUrl !== null && legal.privacyUrl !== null,
      link: { to: settings, search: { group: 'legal' } },
    },
    {
      title: 'Add a host name',
      why: 'An address of your own, such as flex.team.com.',
      isDone: store.hosts.length > 0,
      link: { to: '/stores/$storeKey/administration' },
    },
  ];
}
