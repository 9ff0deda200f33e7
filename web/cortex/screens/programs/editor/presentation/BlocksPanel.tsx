import { ActionIcon, Button } from '@mantine/core';
import type { ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { LocalTextField } from '../fields/LocalTextField.tsx';
import { useEditedLanguage } from '../fields/language.tsx';
import { readIn } from '../fields/localText.ts';
import classes from '../parts/parts.module.css';
import { changePart, movePart, removePart } from '../parts/parts.ts';
import { Sortable, useSortablePart } from '../parts/Sortable.tsx';
import { type Finding, newId, type StageEditor } from '../stage.tsx';

type Block = ProgramContent['presentation']['copy'][number];
/** As the fields and buttons call it. */
type Noun = { one: string; add: string; title: string; body: string };

type Props = {
  stage: StageEditor<'presentation'>;
  list: 'copy' | 'faq';
  title: string;
  description: string;
  noun: Noun;
};

/** Titled texts in an order that staff choose. */
export function BlocksPanel({ stage, list, title, description, noun }: Props) {
  const { content, canEdit, edit, findingsAt } = stage;
  const { all, current } = useEditedLanguage();
  const blocks = content[list];
  const change = (make: (old: readonly Block[]) => Block[], label: string) =>
    edit((old) => ({ ...old, [list]: make(old[list]) }), label);
  const nameOf = (block: Block) => readIn(block.title, current, all[0] ?? current) || `the ${noun.one} without a title`;
  const add = () => {
    const block = { id: newId(), title: {}, body: {} };
    change((old) => [...old, block], noun.add);
  };
  const button = canEdit && (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
      {noun.add}
    </Button>
  );
  return (
    <Panel title={title} description={description} actions={blocks.length > 0 && button}>
      {blocks.length === 0 ? (
        <EmptyState isSmall icon="info" title={`No ${noun.one}s yet`} action={button}>
          Leave it empty, and nothing is shown.
        </EmptyState>
      ) : (
        <Sortable
          ids={blocks.map(({ id }) => id)}
          nameOf={(id) =>
            blocks
              .filter((block) => block.id === id)
              .map(nameOf)
              .join()
          }
          onMove={(id, onto) => change((old) => movePart(old, id, onto), `Move a ${noun.one}`)}
        >
          <ul className={classes.rows} aria-label={title}>
            {blocks.map((block, index) => (
              <BlockRow
                key={block.id}
                block={block}
                name={nameOf(block)}
                noun={noun}
                canEdit={canEdit}
                findings={findingsAt(`/presentation/${list}/${index}`)}
                onChange={(fields) =>
                  change((old) => changePart(old, block.id, (one) => ({ ...one, ...fields })), `Change a ${noun.one}`)
                }
                onRemove={() => change((old) => removePart(old, block.id), `Remove ${nameOf(block)}`)}
              />
            ))}
          </ul>
        </Sortable>
      )}
    </Panel>
  );
}

type RowProps = {
  block: Block;
  name: string;
  noun: Noun;
  canEdit: boolean;
  findings: readonly Finding[];
  onChange: (fields: Partial<Block>) => void;
  onRemove: () => void;
};

function BlockRow({ block, name, noun, canEdit, findings, onChange, onRemove }: RowProps) {
  const { item, handle } = useSortablePart(block.id, name, canEdit);
  return (
    <li {...item} className={classes.row} data-plain={canEdit ? undefined : true}>
      {handle}
      <div className={classes.fields}>
        <LocalTextField
          label={noun.title}
          value={block.title}
          maxLength={200}
          canEdit={canEdit}
          onChange={(title) => onChange({ title })}
        />
        <LocalTextField
          label={noun.body}
          isLong
          value={block.body}
          canEdit={canEdit}
          onChange={(body) => onChange({ body })}
          findings={findings}
        />
      </div>
      {canEdit && (
        <ActionIcon aria-label={`Remove ${name}`} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      )}
    </li>
  );
}
