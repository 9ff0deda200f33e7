import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Store } from '../../../../shared/contract/stores.ts';
import { sectionsOf } from '../../../../shared/rules/venue-sections.ts';
import { call } from '../../../api/client.ts';
import { may } from '../../../ui/Can.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { toastDone, toastProblem } from '../../../ui/toasts.tsx';
import { gapsOf, namesInWords } from './sectionNames.ts';
import { useCopiedSections } from './useCopiedSections.ts';
import type { Venue } from './VenueScreen.tsx';
import { useRereadVenues } from './venuesApi.ts';

/** Where the venue's sections and what the vendor sells do not agree. */
export function VenueFindings({ store, venue }: { store: Store; venue: Venue }) {
  const { unknown, unsold } = gapsOf(venue.sections, useCopiedSections(store, venue.id));
  const reread = useRereadVenues(store.key);
  const add = useMutation({
    mutationFn: () =>
      call('PUT /api/stores/{storeKey}/venues/{venueId}/sections', {
        params: { storeKey: store.key, venueId: venue.id },
        body: { sections: withNew(venue.sections, unknown) },
        version: venue.version,
      }),
    onSuccess: () => {
      toastDone(`${unknown.length} sections are added. Draw them on the map.`);
      reread();
    },
    onError: (error) => toastProblem(error),
  });
  const mayEdit = may(store, 'store.catalogue.edit') && store.state === 'active' && !venue.isArchived;
  if (unknown.length === 0 && unsold.length === 0) return null;
  return (
    <Stack gap="sm">
      {unknown.length > 0 && (
        <Alert
          color="amber"
          icon={<Icon name="alert" />}
          title={`The vendor sells seats in ${count(unknown.length)} that this venue does not have`}
        >
          <Group justify="space-between" align="flex-start" gap="md">
            <Text>{namesInWords(unknown)}</Text>
            {mayEdit && (
              <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
                Add {unknown.length === 1 ? 'it' : 'them'}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      {unsold.length > 0 && (
        <Alert
          color="petrol"
          icon={<Icon name="info" />}
          title={`The vendor has shown no seat in ${count(unsold.length)} of this venue`}
        >
          <Text>{namesInWords(unsold)}. Fans see them as sold out.</Text>
        </Alert>
      )}
    </Stack>
  );
}

function count(sections: number): string {
  return sections === 1 ? 'a section' : `${sections} sections`;
}

/** New ones as an import would make them, behind those that are there. */
function withNew(present: Venue['sections'], names: readonly string[]) {
  const taken = new Map(
    sectionsOf([...present.map(({ sectionName }) => sectionName), ...names]).map((one) => [one.sectionName, one]),
  );
  return [...present, ...names.flatMap((name) => taken.get(name) ?? [])];
}
