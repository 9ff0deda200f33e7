import { ActionIcon, Autocomplete, Button, NumberInput, Select, Text } from '@mantine/core';
import type { AccountGroup } from '../../../../../../shared/contract/fans.groups.ts';
import type { PriceCondition, ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import classes from './ConditionsEditor.module.css';
import { type Choice, goneParts, goneWords, packageChoices, packChoices } from './conditionWords.ts';

type Props = {
  conditions: readonly PriceCondition[];
  content: ProgramContent;
  /** Null while they are read. */
  groups: readonly AccountGroup[] | null;
  canEdit: boolean;
  onChange: (change: (conditions: readonly PriceCondition[]) => PriceCondition[], label: string) => void;
};

const nothing: PriceCondition = { accountGroup: null, packId: null, packageId: null, minEvents: null };

/** For whom a rule is: one of its conditions must hold, and of a condition everything it names. */
export function ConditionsEditor({ conditions, content, groups, canEdit, onChange }: Props) {
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>For whom</legend>
      {conditions.length === 0 && <Text c="dimmed">Everybody. With a condition, only for those who meet it.</Text>}
      {conditions.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own
        <div key={at}>
          {at > 0 && <p className={classes.or}>or</p>}
          <Condition
            condition={condition}
            at={at}
            content={content}
            groups={groups}
            canEdit={canEdit}
            onChange={(part) =>
              onChange(
                (all) => all.map((one, index) => (index === at ? { ...one, ...part } : one)),
                `Change condition ${at + 1}`,
              )
            }
            onRemove={() => onChange((all) => all.filter((_, index) => index !== at), `Remove condition ${at + 1}`)}
          />
        </div>
      ))}
      {canEdit && (
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name="plus" size="sm" />}
          className={classes.add}
          onClick={() => onChange((all) => [...all, nothing], 'Add a condition')}
        >
          {conditions.length === 0 ? 'Add a condition' : 'Add another condition'}
        </Button>
      )}
    </fieldset>
  );
}

type OneProps = Pick<Props, 'content' | 'groups' | 'canEdit'> & {
  condition: PriceCondition;
  at: number;
  onChange: (part: Partial<PriceCondition>) => void;
  onRemove: () => void;
};

function Condition({ condition, at, content, groups, canEdit, onChange, onRemove }: OneProps) {
  const gone = goneParts(condition, content, groups && new Set(groups.map(({ code }) => code)));
  const isEmpty = Object.values(condition).every((part) => part === null);
  const { accountGroup, packId, packageId, minEvents } = condition;
  const counts = new Map((groups ?? []).map(({ code, fanCount }) => [code, fanCount]));
  const { type } = content.definition;
  return (
    <fieldset className={classes.condition}>
      <legend className="flex-visually-hidden">Condition {at + 1}</legend>
      <div className={classes.parts}>
        <Autocomplete
          label="Account group"
          placeholder="Any"
          data={[...counts.keys()]}
          value={accountGroup ?? ''}
          disabled={!canEdit}
          maxLength={64}
          renderOption={({ option }) => (
            <span className={classes.option}>
              {option.value}
              <span>{counts.get(option.value) === 1 ? '1 fan' : `${counts.get(option.value) ?? 0} fans`}</span>
            </span>
          )}
          onChange={(value) => onChange({ accountGroup: value.trim() === '' ? null : value })}
        />
        {(type === 'game_packs' || packId !== null) && (
          <PartSelect
            label="Pack"
            choices={packChoices(content)}
            value={packId}
            isDisabled={!canEdit}
            onChange={(id) => onChange({ packId: id })}
          />
        )}
        {(type === 'preset_packages' || packageId !== null) && (
          <PartSelect
            label="Package"
            choices={packageChoices(content)}
            value={packageId}
            isDisabled={!canEdit}
            onChange={(id) => onChange({ packageId: id })}
          />
        )}
        <NumberInput
          label="Events, at least"
          placeholder="Any"
          min={0}
          max={500}
          allowDecimal={false}
          allowNegative={false}
          value={minEvents ?? ''}
          disabled={!canEdit}
          onChange={(value) => onChange({ minEvents: typeof value === 'number' ? value : null })}
        />
        {canEdit && (
          <ActionIcon aria-label={`Remove condition ${at + 1}`} className={classes.remove} onClick={onRemove}>
            <Icon name="trash" />
          </ActionIcon>
        )}
      </div>
      {isEmpty && <Warning>It names nothing, so the rule is for everybody.</Warning>}
      {gone.map((part) => (
        <Warning key={part}>{goneWords[part]}</Warning>
      ))}
    </fieldset>
  );
}

type PartProps = {
  label: string;
  choices: readonly Choice[];
  value: string | null;
  isDisabled: boolean;
  onChange: (id: string | null) => void;
};

function PartSelect({ label, choices, value, isDisabled, onChange }: PartProps) {
  const isKnown = value === null || choices.some(({ id }) => id === value);
  const data = choices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={label}
      placeholder="Any"
      clearable
      disabled={isDisabled}
      data={isKnown ? data : [...data, { value: value ?? '', label: 'Gone from the program' }]}
      value={value}
      onChange={onChange}
    />
  );
}

function Warning({ children }: { children: string }) {
  return (
    <p className={classes.warning}>
      <Icon name="alert" size="sm" />
      <span>{children}</span>
    </p>
  );
}
