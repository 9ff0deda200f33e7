import { Menu } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../../../../ui/Icon.tsx';
import classes from './board.module.css';
import { useBoard } from './boardContext.ts';
import { beforeOfStep, type Step } from './boardPlaces.ts';

type Props = { laneId: string; code: string; name: string };

/** The plain way to move an event. A board has many cards, so a menu is made when it is first asked for. */
export function CardMenu({ laneId, code, name }: Props) {
  const [isAsked, setAsked] = useState(false);
  const button = (
    <button
      type="button"
      className={classes.icon}
      aria-label={`Move ${name} to…`}
      aria-haspopup="menu"
      onClick={() => setAsked(true)}
    >
      <Icon name="dots" size="sm" />
    </button>
  );
  if (!isAsked) return button;
  return (
    <Menu defaultOpened>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <MoveItems laneId={laneId} code={code} />
      </Menu.Dropdown>
    </Menu>
  );
}

const steps: readonly { step: Step; label: string }[] = [
  { step: 'first', label: 'To the top' },
  { step: 'up', label: 'Up' },
  { step: 'down', label: 'Down' },
  { step: 'last', label: 'To the end' },
];

function MoveItems({ laneId, code }: Omit<Props, 'name'>) {
  const { lanes, place } = useBoard();
  const codes = lanes.find(({ id }) => id === laneId)?.codes ?? [];
  const isTray = lanes.at(-1)?.id === laneId;
  return (
    <>
      <LaneItems codes={[code]} without={laneId} />
      {!isTray && (
        <>
          <Menu.Divider />
          {steps.map(({ step, label }) => {
            const before = beforeOfStep(codes, code, step);
            return (
              <Menu.Item
                key={step}
                disabled={before === undefined}
                onClick={() => before !== undefined && place([code], { laneId, before })}
              >
                {label}
              </Menu.Item>
            );
          })}
        </>
      )}
    </>
  );
}

/** A menu's items, one for each lane the events may go to. */
export function LaneItems({ codes, without }: { codes: readonly string[]; without?: string }) {
  const { lanes, place } = useBoard();
  return lanes.map(({ id, name }) =>
    id === without ? null : (
      <Menu.Item key={id} onClick={() => place(codes, { laneId: id, before: null })}>
        {name}
      </Menu.Item>
    ),
  );
}
