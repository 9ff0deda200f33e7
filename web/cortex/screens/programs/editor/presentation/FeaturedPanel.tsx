import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { eventCodesOf } from '../../../../../../shared/rules/checks/input.ts';
import { Panel } from '../../../../../ui/Panel.tsx';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { shortWhen } from '../fields/looks.ts';
import { useSeasonEventsQuery } from '../fields/useSeasonEvents.ts';
import type { StageEditor } from '../stage.tsx';
import classes from './presentation.module.css';

/** Which of the program's games stand out: a property of the event, the same under every program. */
export function FeaturedPanel({ stage: { storeKey, program } }: { stage: StageEditor<'presentation'> }) {
  const query = useSeasonEventsQuery(storeKey);
  return (
    <Panel title="Featured games" description="Set at the event, and the same under every program.">
      <QueryView query={query}>
        {(season) => {
          const codes = new Set(eventCodesOf(program.content));
          const featured = season.filter(({ code, isFeatured }) => isFeatured && codes.has(code));
          if (featured.length === 0) {
            return (
              <Text c="dimmed">
                None of this program's events is featured.{' '}
                <Anchor
                  underline="always"
                  renderRoot={(props) => <Link to="/stores/$storeKey/events" params={{ storeKey }} {...props} />}
                >
                  Feature one among the events
                </Anchor>
              </Text>
            );
          }
          return (
            <ul className={classes.featured}>
              {featured.map((event) => (
                <li key={event.id}>
                  <Anchor
                    renderRoot={(props) => (
                      <Link
                        to="/stores/$storeKey/events/$eventId"
                        params={{ storeKey, eventId: event.id }}
                        {...props}
                      />
                    )}
                  >
                    {event.name}
                  </Anchor>{' '}
                  <Text span c="dimmed">
                    {shortWhen(event)}
                  </Text>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Panel>
  );
}
