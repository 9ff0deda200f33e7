import { Button, Text } from '@mantine/core';
import { Icon } from '../../../ui/Icon.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import type { Fresh } from './insightsApi.ts';

/** Downloads a table of what is shown. */
export function ExportButton({ href, children = 'Export as CSV' }: { href: string; children?: string }) {
  return (
    <Button component="a" href={href} download variant="default" leftSection={<Icon name="download" />}>
      {children}
    </Button>
  );
}

/** How old the oldest of the figures is. */
export function FreshLine({ fresh, zone }: { fresh: Fresh; zone: string }) {
  return (
    <Text size="xs" c="dimmed">
      Counted up to {formatInstant(fresh.at, zone)}
      {fresh.countedAt !== fresh.at && `; the oldest figure at ${formatInstant(fresh.countedAt, zone)}`}.
    </Text>
  );
}
