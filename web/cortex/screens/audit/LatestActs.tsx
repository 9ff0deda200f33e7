import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { apiQuery } from '../../../api/queries.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { When } from '../../../ui/When.tsx';
import { whoAtStart } from '../../actorWords.ts';
import { actionInWords } from './auditFilter.ts';
import { subjectInWords } from './entryWords.ts';
import classes from './LatestActs.module.css';
import { useProgramNames } from './useNames.ts';

const shown = 5;

/** The newest entries of the store's audit. */
export function LatestActs({ store }: { store: Store }) {
  const page = useQuery(
    apiQuery('GET /api/stores/{storeKey}/audit', { params: { storeKey: store.key }, query: { limit: shown } }),
  );
  const names = useProgramNames(store.key);
  return (
    <Panel
      title="Latest changes"
      actions={
        <Anchor
          renderRoot={(props) => <Link to="/stores/$storeKey/audit" params={{ storeKey: store.key }} {...props} />}
        >
          Whole audit
        </Anchor>
      }
    >
      <QueryView query={page}>
        {({ items }) => (
          <Stack component="ul" gap="sm" className={classes.list}>
            {items.length === 0 && <Text c="dimmed">Nothing was changed yet.</Text>}
            {items.map((entry) => (
              <li key={entry.id} className={classes.item}>
                <span>
                  <strong>{whoAtStart(entry.actor.name)}</strong> · {actionInWords(entry.action)} ·{' '}
                  {subjectInWords(entry, names)}
                </span>
                <Text span c="dimmed" size="xs">
                  <When at={entry.at} zone={store.timeZone} />
                </Text>
              </li>
            ))}
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
}
