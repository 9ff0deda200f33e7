import { Button, Group, NumberInput, Select, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { sectionsOf } from '../../../../shared/rules/venue-sections.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import {
  addSections,
  boxOf,
  type Draft,
  drawShape,
  editSection,
  moveSection,
  moveShapes,
  removeSections,
  removeShapes,
  resizeShapes,
  shapeOf,
  turnShapes,
} from './mapDraft.ts';
import classes from './mapEditor.module.css';

type Props = {
  draft: Draft;
  selected: ReadonlySet<string>;
  canEdit: boolean;
  onSelect: (names: ReadonlySet<string>) => void;
  onChange: (draft: Draft, key?: string) => void;
  onDraw: (sectionName: string) => void;
};

/** All that can be done on the drawing, as a list with fields. */
export function SectionsPane(props: Props) {
  const { draft, selected, canEdit, onSelect } = props;
  const [text, setText] = useState('');
  const found = draft.sections.filter(({ sectionName, displayName }) =>
    `${sectionName} ${displayName}`.toLowerCase().includes(text.toLowerCase()),
  );
  const [name] = selected.size === 1 ? selected : [];
  return (
    <Stack gap="lg">
      <Panel
        title="Sections"
        description={`${draft.sections.length}, as lists show them. Shift and click chooses several.`}
        flush
      >
        <Stack gap="xs" px="lg" pb="md">
          <SearchField label="Search a section" value={text} onChange={setText} />
          {canEdit && <AddSection {...props} />}
        </Stack>
        <ul className={classes.list} aria-label="Sections">
          {found.map(({ sectionName, displayName }) => (
            <li key={sectionName}>
              <UnstyledButton
                className={classes.row}
                aria-pressed={selected.has(sectionName)}
                onClick={(event) =>
                  onSelect(event.shiftKey ? new Set([...selected, sectionName]) : new Set([sectionName]))
                }
              >
                <span>{displayName}</span>
                {shapeOf(draft, sectionName) === undefined && <StatusBadge tone="warning">Not on the map</StatusBadge>}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Panel>
      {name !== undefined && <SectionFields key={name} {...props} sectionName={name} />}
      {selected.size > 1 && <ManyFields {...props} />}
    </Stack>
  );
}

function AddSection({ draft, onChange, onSelect }: Props) {
  const [name, setName] = useState('');
  const isKnown = draft.sections.some(({ sectionName }) => sectionName === name.trim());
  const [section] = sectionsOf([name.trim()]);
  const add = () => {
    if (section === undefined || isKnown) return;
    onChange(addSections(draft, [section]));
    onSelect(new Set([section.sectionName]));
    setName('');
  };
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput
        flex={1}
        label="Add a section"
        placeholder="Vendor’s name"
        value={name}
        error={isKnown && name !== '' ? 'It is there already.' : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      <Button variant="default" disabled={section === undefined || isKnown} onClick={add}>
        Add
      </Button>
    </Group>
  );
}

function SectionFields(props: Props & { sectionName: string }) {
  const { draft, sectionName, canEdit, onChange } = props;
  const section = draft.sections.find((one) => one.sectionName === sectionName);
  if (section === undefined) return null;
  const shape = shapeOf(draft, sectionName);
  const levels = [...new Set(draft.sections.map(({ level }) => level))];
  const set = (change: Parameters<typeof editSection>[2]) =>
    onChange(editSection(draft, sectionName, change), `edit ${sectionName} ${Object.keys(change).join()}`);
  return (
    <Panel title={`Section ${sectionName}`} description="The vendor’s name stays; fans see what you call it.">
      <Stack gap="sm">
        <TextInput
          label="Shown as"
          value={section.displayName}
          readOnly={!canEdit}
          error={section.displayName.trim() === '' ? 'Give it a name.' : null}
          onChange={(event) => set({ displayName: event.currentTarget.value })}
        />
        <TextInput
          label="Level"
          description={`Such as ${levels.slice(0, 3).join(', ')}`}
          value={section.level}
          readOnly={!canEdit}
          error={section.level.trim() === '' ? 'Name its level.' : null}
          onChange={(event) => set({ level: event.currentTarget.value })}
        />
        {canEdit && <OrderButtons {...props} />}
        {shape === undefined ? <DrawButtons {...props} /> : <ShapeFields {...props} names={new Set([sectionName])} />}
        {canEdit && (
          <Button
            variant="default"
            leftSection={<Icon name="trash" />}
            onClick={() => onChange(removeSections(draft, new Set([sectionName])))}
          >
            Remove the section from the venue
          </Button>
        )}
      </Stack>
    </Panel>
  );
}

function OrderButtons({ draft, sectionName, onChange }: Props & { sectionName: string }) {
  const place = draft.sections.findIndex((one) => one.sectionName === sectionName);
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<Icon name="chevronUp" />}
        disabled={place === 0}
        onClick={() => onChange(moveSection(draft, sectionName, -1))}
      >
        Earlier
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="chevronDown" />}
        disabled={place === draft.sections.length - 1}
        onClick={() => onChange(moveSection(draft, sectionName, 1))}
      >
        Later
      </Button>
      <Text size="sm" c="dimmed">
        {place + 1} of {draft.sections.length}
      </Text>
    </Group>
  );
}

function DrawButtons({ draft, sectionName, canEdit, onChange, onDraw }: Props & { sectionName: string }) {
  if (!canEdit) return <Text c="dimmed">It is not on the map.</Text>;
  const { width, height } = draft.drawing;
  const [left, top] = [Math.round(width / 2) - 40, Math.round(height / 2) - 25];
  return (
    <Group gap="xs">
      <Button onClick={() => onDraw(sectionName)}>Draw it</Button>
      <Button
        variant="default"
        onClick={() =>
          onChange(
            drawShape(draft, sectionName, [
              [left, top],
              [left + 80, top],
              [left + 80, top + 50],
              [left, top + 50],
            ]),
          )
        }
      >
        Put a rectangle
      </Button>
    </Group>
  );
}

const directions = [
  { value: 'floor', label: 'To the floor' },
  { value: '0', label: 'Up' },
  { value: '90', label: 'Right' },
  { value: '180', label: 'Down' },
  { value: '270', label: 'Left' },
  { value: 'other', label: 'Another direction' },
];

/** Place, size and direction in numbers. */
function ShapeFields({ draft, names, canEdit, onChange }: Props & { names: ReadonlySet<string> }) {
  const box = boxOf(draft, names);
  const [first] = names;
  const facing = first === undefined ? undefined : shapeOf(draft, first)?.facing;
  const listed = directions.some(({ value }) => value === String(facing));
  if (box === null) return null;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const number = (label: string, value: number, change: (next: number) => Draft) => (
    <NumberInput
      label={label}
      value={Math.round(value * 100) / 100}
      step={5}
      min={0}
      readOnly={!canEdit}
      onChange={(next) => typeof next === 'number' && onChange(change(next), `field ${label}`)}
    />
  );
  return (
    <>
      <Group gap="xs" grow>
        {number('From left', box.left, (to) => moveShapes(draft, names, to - box.left, 0))}
        {number('From top', box.top, (to) => moveShapes(draft, names, 0, to - box.top))}
      </Group>
      <Group gap="xs" grow>
        {number('Width', width, (to) => resizeShapes(draft, names, { ...box, right: box.left + to }))}
        {number('Height', height, (to) => resizeShapes(draft, names, { ...box, bottom: box.top + to }))}
      </Group>
      <Group gap="xs" grow align="flex-end">
        <Select
          label="Seats look"
          data={directions}
          readOnly={!canEdit}
          allowDeselect={false}
          value={facing === undefined ? 'floor' : listed ? String(facing) : 'other'}
          onChange={(value) =>
            onChange(turnShapes(draft, names, value === 'floor' ? undefined : value === 'other' ? 45 : Number(value)))
          }
        />
        {facing !== undefined &&
          number('Degrees from up', facing, (to) => turnShapes(draft, names, ((to % 360) + 360) % 360))}
      </Group>
      {canEdit && (
        <Button variant="default" onClick={() => onChange(removeShapes(draft, names))}>
          Take off the map
        </Button>
      )}
    </>
  );
}

function ManyFields(props: Props) {
  const { draft, selected, canEdit, onChange } = props;
  const [level, setLevel] = useState('');
  return (
    <Panel title={`${selected.size} sections`} description="What you change here changes for all of them.">
      <Stack gap="sm">
        {canEdit && (
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput label="Level" value={level} onChange={(event) => setLevel(event.currentTarget.value)} />
            <Button
              variant="default"
              disabled={level.trim() === ''}
              onClick={() => {
                const change = (next: Draft, name: string) => editSection(next, name, { level: level.trim() });
                onChange([...selected].reduce(change, draft));
              }}
            >
              Set
            </Button>
          </Group>
        )}
        <ShapeFields {...props} names={selected} />
      </Stack>
    </Panel>
  );
}
