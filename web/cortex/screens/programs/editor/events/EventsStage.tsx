import { Later } from '../../../../../ui/Later.tsx';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { useSeasonEventsQuery } from '../fields/useSeasonEvents.ts';
import type { StageEditor } from '../stage.tsx';
import { AddEventsPanel } from './AddEventsPanel.tsx';
import { ChosenEventsPanel } from './ChosenEventsPanel.tsx';
import { EventsOverview } from './EventsOverview.tsx';
import classes from './EventsStage.module.css';

/** The events of a Build Your Own program; of other programs, where their events are and what is found of them. */
export function EventsStage({ stage }: { stage: StageEditor<'events'> }) {
  const query = useSeasonEventsQuery(stage.storeKey);
  return (
    <QueryView query={query}>
      {(events) =>
        stage.program.content.definition.type === 'build_your_own' ? (
          <div className={classes.lists} data-both={stage.canEdit}>
            <ChosenEventsPanel stage={stage} events={events} />
            {stage.canEdit && (
              <Later>
                <AddEventsPanel stage={stage} events={events} />
              </Later>
            )}
          </div>
        ) : (
          <EventsOverview stage={stage} events={events} />
        )
      }
    </QueryView>
  );
}
