import { Box } from '@mantine/core';
import { FieldFindings, type Finding } from '../stage.tsx';
import { CountInput } from './CountInput.tsx';
import classes from './fields.module.css';

type Limits = { minEvents: number; maxEvents: number | null };
type Props = {
  /** Names the fields for those who do not see what is around them. */
  of: string;
  limits: Limits;
  onChange: (limits: Limits) => void;
  canEdit: boolean;
  findings: readonly Finding[];
  isSmall?: boolean;
};

/** The fewest and the most events of a choice. */
export function LimitFields({ of, limits, onChange, canEdit, findings, isSmall = false }: Props) {
  const { minEvents, maxEvents } = limits;
  const isBackwards = maxEvents !== null && minEvents > maxEvents;
  const look = { canEdit, hasError: isBackwards, isLabelHidden: isSmall, ...(isSmall && { size: 'xs' as const }) };
  return (
    <Box role="group" aria-label={`How many events: ${of}`}>
      <div className={isSmall ? classes.smallLimits : classes.limits}>
        <CountInput
          label={isSmall ? `At least, ${of}` : 'At least'}
          value={minEvents}
          onChange={(value) => onChange({ minEvents: value ?? 0, maxEvents })}
          {...look}
        />
        {isSmall && <span aria-hidden="true">to</span>}
        <CountInput
          label={isSmall ? `At most, ${of}` : 'At most'}
          value={maxEvents}
          whenEmpty="no limit"
          onChange={(value) => onChange({ minEvents, maxEvents: value })}
          {...look}
        />
      </div>
      <FieldFindings findings={findings} />
    </Box>
  );
}
