import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { accountGroupsQuery } from '../pricing/pricingApi.ts';
import { AddressList } from './AddressList.tsx';
import classes from './access.module.css';
import { isDomain } from './addresses.ts';

export type Gate = Pick<ProgramContent['access']['gate'], 'accountGroups' | 'emailDomains' | 'allow'>;

type Props = {
  storeKey: string;
  gate: Gate;
  onChange: (change: Partial<Gate>) => void;
  canEdit: boolean;
};

/** Who is let in: whoever is in one of the groups, has an address of one of the domains, or is on the list. */
export function GateFields({ storeKey, gate, onChange, canEdit }: Props) {
  const groups = useQuery(accountGroupsQuery(storeKey)).data?.items ?? [];
  const sizes = new Map(groups.map(({ code, fanCount }) => [code, fanCount]));
  const [refused, setRefused] = useState<readonly string[]>([]);
  const setDomains = (typed: readonly string[]) => {
    const domains = typed.map((domain) => domain.trim().toLowerCase().replace(/^@/, ''));
    setRefused(domains.filter((domain) => !isDomain(domain)));
    onChange({ emailDomains: domains.filter(isDomain) });
  };
  return (
    <div className={classes.gate}>
      <TagsInput
        label="Account groups"
        description="Made in the ticketing system. A group that is not in the list can be typed."
        data={groups.map(({ code }) => code)}
        renderOption={({ option }) => `${option.value} · ${fansInWords(sizes.get(option.value) ?? 0)}`}
        value={[...gate.accountGroups]}
        maxTags={100}
        readOnly={!canEdit}
        onChange={(accountGroups) => onChange({ accountGroups })}
      />
      <TagsInput
        label="E-mail domains"
        description="berkeley.edu is exactly that one, .edu is all that end so."
        value={[...gate.emailDomains]}
        maxTags={100}
        readOnly={!canEdit}
        splitChars={[',', ' ', ';']}
        onChange={setDomains}
        error={refused.length === 0 ? undefined : `${refused.join(', ')}: use a domain such as berkeley.edu, or .edu.`}
      />
      <AddressList
        label="Addresses let in"
        empty="None by name."
        value={gate.allow}
        onChange={(allow) => onChange({ allow })}
        canEdit={canEdit}
      />
    </div>
  );
}

function fansInWords(count: number): string {
  return count === 1 ? '1 fan' : `${count.toLocaleString('en')} fans`;
}

export function isOpenToAll({ accountGroups, emailDomains, allow }: Gate): boolean {
  return accountGroups.length + emailDomains.length + allow.length === 0;
}
