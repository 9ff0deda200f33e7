import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import type { ImportReport } from '../../../../shared/contract/events.import.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { ImportedEventsTable } from './ImportedEventsTable.tsx';
import classes from './ImportPreview.module.css';
import { countsInWords, unmappedInWords } from './importWords.ts';
import { useCatalogue } from './useCatalogue.ts';

type VenueChoices = {
  /** Venues of the store by the vendor's names. */
  venues: Readonly<Record<string, string>>;
  onVenue: (vendorName: string, venueId: string) => void;
  onAskAgain: () => void;
  isAsking: boolean;
};
type Props = VenueChoices & { store: Store; report: ImportReport };

/** What an import would make, change, keep and leave out. */
export function ImportPreview({ store, report, ...choices }: Props) {
  return (
    <>
      <Text fw={600} size="lg">
        {countsInWords(report.counts)}
      </Text>
      <Made report={report} />
      <UnknownVenues store={store} report={report} {...choices} />
      <LeftOut report={report} />
      {report.events.length > 0 && (
        <div className={classes.events}>
          <ScrollRegion isLow label="Events of the import, scrolled">
            <ImportedEventsTable events={report.events} zone={store.timeZone} />
          </ScrollRegion>
        </div>
      )}
    </>
  );
}

function Made({ report }: { report: ImportReport }) {
  const venues = report.venues.filter(({ is, sectionsAdded }) => is === 'new' || (is === 'known' && sectionsAdded > 0));
  const moved = report.venues.filter(
    ({ timeZone, vendorTimeZone }) => vendorTimeZone !== null && timeZone !== null && vendorTimeZone !== timeZone,
  );
  if (venues.length === 0 && report.categoriesMade.length === 0 && moved.length === 0) return null;
  return (
    <ul className={classes.list}>
      {venues.map(({ vendorName, is, name, timeZone, sectionsAdded }) => (
        <li key={vendorName}>
          {is === 'new' ? 'New venue' : 'Venue'} <strong>{name ?? vendorName}</strong>
          {is === 'new' && timeZone !== null && ` (${timeZone})`}, {sectionsAdded} new sections
        </li>
      ))}
      {report.categoriesMade.length > 0 && (
        <li>
          New {report.categoriesMade.length === 1 ? 'category' : 'categories'}{' '}
          <strong>{report.categoriesMade.join(', ')}</strong>
        </li>
      )}
      {moved.map(({ vendorName, name, timeZone, vendorTimeZone }) => (
        <li key={`zone ${vendorName}`}>
          {name ?? vendorName} keeps {timeZone} here, while the vendor says {vendorTimeZone}
        </li>
      ))}
    </ul>
  );
}

function UnknownVenues({ store, report, venues, onVenue, onAskAgain, isAsking }: Props) {
  const known = (useCatalogue(store.key)?.venues ?? []).filter(({ isArchived }) => !isArchived);
  const unknown = report.venues.filter(({ is }) => is === 'unknown');
  if (unknown.length === 0) return null;
  return (
    <Alert color="amber" icon={<Icon name="alert" />} title="Venues that are not here under this name">
      <Stack gap="sm">
        <Text>Say which of yours is meant; it is remembered. Their events have no venue otherwise.</Text>
        {unknown.map(({ vendorName }) => (
          <Select
            key={vendorName}
            label={vendorName}
            data={[{ value: '', label: 'None of them' }, ...known.map(({ id, name }) => ({ value: id, label: name }))]}
            value={venues[vendorName] ?? ''}
            onChange={(venueId) => onVenue(vendorName, venueId ?? '')}
          />
        ))}
        <Group>
          <Button variant="default" loading={isAsking} onClick={onAskAgain}>
            Show again what will change
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function LeftOut({ report: { unmapped } }: { report: ImportReport }) {
  if (unmapped.length === 0) return null;
  const title =
    unmapped.length === 1
      ? 'One thing the vendor says finds no place'
      : `${unmapped.length} things the vendor says find no place`;
  return (
    <Alert color="amber" icon={<Icon name="alert" />} title={title}>
      <ul className={classes.list}>
        {unmapped.map((one) => (
          <li key={`${one.code} ${one.eventCode} ${one.value}`}>{unmappedInWords(one)}</li>
        ))}
      </ul>
    </Alert>
  );
}
