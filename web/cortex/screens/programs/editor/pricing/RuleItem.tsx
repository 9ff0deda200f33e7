import { useSortable } from '@dnd-kit/sortable';
import { ActionIcon, Menu, Switch, UnstyledButton } from '@mantine/core';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import classes from './RuleList.module.css';

/** What a rule says about itself in the list. */
export type RuleMarks = {
  /** Who it is for. */
  words: string;
  /** How much it sells: "45 prices". */
  prices: string;
  /** Why it can never win, what it names that is gone, what the checks found. */
  warnings: readonly string[];
};

type Props = {
  rule: PriceRule;
  at: number;
  last: number;
  isChosen: boolean;
  marks: RuleMarks;
  canEdit: boolean;
  onMove: (to: number) => void;
  onChoose: () => void;
  onSwitch: () => void;
  onCopy: () => void;
  onDelete: () => void;
};

export function RuleItem(props: Props) {
  const { rule, at, isChosen, marks, canEdit, onChoose, onSwitch } = props;
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: rule.id,
    disabled: !canEdit,
  });
  const moved = transform === null ? undefined : `translate(0, ${Math.round(transform.y)}px)`;
  return (
    <li
      ref={setNodeRef}
      className={classes.item}
      data-chosen={isChosen}
      data-off={!rule.isOn}
      data-dragging={isDragging}
      style={{ transform: moved, transition }}
    >
      {canEdit && (
        <ActionIcon
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={`Move ${rule.name}`}
          className={classes.handle}
        >
          <Icon name="grip" />
        </ActionIcon>
      )}
      <span className={classes.place}>{at + 1}</span>
      <UnstyledButton
        className={classes.name}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
        onKeyDown={(event) => {
          const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
          if (step === undefined || !canEdit) return;
          event.preventDefault();
          props.onMove(at + step);
        }}
      >
        <strong>{rule.name}</strong>
        <span className={classes.words}>
          {marks.words} · {marks.prices}
        </span>
        {marks.warnings.map((warning) => (
          <span key={warning} className={classes.warning}>
            <Icon name="alert" size="sm" />
            <span>{warning}</span>
          </span>
        ))}
      </UnstyledButton>
      <Switch
        className={classes.switch}
        label={rule.isOn ? 'On' : 'Off'}
        aria-label={`${rule.name} is on`}
        checked={rule.isOn}
        disabled={!canEdit}
        onChange={onSwitch}
      />
      {canEdit && <RuleMenu {...props} />}
    </li>
  );
}

function RuleMenu({ rule, at, last, onMove, onCopy, onDelete }: Props) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Acts on ${rule.name}`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={at === 0} leftSection={<Icon name="chevronUp" />} onClick={() => onMove(at - 1)}>
          Try earlier
        </Menu.Item>
        <Menu.Item disabled={at === last} leftSection={<Icon name="chevronDown" />} onClick={() => onMove(at + 1)}>
          Try later
        </Menu.Item>
        <Menu.Item disabled={at === 0} onClick={() => onMove(0)}>
          Try first
        </Menu.Item>
        <Menu.Item disabled={at === last} onClick={() => onMove(last)}>
          Try last
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="copy" />} onClick={onCopy}>
          Copy with its prices
        </Menu.Item>
        <Menu.Item color="var(--mantine-color-error)" leftSection={<Icon name="trash" />} onClick={onDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
