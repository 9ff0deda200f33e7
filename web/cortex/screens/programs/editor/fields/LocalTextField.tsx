import { Textarea, TextInput } from '@mantine/core';
import type { LocalText } from '../../../../../../shared/contract/program-content.ts';
import { localeNames } from '../../../stores/storeWords.ts';
import { FieldFindings, type Finding } from '../stage.tsx';
import { useEditedLanguage } from './language.tsx';
import { withText } from './localText.ts';

type Props = {
  label: string;
  value: LocalText;
  onChange: (value: LocalText) => void;
  canEdit: boolean;
  isLong?: boolean;
  maxLength?: number;
  placeholder?: string;
  findings?: readonly Finding[];
};

/** A text in the language that is being edited; where it is empty, what fans read instead. */
export function LocalTextField(props: Props) {
  const { label, value, onChange, canEdit, isLong = false, maxLength = 4_000, placeholder, findings = [] } = props;
  const { all, current } = useEditedLanguage();
  const field = {
    label: all.length > 1 ? `${label} · ${localeNames[current]}` : label,
    lang: current,
    value: value[current] ?? '',
    maxLength,
    readOnly: !canEdit,
    ...(placeholder !== undefined && { placeholder }),
    ...insteadOf(value, all[0] ?? current, current),
  };
  const write = (text: string) => onChange(withText(value, current, text));
  return (
    <div>
      {isLong ? (
        <Textarea {...field} onChange={(event) => write(event.currentTarget.value)} />
      ) : (
        <TextInput {...field} onChange={(event) => write(event.currentTarget.value)} />
      )}
      <FieldFindings findings={findings} />
    </div>
  );
}

function insteadOf(value: LocalText, usual: keyof typeof localeNames, current: keyof typeof localeNames) {
  const instead = (value[usual] ?? '').trim();
  if (usual === current || (value[current] ?? '').trim() !== '' || instead === '') return {};
  const short = instead.length > 60 ? `${instead.slice(0, 60)}…` : instead;
  return { description: `Empty, so fans read the ${localeNames[usual]} text: “${short}”` };
}
