import { Link, useSearch } from '@tanstack/react-router';
import type { Setting } from '../../../../shared/contract/settings.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { assertNever } from '../../assertNever.ts';
import { type SettingGroup, settingGroups } from '../../search.ts';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { BrandSettings } from './BrandSettings.tsx';
import { FanMailSettings } from './FanMailSettings.tsx';
import { InventorySettings } from './InventorySettings.tsx';
import { LanguageSettings } from './LanguageSettings.tsx';
import { LegalSettings } from './LegalSettings.tsx';
import { PageSettings } from './PageSettings.tsx';
import { PriceSettings } from './PriceSettings.tsx';
import classes from './SettingsScreen.module.css';
import { SupportSettings } from './SupportSettings.tsx';
import { settingTitles, useSettings } from './settingsApi.ts';

/** The store's settings, one group at a time, each with its history. */
export function SettingsScreen() {
  const store = useStore();
  const { group = 'brand' } = useSearch({ from: '/app/stores/$storeKey/settings' });
  const settings = useSettings(store.key);
  return (
    <Guard permission="store.settings.view" here={store} title="Settings">
      <PageHeader
        title="Settings"
        within={store.name}
        description="They belong to the store and stay when its program is switched."
      />
      <div className={classes.columns}>
        <Groups storeKey={store.key} chosen={group} />
        <div className={classes.group}>
          <QueryView query={settings}>
            {({ items }) =>
              items
                .filter(({ name }) => name === group)
                .map((setting) => <Group key={setting.name} store={store} setting={setting} />)
            }
          </QueryView>
        </div>
      </div>
    </Guard>
  );
}

function Groups({ storeKey, chosen }: { storeKey: string; chosen: SettingGroup }) {
  return (
    <nav aria-label="Groups of settings" className={classes.groups}>
      {settingGroups.map((group) => (
        <Link
          key={group}
          to="/stores/$storeKey/settings"
          params={{ storeKey }}
          search={{ group }}
          className={classes.link}
          aria-current={group === chosen ? 'page' : undefined}
        >
          {settingTitles[group]}
        </Link>
      ))}
    </nav>
  );
}

function Group({ store, setting }: { store: Store; setting: Setting }) {
  switch (setting.name) {
    case 'brand':
      return <BrandSettings store={store} setting={setting} />;
    case 'page':
      return <PageSettings store={store} setting={setting} />;
    case 'languages':
      return <LanguageSettings store={store} setting={setting} />;
    case 'support':
      return <SupportSettings store={store} setting={setting} />;
    case 'legal':
      return <LegalSettings store={store} setting={setting} />;
    case 'prices':
      return <PriceSettings store={store} setting={setting} />;
    case 'fanMail':
      return <FanMailSettings store={store} setting={setting} />;
    case 'inventory':
      return <InventorySettings store={store} setting={setting} />;
    default:
      return assertNever(setting);
  }
}
