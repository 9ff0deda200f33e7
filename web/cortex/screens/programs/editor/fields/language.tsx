import { SegmentedControl } from '@mantine/core';
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { Locale } from '../../../../../../shared/contract/common.ts';
import { localeNames } from '../../../stores/storeWords.ts';
import classes from './fields.module.css';

type Languages = {
  /** The store's default first. */
  all: readonly Locale[];
  /** In which the texts of the stage are shown and written now. */
  current: Locale;
  choose: (locale: Locale) => void;
};

const LanguagesContext = createContext<Languages>({ all: ['en'], current: 'en', choose: () => undefined });

export function useEditedLanguage(): Languages {
  return use(LanguagesContext);
}

/** The texts inside are all written in one language at a time. */
export function EditedLanguage({ all, children }: { all: readonly Locale[]; children: ReactNode }) {
  const [chosen, choose] = useState<Locale | null>(null);
  const current = all.find((locale) => locale === chosen) ?? all[0] ?? 'en';
  const languages = useMemo(() => ({ all, current, choose }), [all, current]);
  return <LanguagesContext value={languages}>{children}</LanguagesContext>;
}

/** Chooses the language of the texts; nothing where the store has one only. */
export function LanguageSwitch() {
  const { all, current, choose } = useEditedLanguage();
  if (all.length < 2) return null;
  return (
    <div className={classes.languages}>
      <span aria-hidden="true">Texts in</span>
      <SegmentedControl
        aria-label="Language of the texts"
        size="xs"
        data={all.map((locale) => ({ value: locale, label: localeNames[locale] }))}
        value={current}
        onChange={(value) => {
          const locale = all.find((one) => one === value);
          if (locale !== undefined) choose(locale);
        }}
      />
    </div>
  );
}
