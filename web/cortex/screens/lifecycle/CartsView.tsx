import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../../../ui/QueryView.tsx';
import { cartsInWords } from './cartWords.ts';
import { cartsQuery } from './lifecycleApi.ts';

/** The carts a switch meets, and what becomes of them. */
export function CartsView({ storeKey, isClosing }: { storeKey: string; isClosing: boolean }) {
  const carts = useQuery(cartsQuery(storeKey));
  return (
    <QueryView query={carts} loading={<Text c="dimmed">Counting the carts…</Text>}>
      {(counts) => (
        <>
          {cartsInWords(counts, isClosing).map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </>
      )}
    </QueryView>
  );
}
