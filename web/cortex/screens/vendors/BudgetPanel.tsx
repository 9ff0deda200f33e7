import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { VendorStatus } from '../../../../shared/contract/vendors.ts';
import { Meter } from '../../../ui/Meter.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { availableInWords, shareMarks } from './vendorWords.ts';

type Budget = NonNullable<VendorStatus['connection']>['budget'];

/** How much of the vendor's quota is used, and what each kind of call may still send. */
export function BudgetPanel({ budget }: { budget: Budget }) {
  const { perMinute, perDay, usedMinute, usedDay, available, waiting } = budget;
  const inLine = waiting.checkout + waiting.hold + waiting.sync;
  return (
    <Panel
      title="Quota"
      description="Requests to the vendor, of all stores that share the account. Checkouts go before holds, holds before syncs."
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <Quota label="Requests in the last minute" used={usedMinute} most={perMinute} budget={budget} />
          <Quota label="Requests in the last 24 hours" used={usedDay} most={perDay} budget={budget} />
        </SimpleGrid>
        <Text>May be sent now: {availableInWords(available)}</Text>
        {inLine > 0 && (
          <Text>
            In line: {waiting.checkout} checkouts, {waiting.hold} holds, {waiting.sync} syncs
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

type QuotaProps = { label: string; used: number; most: number | null; budget: Budget };

function Quota({ label, used, most, budget }: QuotaProps) {
  if (most === null) {
    return (
      <div>
        <Text fw={550}>{label}</Text>
        <Text>{used.toLocaleString('en')}, without a limit</Text>
      </div>
    );
  }
  return <Meter label={label} used={used} most={most} marks={shareMarks(most, budget)} />;
}
