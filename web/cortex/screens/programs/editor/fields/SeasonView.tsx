import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useLanguages } from '../../../../languages.ts';
import { useStore } from '../../../../stores.ts';
import { EditedLanguage } from './language.tsx';
import { useSeasonEventsQuery } from './useSeasonEvents.ts';

type Props = { storeKey: string; children: (season: readonly Event[]) => ReactNode };

/** A stage that is made of the store's events; its texts are written in one language at a time. */
export function SeasonView({ storeKey, children }: Props) {
  const query = useSeasonEventsQuery(storeKey);
  return (
    <EditedLanguage all={useLanguages(useStore())}>
      <QueryView query={query}>
        {(season) =>
          season.length === 0 ? (
            <EmptyState
              icon="calendar"
              title="The store has no events yet"
              action={
                <Button renderRoot={(props) => <Link to="/stores/$storeKey/events" params={{ storeKey }} {...props} />}>
                  Go to the events
                </Button>
              }
            >
              Import the season first: programs are made of its events.
            </EmptyState>
          ) : (
            children(season)
          )
        }
      </QueryView>
    </EditedLanguage>
  );
}
