import type { ReactNode } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useLanguages } from '../../../../languages.ts';
import { useStore } from '../../../../stores.ts';
import { ImportButtons } from '../../../events/ImportButtons.tsx';
import { EditedLanguage } from './language.tsx';
import { useSeasonEventsQuery } from './useSeasonEvents.ts';

type Props = { storeKey: string; children: (season: readonly Event[]) => ReactNode };

/** A stage that is made of the store's events; its texts are written in one language at a time. */
export function SeasonView({ storeKey, children }: Props) {
  const query = useSeasonEventsQuery(storeKey);
  const store = useStore();
  return (
    <EditedLanguage all={useLanguages(store)}>
      <QueryView query={query}>
        {(season) =>
          season.length === 0 ? (
            <EmptyState icon="calendar" title="The store has no events yet" action={<ImportButtons store={store} />}>
              Programs are made of the season’s events.
            </EmptyState>
          ) : (
            children(season)
          )
        }
      </QueryView>
    </EditedLanguage>
  );
}
