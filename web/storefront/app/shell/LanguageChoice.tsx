import { pathOf } from '../route.ts';
import { useRoute, useShop, useText } from '../state.ts';
import css from './Header.module.css';
import { Menu } from './Menu.tsx';

const names = { en: 'English', es: 'Español', fr: 'Français' } as const;

/** Another language is another page, so these are plain links; the server remembers the choice. */
export function LanguageChoice() {
  const { copy, base, locale, isPreview } = useShop();
  const { t } = useText();
  const route = useRoute();
  const { enabled } = copy.languages;
  if (enabled.length < 2 || isPreview) return null;
  return (
    <Menu
      label={`${locale.toUpperCase()}, ${t('shell.language', { language: names[locale] })}`}
      face={
        <>
          <svg aria-hidden="true" viewBox="0 0 24 24" className={css.icon}>
            <circle cx="12" cy="12" r="9" />
            <path d="M3 12h18M12 3c3 3 3.500 6 3.500 9s-.5 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3Z" />
          </svg>
          <span>{locale.toUpperCase()}</span>
        </>
      }
    >
      {enabled.map((one) => (
        <a
          key={one}
          href={`${base}${pathOf(route)}?lang=${one}`}
          lang={one}
          hrefLang={one}
          className={css.item}
          aria-current={one === locale ? 'true' : undefined}
        >
          {names[one]}
        </a>
      ))}
    </Menu>
  );
}
