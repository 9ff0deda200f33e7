import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Drawer,
  type MantineThemeComponents,
  Menu,
  Modal,
  Paper,
  PasswordInput,
  Select,
  Table,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** The header element of a dialog would count as a second banner of the page. */
const noBanner = { header: { role: 'presentation' } };

/** How every screen's Mantine components look unless a screen says otherwise. */
export const componentDefaults: MantineThemeComponents = {
  ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } }),
  Alert: Alert.extend({ defaultProps: { variant: 'light', radius: 'md' } }),
  Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'xl', tt: 'none' } }),
  Button: Button.extend({ defaultProps: { size: 'sm' } }),
  Drawer: Drawer.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: noBanner } }),
  Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end', width: 'max-content' } }),
  Modal: Modal.extend({
    defaultProps: {
      centered: true,
      radius: 'md',
      padding: 'lg',
      overlayProps: { backgroundOpacity: 0.45 },
      closeButtonProps: { 'aria-label': 'Close' },
      attributes: noBanner,
      transitionProps: { duration: 120 },
    },
  }),
  Paper: Paper.extend({ defaultProps: { radius: 'md' } }),
  PasswordInput: PasswordInput.extend({
    defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show or hide' } },
  }),
  Select: Select.extend({ defaultProps: { allowDeselect: false, checkIconPosition: 'right', openOnFocus: false } }),
  Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } }),
  Textarea: Textarea.extend({ defaultProps: { autosize: true, minRows: 2, maxRows: 8 } }),
  TextInput: TextInput.extend({ defaultProps: { autoComplete: 'off' } }),
  Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: true } }),
};
