import { Button, Group } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { Icon } from '../../../../ui/Icon.tsx';
import { PageHeader } from '../../../../ui/PageHeader.tsx';
import { ProgramMarks } from '../ProgramMarks.tsx';
import { inventoryWords, typeWords } from '../programWords.ts';
import classes from './EditorHeader.module.css';
import { WhyPriceButton } from './pricing/why/WhyPriceButton.tsx';
import type { ProgramEditor } from './stage.tsx';

type Props = {
  store: Store;
  editor: ProgramEditor;
  isPreviewing: boolean;
};

/** The program's name and state, and what can be looked at beside it. */
export function EditorHeader({ store, editor, isPreviewing }: Props) {
  const { program, canEdit } = editor;
  const { type, inventoryType } = program.content.definition;
  return (
    <PageHeader
      title={program.name}
      within={store.name}
      mark={<ProgramMarks program={program} />}
      description={
        <Group gap="xs" component="span">
          <Link to="/stores/$storeKey/programs" params={{ storeKey: store.key }} className={classes.back}>
            <Icon name="chevronLeft" size="sm" />
            All programs
          </Link>
          <span aria-hidden="true">·</span>
          <span>
            {typeWords[type].label}, {inventoryWords[inventoryType].label.toLowerCase()}
          </span>
          {!canEdit && <ReadOnly store={store} editor={editor} />}
        </Group>
      }
      actions={
        <>
          <WhyPriceButton storeKey={store.key} program={program} />
          <PreviewButton isPreviewing={isPreviewing} />
        </>
      }
    />
  );
}

function ReadOnly({ store, editor }: { store: Store; editor: ProgramEditor }) {
  return (
    <span className={classes.readOnly}>
      <Icon name="lock" size="sm" />
      {whyReadOnly(store, editor)}
    </span>
  );
}

function whyReadOnly(store: Store, { program }: ProgramEditor): string {
  if (program.state === 'archived') return 'Archived: it can be looked at and copied, not changed';
  return store.state === 'active' ? 'You may look at it, not change it' : 'The store is closed: nothing can be changed';
}

function PreviewButton({ isPreviewing }: { isPreviewing: boolean }) {
  const navigate = useNavigate({ from: '/stores/$storeKey/programs/$programId/$stage' });
  const toggle = () =>
    void navigate({ search: ({ at: _, ...search }) => ({ ...search, preview: isPreviewing ? undefined : true }) });
  return (
    <Button
      variant={isPreviewing ? 'light' : 'default'}
      aria-pressed={isPreviewing}
      leftSection={<Icon name="monitor" />}
      onClick={toggle}
    >
      Preview
    </Button>
  );
}
