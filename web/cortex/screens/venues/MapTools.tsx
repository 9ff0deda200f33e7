import { ActionIcon, Button, Checkbox, FileButton, Group, Select, Slider, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import type { IconName } from '../../../ui/icon.paths.ts';
import type { Background } from './MapStage.tsx';
import classes from './mapEditor.module.css';

type Props = {
  canEdit: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** Why nothing can be duplicated; null: it can. */
  duplicateRefusal: string | null;
  isSnapping: boolean;
  zoom: number;
  background: Background | null;
  onUndo: () => void;
  onRedo: () => void;
  onDuplicate: () => void;
  onSnapping: (isOn: boolean) => void;
  onZoom: (zoom: number) => void;
  onBackground: (background: Background | null) => void;
  children: ReactNode;
};

/** What works on the whole drawing. */
export function MapTools(props: Props) {
  const { canEdit, canUndo, canRedo, duplicateRefusal, isSnapping, zoom, background } = props;
  return (
    <div className={classes.tools} role="toolbar" aria-label="Drawing">
      {canEdit && (
        <>
          <Tool label="Undo (Ctrl+Z)" icon="restore" isDisabled={!canUndo} onClick={props.onUndo} />
          <Tool label="Redo (Ctrl+Shift+Z)" icon="redo" isDisabled={!canRedo} onClick={props.onRedo} />
          <Tooltip
            label={duplicateRefusal ?? 'Draw the next section that is not on the map with the same outline (Ctrl+D)'}
          >
            <Button
              variant="default"
              leftSection={<Icon name="copy" />}
              aria-disabled={duplicateRefusal !== null}
              data-disabled={duplicateRefusal !== null}
              onClick={() => duplicateRefusal === null && props.onDuplicate()}
            >
              Duplicate
            </Button>
          </Tooltip>
          <Checkbox
            label="Snap to grid"
            checked={isSnapping}
            onChange={(event) => props.onSnapping(event.currentTarget.checked)}
          />
          <BackgroundTool background={background} onBackground={props.onBackground} />
        </>
      )}
      <Select
        aria-label="Zoom"
        w="6.5rem"
        allowDeselect={false}
        data={['1', '1.5', '2', '3', '4'].map((value) => ({ value, label: `${Number(value) * 100} %` }))}
        value={String(zoom)}
        onChange={(value) => props.onZoom(Number(value ?? 1))}
      />
      {props.children}
    </div>
  );
}

type ToolProps = { label: string; icon: IconName; isDisabled: boolean; onClick: () => void };

function Tool({ label, icon, isDisabled, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="lg" aria-label={label} disabled={isDisabled} onClick={onClick}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}

/** A plan to draw over. It stays in this browser tab and is not saved with the map. */
function BackgroundTool({ background, onBackground }: Pick<Props, 'background' | 'onBackground'>) {
  if (background === null) {
    return (
      <FileButton
        accept="image/png,image/jpeg,image/svg+xml,image/webp"
        onChange={(file) => file !== null && onBackground({ url: URL.createObjectURL(file), opacity: 0.5 })}
      >
        {(button) => (
          <Tooltip label="A plan of the venue to draw over. It is only shown here and not saved.">
            <Button variant="default" {...button}>
              Trace an image
            </Button>
          </Tooltip>
        )}
      </FileButton>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm">Image</Text>
      <Slider
        w="6rem"
        aria-label="How strong the image is"
        min={0.1}
        max={1}
        step={0.1}
        label={null}
        value={background.opacity}
        onChange={(opacity) => onBackground({ ...background, opacity })}
      />
      <Tool
        label="Take the image away"
        icon="close"
        isDisabled={false}
        onClick={() => {
          URL.revokeObjectURL(background.url);
          onBackground(null);
        }}
      />
    </Group>
  );
}
