import { Radio, Stack } from '@mantine/core';
import type { Definition } from '../../../../../../shared/contract/program-content.ts';
import { Later } from '../../../../../ui/Later.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { inventoryWords, structureWords, typeWords } from '../../programWords.ts';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { ClassNamesField } from './ClassNamesField.tsx';
import classes from './DefinitionStage.module.css';
import { HowManyFields } from './HowManyFields.tsx';

/** What kind of offer the program is, which seats it sells, and how many. */
export function DefinitionStage({ stage }: { stage: StageEditor<'definition'> }) {
  const { type, inventoryType, packStructure } = stage.content;
  const set = (change: Partial<Definition>, label: string) => stage.edit((old) => ({ ...old, ...change }), label);
  return (
    <>
      <Panel
        title="What fans buy"
        description="Changing these loses nothing: packs, packages and suites are kept while the program does not use them."
      >
        <Stack gap="lg">
          <Choice
            label="Type"
            words={typeWords}
            value={type}
            canEdit={stage.canEdit}
            onChange={(value) => set({ type: value }, 'Type')}
            findings={stage.findingsAt('/definition/type')}
          />
          {type === 'game_packs' && (
            <Choice
              label="Structure of packs"
              words={structureWords}
              value={packStructure}
              canEdit={stage.canEdit}
              onChange={(value) => set({ packStructure: value }, 'Structure of packs')}
              findings={stage.findingsAt('/definition/packStructure')}
            />
          )}
          <Choice
            label="Sells"
            words={inventoryWords}
            value={inventoryType}
            canEdit={stage.canEdit}
            onChange={(value) => set({ inventoryType: value }, 'Sells')}
            findings={stage.findingsAt('/definition/inventoryType')}
          />
        </Stack>
      </Panel>
      <Later>
        <Panel title="Which seats" description="The vendor's access groups of seats that this program may sell.">
          <ClassNamesField
            stage={stage}
            onChange={(classNames) => set({ classNames }, 'Class names')}
            findings={stage.findingsAt('/definition/classNames')}
          />
        </Panel>
        <HowManyFields stage={stage} set={set} />
      </Later>
    </>
  );
}

type ChoiceProps<V extends string> = {
  label: string;
  words: Readonly<Record<V, { label: string; means: string }>>;
  value: V;
  canEdit: boolean;
  onChange: (value: V) => void;
  findings: Parameters<typeof FieldFindings>[0]['findings'];
};

function Choice<V extends string>({ label, words, value, canEdit, onChange, findings }: ChoiceProps<V>) {
  const choices = keysOf(words);
  return (
    <div>
      <Radio.Group
        label={label}
        value={value}
        onChange={(chosen) => {
          const found = choices.find((choice) => choice === chosen);
          if (found !== undefined && canEdit) onChange(found);
        }}
      >
        <div className={classes.choices}>
          {choices.map((choice) => (
            <Radio.Card key={choice} value={choice} className={classes.choice} disabled={!canEdit && choice !== value}>
              <Radio.Indicator />
              <span>
                <span className={classes.name}>{words[choice].label}</span>
                <span className={classes.means}>{words[choice].means}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <FieldFindings findings={findings} />
    </div>
  );
}

function keysOf<V extends string>(words: Readonly<Record<V, unknown>>): V[] {
  const keys: V[] = [];
  for (const key in words) keys.push(key);
  return keys;
}
