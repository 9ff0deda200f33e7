import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Drawing, Point } from '../../../shared/contract/venues.ts';
import type { SeatField } from '../../../shared/rules/seat-field.ts';
import { factsOf } from './facts.ts';
import { gridOf } from './grid.ts';
import classes from './seat-map.module.css';
import type { SeatFacts, SeatLook, SeatMapWords, Size, View } from './types.ts';
import { useSeatActs } from './useSeatActs.ts';
import { useSeatView } from './useSeatView.ts';
import { boxAround } from './view.ts';
import { ZoomButtons } from './ZoomButtons.tsx';

type Props = {
  drawing: Drawing;
  field: SeatField;
  /** One for each kind of seat. */
  looks: readonly SeatLook[];
  /** Places in the field. */
  mine: ReadonlySet<number>;
  /** The section that fills the canvas; null: the whole map. */
  sectionName: string | null;
  /** Pressed, tapped or entered: choose it, or give it back. */
  onPick: (seat: number) => void;
  /** All that is said of a seat; line ends are shown. */
  describe: (facts: SeatFacts) => string;
  shortNames: ReadonlyMap<string, string>;
  words: SeatMapWords;
};

/** The factor of a zoom button. */
const zoomStep = 1.7;

/**
 * Seats of a venue or a section, to look at and choose from. Pointer, fingers, wheel and keys: arrows go from seat to seat, Enter
 * or Space chooses, + and - zoom, 0 shows all. `SeatList` does the same without seeing the map.
 */
export function SeatCanvas(props: Props) {
  const { drawing, field, looks, mine, sectionName, describe, shortNames, words } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [rested, setRested] = useState<{ isWhole: boolean; view: View | null }>({ isWhole: true, view: null });
  const grid = useMemo(() => gridOf(field), [field]);
  const scene = { drawing, field, grid, looks, mine, cursor, hovered, shortNames, rowWords: words.row };
  const view = useSeatView(canvas, scene, (present, isWhole) => setRested({ isWhole, view: present }));
  const onKeyDown = useSeatActs(canvas, { ...props, grid, view, cursor, setCursor, setHovered });
  const helpId = useId();

  useEffect(() => {
    setCursor(null);
    setHovered(null);
    const shape = drawing.shapes.find((one) => one.sectionName === sectionName);
    view.show(shape === undefined ? null : boxAround(shape.points));
  }, [view, drawing, sectionName]);

  const told = hovered ?? cursor;
  const text = told === null ? '' : describe(factsOf(field, told, mine));
  return (
    <div className={`${classes.map} ${classes.frame}`}>
      <div
        className={classes.keys}
        data-over={hovered === null ? undefined : 'seat'}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the role is one that takes keys
        tabIndex={0}
        aria-label={words.map}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={classes.canvas} />
      </div>
      <p id={helpId} className={classes.hidden}>
        {words.help}
      </p>
      <p className={classes.hidden} aria-live="polite">
        {cursor === null ? '' : describe(factsOf(field, cursor, mine))}
      </p>
      {told !== null && text !== '' && rested.view !== null && (
        <Tooltip text={text} at={[field.x[told] ?? 0, field.y[told] ?? 0]} view={view.present()} size={view.size()} />
      )}
      <ZoomButtons
        words={words}
        isWhole={rested.isWhole}
        onZoom={(isIn) => view.zoom(isIn ? zoomStep : 1 / zoomStep, undefined, true)}
        onWhole={() => view.show(null)}
      />
    </div>
  );
}

function Tooltip({ text, at, view, size }: { text: string; at: Point; view: View; size: Size }) {
  const { scale, x, y } = view;
  const { width, height } = size;
  const [left, top] = [at[0] * scale + x, at[1] * scale + y];
  const isRight = left > width / 2;
  const isLow = top > height / 2;
  const shift = `translate(${isRight ? 'calc(-100% - 14px)' : '14px'}, ${isLow ? 'calc(-100% - 14px)' : '14px'})`;
  return (
    <div
      className={classes.tooltip}
      aria-hidden="true"
      style={{ transform: `translate(${left}px, ${top}px) ${shift}` }}
    >
      {text}
    </div>
  );
}
