import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { drawingFaults } from '../../../../shared/rules/drawing.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Later } from '../../../ui/Later.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { commandOf } from './editorKeys.ts';
import { type Background, MapStage } from './MapStage.tsx';
import { MapTools } from './MapTools.tsx';
import { undrawnOf } from './mapDraft.ts';
import classes from './mapEditor.module.css';
import { SectionsPane } from './SectionsPane.tsx';
import { namesInWords } from './sectionNames.ts';
import { useMapEditor } from './useMapEditor.ts';
import { draftOf, useMapSave, type VenueMap } from './useMapSave.ts';
import type { Venue } from './VenueScreen.tsx';

type Props = { store: Store; venue: Venue; map: VenueMap; canEdit: boolean };
type Saved = { venue: Venue; map: VenueMap };

/** Draws a map, and names and orders its sections. What others save meanwhile is told before it is overwritten. */
export function MapEditor(props: Props) {
  const { map, canEdit } = props;
  const { editor, saving, save, takeTheirs, current, isDirty, isNewer, hasFault } = useDocument(props);
  return (
    <Stack gap="md">
      <LeaveGuard isDirty={isDirty} />
      {isDirty && isNewer && !saving.isSaving && (
        <NewerAlert onTakeTheirs={takeTheirs} onSaveMine={() => save(current)} />
      )}
      <ProblemAlert error={saving.problem} />
      <div className={classes.columns}>
        <Panel
          title="Drawing"
          description="Tab goes into the drawing; arrows move what is chosen by the grid, Shift farther, Alt by one unit."
          flush
          actions={canEdit && <SaveState {...{ isDirty, hasFault, isSaving: saving.isSaving }} onSave={() => save()} />}
        >
          <Board editor={editor} canEdit={canEdit} name={map.name} />
        </Panel>
        <Stack gap="lg">
          <Undrawn draft={editor.draft} />
          {canEdit && (
            <TextInput
              label="Name of the map"
              value={editor.draft.name}
              error={editor.draft.name.trim() === '' ? 'Give it a name.' : null}
              onChange={(event) => editor.change({ ...editor.draft, name: event.currentTarget.value }, 'name')}
            />
          )}
          <Later>
            <SectionsPane
              draft={editor.draft}
              selected={editor.selected}
              canEdit={canEdit}
              onSelect={editor.select}
              onChange={editor.change}
              onDraw={editor.takePen}
            />
          </Later>
        </Stack>
      </div>
    </Stack>
  );
}

/** The draft, what it began with, and what is saved now. */
function useDocument({ store, venue, map, canEdit }: Props) {
  const current = { venue, map };
  const [base, setBase] = useState<Saved>(current);
  // oxlint-disable-next-line react/immutability -- called by a key, long after it is made
  const editor = useMapEditor(draftOf(venue, map), () => save());
  const { draft } = editor;
  const saving = useMapSave(store, current, (saved) => {
    setBase(saved);
    toastDone(`The map ${saved.map.name} is saved.`);
  });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(base.venue, base.map));
  const isNewer = map.version > base.map.version || venue.version > base.venue.version;
  const hasFault = faultsOf(draft).length > 0;
  const save = (over: Saved = base) => {
    if (!canEdit || saving.isSaving || hasFault) return;
    void saving.save(over, draft, { venue: over.venue.version, map: over.map.version });
  };
  const takeTheirs = () => {
    setBase(current);
    editor.begin(draftOf(venue, map));
    saving.forget();
  };
  const latest = useRef(takeTheirs);
  // oxlint-disable-next-line react/refs -- the latest value, read by the effect only
  latest.current = takeTheirs;
  useEffect(() => {
    if (isNewer && !isDirty && !saving.isSaving) latest.current();
  }, [isNewer, isDirty, saving.isSaving]);
  return { editor, saving, save, takeTheirs, current, isDirty, isNewer, hasFault };
}

type BoardProps = { editor: ReturnType<typeof useMapEditor>; canEdit: boolean; name: string };

function Board({ editor, canEdit, name }: BoardProps) {
  const [isSnapping, setSnapping] = useState(true);
  const [zoom, setZoom] = useState(1);
  const [background, setBackground] = useState<Background | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (command === null || (!canEdit && command.name !== 'all' && command.name !== 'leave')) return;
    event.preventDefault();
    editor.run(command);
  };
  return (
    <>
      <MapTools
        canEdit={canEdit}
        canUndo={editor.canUndo}
        canRedo={editor.canRedo}
        duplicateRefusal={editor.duplicateRefusal}
        {...{ isSnapping, zoom, background }}
        onUndo={() => editor.run({ name: 'undo' })}
        onRedo={() => editor.run({ name: 'redo' })}
        onDuplicate={() => editor.run({ name: 'duplicate' })}
        onSnapping={setSnapping}
        onZoom={setZoom}
        onBackground={setBackground}
      >
        {editor.pen !== null && <PenWords {...editor.pen} onRun={editor.run} />}
      </MapTools>
      <div
        className={classes.keys}
        role="application"
        aria-label={`Drawing of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the role is one that takes keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <MapStage
          draft={editor.draft}
          selected={editor.selected}
          drawing={editor.pen?.points ?? null}
          corner={editor.corner}
          {...{ isSnapping, canEdit, background, zoom }}
          onSelect={editor.select}
          onCorner={editor.setCorner}
          onChange={editor.change}
          onDraw={editor.draw}
          onFinishDrawing={() => editor.run({ name: 'finish' })}
        />
      </div>
    </>
  );
}

function faultsOf({ name, drawing, sections }: ReturnType<typeof draftOf>): string[] {
  const texts = sections.some(({ displayName, level }) => displayName.trim() === '' || level.trim() === '');
  const faults = drawingFaults(
    drawing,
    sections.map(({ sectionName }) => sectionName),
  );
  return [
    ...(name.trim() === '' ? ['The map has no name.'] : []),
    ...(texts ? ['A section has no name or level.'] : []),
    ...faults.map(({ message }) => message),
  ];
}

type SaveProps = { isDirty: boolean; hasFault: boolean; isSaving: boolean; onSave: () => void };

function SaveState({ isDirty, hasFault, isSaving, onSave }: SaveProps) {
  return (
    <>
      <Text c="dimmed" role="status">
        {isDirty ? 'Not saved yet' : 'Saved'}
      </Text>
      <Button loading={isSaving} disabled={!isDirty || hasFault} onClick={onSave}>
        Save the map
      </Button>
    </>
  );
}

function PenWords({
  sectionName,
  points,
  onRun,
}: {
  sectionName: string;
  points: readonly unknown[];
  onRun: (command: { name: 'finish' | 'leave' }) => void;
}) {
  return (
    <Group gap="xs" role="status">
      <Text>
        Click the corners of section {sectionName}, then Enter or a double click. {points.length} so far.
      </Text>
      <Button variant="default" disabled={points.length < 3} onClick={() => onRun({ name: 'finish' })}>
        Close the outline
      </Button>
      <Button variant="subtle" onClick={() => onRun({ name: 'leave' })}>
        Stop drawing
      </Button>
    </Group>
  );
}

function Undrawn({ draft }: { draft: ReturnType<typeof draftOf> }) {
  const names = undrawnOf(draft).map(({ sectionName }) => sectionName);
  if (names.length === 0) return null;
  return (
    <Alert
      color="amber"
      icon={<Icon name="alert" />}
      title={names.length === 1 ? 'A section is not on the map' : `${names.length} sections are not on the map`}
    >
      {namesInWords(names)}. Fans find {names.length === 1 ? 'it' : 'them'} in the list only.
    </Alert>
  );
}

function NewerAlert({ onTakeTheirs, onSaveMine }: { onTakeTheirs: () => void; onSaveMine: () => void }) {
  return (
    <Alert
      className={classes.newer}
      color="amber"
      icon={<Icon name="alert" />}
      title="Somebody else saved this venue or map meanwhile"
    >
      <Text>Nothing of yours is lost yet. Take what they saved and lose your changes, or save yours over it.</Text>
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={onTakeTheirs}>
          Take theirs
        </Button>
        <Button color="red" onClick={onSaveMine}>
          Save mine over it
        </Button>
      </Group>
    </Alert>
  );
}
