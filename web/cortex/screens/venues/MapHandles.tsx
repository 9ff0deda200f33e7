import type { KeyboardEvent } from 'react';
import type { Drawing, Point, SectionShape } from '../../../../shared/contract/venues.ts';
import { directionOf } from '../../../../shared/rules/seat-layout.ts';
import { type Box, type Draft, moveCorner, removeCorner } from './mapDraft.ts';
import classes from './mapEditor.module.css';
import type { MapDrag } from './useMapDrag.ts';

/** The box around what is chosen, with a handle at each corner. */
export function Sizers({ box, handle, drag }: { box: Box; handle: number; drag: MapDrag }) {
  const { left, top, right, bottom } = box;
  const corners = [
    { name: 'top left', x: left, y: top },
    { name: 'top right', x: right, y: top },
    { name: 'bottom right', x: right, y: bottom },
    { name: 'bottom left', x: left, y: bottom },
  ];
  return (
    <g>
      <rect className={classes.box} x={left} y={top} width={right - left} height={bottom - top} />
      {corners.map(({ name, x, y }, corner) => (
        <rect
          key={name}
          className={classes.sizer}
          data-slant={corner % 2 === 0 ? 'down' : 'up'}
          x={x - handle}
          y={y - handle}
          width={2 * handle}
          height={2 * handle}
          onPointerDown={(event) => drag.holdSizer(event, box, corner)}
        />
      ))}
    </g>
  );
}

type CornerProps = {
  draft: Draft;
  shape: SectionShape;
  corner: number | null;
  handle: number;
  drag: MapDrag;
  onCorner: (corner: number | null) => void;
  onChange: (draft: Draft, key?: string) => void;
};

/** Every corner of an outline, and between two of them where a new one is pulled out. */
export function Corners({ draft, shape, corner, handle, drag, onCorner, onChange }: CornerProps) {
  const { sectionName, points } = shape;
  return (
    <>
      {points.map(([x, y], index) => {
        const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
        const middle: Point = [(x + nextX) / 2, (y + nextY) / 2];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner has no other name
          <g key={index}>
            <circle
              className={classes.middle}
              cx={middle[0]}
              cy={middle[1]}
              r={handle * 0.7}
              onPointerDown={(event) => drag.pullEdge(event, sectionName, index, middle)}
            />
            {/* biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing */}
            <circle
              role="button"
              tabIndex={0}
              aria-label={`Corner ${index + 1} of section ${sectionName}, ${Math.round(x)} by ${Math.round(y)}`}
              className={classes.corner}
              data-chosen={corner === index}
              cx={x}
              cy={y}
              r={handle}
              onFocus={() => onCorner(index)}
              onKeyDown={(event) => onCornerKey(event, { draft, shape, corner: index, onChange })}
              onPointerDown={(event) => drag.holdCorner(event, sectionName, index)}
            />
          </g>
        );
      })}
    </>
  );
}

const steps: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Units an arrow key moves by: the grid, five of it with Shift, one unit with Alt. */
function stepOf(event: KeyboardEvent): Point | null {
  const step = steps[event.key];
  const length = event.altKey ? 1 : event.shiftKey ? 25 : 5;
  return step === undefined ? null : [step[0] * length, step[1] * length];
}

type CornerKey = Pick<CornerProps, 'draft' | 'shape' | 'onChange'> & { corner: number };

function onCornerKey(event: KeyboardEvent, { draft, shape: { sectionName, points }, corner, onChange }: CornerKey) {
  const step = stepOf(event);
  const [x, y] = points[corner] ?? [0, 0];
  if (step !== null) {
    const to: Point = [x + step[0], y + step[1]];
    onChange(moveCorner(draft, sectionName, corner, to), `corner ${sectionName} ${corner}`);
  } else if (event.key === 'Delete' || event.key === 'Backspace') onChange(removeCorner(draft, sectionName, corner));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** An arrow from the section to what its seats look at. */
export function Facing({ drawing, shape: { label, facing } }: { drawing: Drawing; shape: SectionShape }) {
  const [x, y] = label;
  const [dx, dy] = directionOf(label, facing, drawing);
  const [endX, endY] = [x + dx * 34, y + dy * 34];
  const side = 6;
  const tip = `${endX + dx * 10},${endY + dy * 10}`;
  const wings = `${endX - dy * side},${endY + dx * side} ${endX + dy * side},${endY - dx * side}`;
  return (
    <g className={classes.facing}>
      <line x1={x + dx * 12} y1={y + dy * 12} x2={endX} y2={endY} />
      <polygon className={classes.tip} points={`${tip} ${wings}`} />
    </g>
  );
}
