import { Stack } from '@mantine/core';
import { Panel } from '../../../../../ui/Panel.tsx';
import { useLanguages } from '../../../../languages.ts';
import { useStore } from '../../../../stores.ts';
import { ImageField } from '../fields/ImageField.tsx';
import { LocalTextField } from '../fields/LocalTextField.tsx';
import { EditedLanguage, LanguageSwitch } from '../fields/language.tsx';
import classes from '../parts/parts.module.css';
import type { StageEditor } from '../stage.tsx';
import { BlocksPanel } from './BlocksPanel.tsx';
import { ColoursPanel } from './ColoursPanel.tsx';
import { FeaturedPanel } from './FeaturedPanel.tsx';

type Props = { stage: StageEditor<'presentation'> };

/** What fans see and read while the program is active. */
export function PresentationStage({ stage }: Props) {
  return (
    <EditedLanguage all={useLanguages(useStore())}>
      <div className={classes.top}>
        <LanguageSwitch />
      </div>
      <BannerPanel stage={stage} />
      <ColoursPanel stage={stage} />
      <BlocksPanel
        stage={stage}
        list="copy"
        title="Texts"
        description="Shown on the first page, in this order: how it works, what is in it, what to know."
        noun={{ one: 'text', add: 'Add a text', title: 'Title', body: 'Text' }}
      />
      <BlocksPanel
        stage={stage}
        list="faq"
        title="Questions and answers"
        description="What fans ask most, below the texts."
        noun={{ one: 'question', add: 'Add a question', title: 'Question', body: 'Answer' }}
      />
      <FeaturedPanel stage={stage} />
    </EditedLanguage>
  );
}

function BannerPanel({ stage }: Props) {
  const { content, canEdit, edit, findingsAt } = stage;
  return (
    <Panel title="Banner" description="The first thing fans see.">
      <div className={classes.columns}>
        <Stack gap="sm">
          <LocalTextField
            label="Headline"
            value={content.headline}
            maxLength={120}
            canEdit={canEdit}
            onChange={(headline) => edit((old) => ({ ...old, headline }), 'Change the headline')}
            findings={findingsAt('/presentation/headline')}
          />
          <LocalTextField
            label="Line below it"
            value={content.subline}
            maxLength={300}
            canEdit={canEdit}
            onChange={(subline) => edit((old) => ({ ...old, subline }), 'Change the line below the headline')}
            findings={findingsAt('/presentation/subline')}
          />
        </Stack>
        <ImageField
          label="Picture of the banner"
          value={content.banner}
          canEdit={canEdit}
          onChange={(banner) => edit((old) => ({ ...old, banner }), 'Change the banner')}
          findings={findingsAt('/presentation/banner')}
        />
      </div>
    </Panel>
  );
}
