import { Alert, Text } from '@mantine/core';
import type { VendorStatus } from '../../../../shared/contract/vendors.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { outcomeWords } from './vendorWords.ts';

/** Says what is wrong between us and the vendor, if anything is. */
export function TroubleNotice({ status: { connection }, zone }: { status: VendorStatus; zone: string }) {
  const trouble = connection?.trouble ?? null;
  const refusingUntil = connection?.refusingUntil ?? null;
  return (
    <>
      {trouble !== null && (
        <Alert color="red" icon={<Icon name="alert" />} title="The vendor does not answer as it should">
          <Text>
            Since <When at={trouble.since} zone={zone} />, {trouble.count} {trouble.count === 1 ? 'call' : 'calls'}{' '}
            without an answer. The last: {outcomeWords[trouble.outcome].label.toLowerCase()}
            {trouble.detail !== null && ` (${trouble.detail})`}.
          </Text>
        </Alert>
      )}
      {refusingUntil !== null && (
        <Alert color="amber" icon={<Icon name="clock" />} title="The vendor’s quota is used up">
          No calls before {formatInstant(refusingUntil, zone, 'second')}; whoever waits goes on by itself.
        </Alert>
      )}
    </>
  );
}
