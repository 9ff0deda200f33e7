import { Radio, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Role } from '../../../../shared/contract/permissions.ts';
import { roleWords } from '../../roles.ts';

type Props = {
  label: string;
  roles: readonly Role[];
  value?: string;
  error?: ReactNode;
  onChange: (value: string) => void;
};

/** One of the roles, each with what it is for. */
export function RoleChoice({ label, roles, value = '', error, onChange }: Props) {
  return (
    <Radio.Group label={label} value={value} error={error} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {roles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={<Text fw={550}>{roleWords[role].name}</Text>}
            description={roleWords[role].does}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
