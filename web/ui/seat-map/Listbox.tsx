import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import classes from './seat-map.module.css';

export type ListOption = {
  key: string;
  /** All that is said of it. */
  name: string;
  /** What is seen, where that is shorter; the name otherwise. */
  children?: ReactNode;
  isDisabled?: boolean;
};

type Props = {
  label: string;
  options: readonly ListOption[];
  selected: ReadonlySet<string>;
  /** Several options may be selected; each is turned on and off by itself. */
  isMultiple?: boolean;
  onSelect: (key: string) => void;
  empty: string;
};

/**
 * Options one below the other. Arrows, Home, End, Page keys and letters go through them; Enter, Space or a click selects. With
 * one selection at most, it follows the arrows.
 */
export function Listbox({ label, options, selected, isMultiple = false, onSelect, empty }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const typed = useRef({ text: '', at: 0 });
  const found = options.findIndex(({ key }) => key === activeKey);
  const active =
    found === -1
      ? Math.max(
          0,
          options.findIndex(({ key }) => selected.has(key)),
        )
      : found;

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);

  const select = (option: ListOption | undefined) => {
    if (option !== undefined && option.isDisabled !== true) onSelect(option.key);
  };
  const goTo = (index: number) => {
    const option = options[Math.min(Math.max(index, 0), options.length - 1)];
    if (option === undefined) return;
    setActiveKey(option.key);
    if (!isMultiple && !selected.has(option.key)) select(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeOf(event, { options, active, typed: typed.current });
    if (place === null) return;
    event.preventDefault();
    if (place !== 'here') return goTo(place);
    setActiveKey(options[active]?.key ?? null);
    select(options[active]);
  };
  if (options.length === 0) return <EmptyList label={label} empty={empty} />;
  return (
    <div>
      <p className={classes.listTitle} id={`${id}-label`}>
        {label}
      </p>
      <div
        ref={list}
        role="listbox"
        className={classes.list}
        tabIndex={0}
        aria-labelledby={`${id}-label`}
        aria-multiselectable={isMultiple || undefined}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
      >
        {options.map((option, index) => (
          <Option
            key={option.key}
            id={`${id}-${index}`}
            option={option}
            isSelected={selected.has(option.key)}
            isActive={index === active}
            onClick={() => {
              setActiveKey(option.key);
              select(option);
            }}
          />
        ))}
      </div>
    </div>
  );
}

function EmptyList({ label, empty }: Pick<Props, 'label' | 'empty'>) {
  return (
    <div>
      <p className={classes.listTitle}>{label}</p>
      <p className={classes.empty}>{empty}</p>
    </div>
  );
}

type OptionProps = { id: string; option: ListOption; isSelected: boolean; isActive: boolean; onClick: () => void };

function Option({ id, option, isSelected, isActive, onClick }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and listens to keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={classes.option}
      aria-label={option.children === undefined ? undefined : option.name}
      aria-selected={isSelected}
      aria-disabled={option.isDisabled === true ? true : undefined}
      data-active={isActive}
      onClick={onClick}
    >
      {option.children ?? option.name}
    </div>
  );
}

type Typed = { text: string; at: number };
/** Milliseconds after which letters begin a new word. */
const pause = 800;
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

type Going = { options: readonly ListOption[]; active: number; typed: Typed };

/** The place a key goes to, `here` when it selects, null when it means nothing. */
function placeOf(event: KeyboardEvent, { options, active, typed }: Going): number | 'here' | null {
  const { key } = event;
  const step = steps[key];
  if (step !== undefined) return active + step;
  if (key === 'Home') return 0;
  if (key === 'End') return options.length - 1;
  if (key === 'Enter' || (key === ' ' && !isTyping(typed, event.timeStamp))) return 'here';
  return key.length === 1 ? (matchTyped(typed, event, options, active) ?? active) : null;
}

function isTyping({ text, at }: Typed, now: number): boolean {
  return text !== '' && now - at < pause;
}

/** The next option one of whose words begins with what is typed. */
function matchTyped(typed: Typed, event: KeyboardEvent, options: readonly ListOption[], active: number): number | null {
  typed.text = isTyping(typed, event.timeStamp) ? typed.text + event.key : event.key;
  typed.at = event.timeStamp;
  const wanted = typed.text.toLowerCase();
  const start = typed.text.length === 1 ? active + 1 : active;
  for (let step = 0; step < options.length; step++) {
    const index = (start + step) % options.length;
    const name = options[index]?.name.toLowerCase() ?? '';
    if (name.startsWith(wanted) || name.includes(` ${wanted}`)) return index;
  }
  return null;
}
