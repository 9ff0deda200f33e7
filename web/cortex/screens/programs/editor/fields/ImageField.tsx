import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Image } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { FieldFindings, type Finding } from '../stage.tsx';
import { isAssetUrl } from './assetUrl.ts';
import classes from './fields.module.css';
import { LocalTextField } from './LocalTextField.tsx';
import { useEditedLanguage } from './language.tsx';
import { readIn } from './localText.ts';

type Props = {
  label: string;
  value: Image | null;
  onChange: (image: Image | null) => void;
  canEdit: boolean;
  findings?: readonly Finding[];
};

/** A picture by its address, and what it shows for those who do not see it. */
export function ImageField({ label, value, onChange, canEdit, findings = [] }: Props) {
  const { all, current } = useEditedLanguage();
  const [typed, setTyped] = useState<string | null>(null);
  const write = (url: string) => {
    const isUsable = isAssetUrl(url.trim());
    setTyped(isUsable || url.trim() === '' ? null : url);
    if (url.trim() === '') onChange(null);
    else if (isUsable) onChange({ url: url.trim(), alt: value?.alt ?? {} });
  };
  return (
    <div className={classes.picture}>
      <TextInput
        label={label}
        placeholder="https://team.com/picture.jpg"
        value={typed ?? value?.url ?? ''}
        maxLength={500}
        readOnly={!canEdit}
        error={typed === null ? undefined : 'Use an address that starts with https://, or a path of this site.'}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {value !== null && (
        <>
          <Shown image={value} words={readIn(value.alt, current, all[0] ?? current)} />
          <LocalTextField
            label="What the picture shows"
            value={value.alt}
            onChange={(alt) => onChange({ ...value, alt })}
            canEdit={canEdit}
            maxLength={500}
          />
        </>
      )}
      <FieldFindings findings={findings} />
    </div>
  );
}

/** Cortex takes nothing from other sites, so a picture of one is shown by its words. */
function Shown({ image, words }: { image: Image; words: string }) {
  if (image.url.startsWith('/')) return <img src={image.url} alt={words} className={classes.shown} />;
  return (
    <span className={classes.placeholder}>
      <Icon name="info" size="sm" />
      Pictures of other sites are shown to fans only; see them in the preview.
    </span>
  );
}
