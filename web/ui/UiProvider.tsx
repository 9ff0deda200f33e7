import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme.ts';

/** Also read by the page's first script, which sets the scheme before anything is painted. */
const colorSchemes = localStorageColorSchemeManager({ key: 'flex-color-scheme' });

type Props = {
  /** The page's style nonce: without it the content security policy refuses Mantine's style elements. */
  nonce: string;
  children: ReactNode;
};

export function UiProvider({ nonce, children }: Props) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" />
      {children}
    </MantineProvider>
  );
}
