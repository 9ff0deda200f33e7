import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { VendorAccount } from '../../../../shared/contract/vendors.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { LoadingState } from '../../../ui/states.tsx';
import { failureAdvice, outcomeWords, tookInWords } from './vendorWords.ts';

type Props = { clientKey: string; account: VendorAccount; onClose: () => void };

/** Asks the vendor whether it knows us, and shows what it said. */
export function TestDialog({ clientKey, account, onClose }: Props) {
  const params = { clientKey, accountId: account.id };
  const test = useQuery({
    queryKey: ['vendor test', account.id],
    queryFn: () => call('POST /api/clients/{clientKey}/vendor-accounts/{accountId}/test', { params }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <Modal opened onClose={onClose} title={`Connection of ${account.name}`}>
      <Stack gap="md">
        <div aria-live="polite">
          {test.isFetching && <LoadingState label="Asking the vendor" />}
          {!test.isFetching && test.data !== undefined && <Result result={test.data} />}
          {!test.isFetching && <ProblemAlert error={test.error} />}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={test.isFetching} onClick={() => void test.refetch()}>
            Test again
          </Button>
          <Button onClick={onClose}>Close</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type Tested = Output<'POST /api/clients/{clientKey}/vendor-accounts/{accountId}/test'>;

function Result({ result: { failure, tookMs } }: { result: Tested }) {
  if (failure === null) {
    return (
      <Alert color="green" icon={<Icon name="checkCircle" />} title="The vendor knows us">
        It answered in {tookInWords(tookMs)}.
      </Alert>
    );
  }
  return (
    <Alert color="red" icon={<Icon name="alert" />} title={outcomeWords[failure.kind].label}>
      <Text>{failureAdvice[failure.kind]}</Text>
      <Text mt="xs">It said: {failure.detail}</Text>
    </Alert>
  );
}
