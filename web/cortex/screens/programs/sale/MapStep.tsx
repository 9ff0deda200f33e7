import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Icon } from '../../../../ui/Icon.tsx';
import { amountsQuery } from '../editor/pricing/pricingApi.ts';
import classes from './sale.module.css';
import { candidatesFor, type UsedType } from './saleMap.ts';

type Mapped = ReadonlyMap<string, string>;
type Props = {
  storeKey: string;
  used: readonly UsedType[];
  mapped: Mapped;
  onChange: (mapped: Mapped) => void;
  onNext: () => void;
  onClose: () => void;
};

/** For each ticket type of the program the one it becomes in the sale. */
export function MapStep({ storeKey, used, mapped, onChange, onNext, onClose }: Props) {
  const amounts = useQuery(amountsQuery(storeKey)).data;
  const set = (from: string, to: string | null) => {
    const next = new Map(mapped);
    if (to === null) next.delete(from);
    else next.set(from, to);
    onChange(next);
  };
  return (
    <Stack gap="md">
      <Text>
        The vendor prices every discount as a ticket type of its own. Choose for each ticket type of this program the
        one that takes its place; what you leave empty stays. Add-ons keep their prices.
      </Text>
      <div className={classes.map}>
        {used.map((type) => (
          <Fragment key={type.code}>
            <div>
              <Text fw={550}>{type.code}</Text>
              <Text size="xs" c="dimmed">
                {priceCodesInWords(type.priceCodes)}
              </Text>
            </div>
            <Icon name="arrowRight" size="sm" />
            <Select
              aria-label={`${type.code} becomes`}
              placeholder="stays"
              searchable
              clearable
              data={candidatesFor(type, amounts).map(({ code }) => code)}
              value={mapped.get(type.code) ?? null}
              onChange={(to) => set(type.code, to)}
              renderOption={({ option }) => (
                <Group justify="space-between" flex={1}>
                  <span>{option.value}</span>
                  <Text size="xs" c="dimmed" component="span">
                    {candidatesFor(type, amounts).find(({ code }) => code === option.value)?.count} of{' '}
                    {type.priceCodes.length} price codes
                  </Text>
                </Group>
              )}
              nothingFoundMessage="The vendor has no other ticket type for these price codes"
            />
          </Fragment>
        ))}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={mapped.size === 0} onClick={onNext}>
          Look at the amounts
        </Button>
      </div>
    </Stack>
  );
}

function priceCodesInWords(codes: readonly string[]): string {
  const shown = codes.slice(0, 8).join(', ');
  return `price ${codes.length === 1 ? 'code' : 'codes'} ${shown}${codes.length > 8 ? ` and ${codes.length - 8} more` : ''}`;
}
