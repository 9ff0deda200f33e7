import { type KeyboardEvent, memo, type SyntheticEvent, useId, useMemo, useRef, useState } from 'react';
import type { Drawing, SectionShape } from '../../../shared/contract/venues.ts';
import { type NameRoom, nameRooms } from './names.ts';
import classes from './seat-map.module.css';
import type { SectionLook, Tone } from './types.ts';

type Props = {
  drawing: Drawing;
  sections: readonly SectionLook[];
  selected: string | null;
  onSelect: (sectionName: string) => void;
  /** What the map is called. */
  label: string;
};

/**
 * The sections of a venue, to choose one from. It is one stop of the Tab key: arrows go to the next section on the drawing, Home
 * and End to the first and last, Enter or Space selects. Each has its whole description as its name.
 */
export function SectionOverview({ drawing, sections, selected, onSelect, label }: Props) {
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const drawn = useMemo(() => drawnOf(drawing, sections), [drawing, sections]);
  const stop = focused ?? selected ?? drawn[0]?.look.sectionName;
  const goTo = (sectionName: string | undefined) => {
    if (sectionName === undefined) return;
    setFocused(sectionName);
    const element = [...(svg.current?.querySelectorAll<SVGGElement>('[data-section]') ?? [])].find(
      ({ dataset }) => dataset.section === sectionName,
    );
    element?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const section = sectionIn(drawn, event);
    if (section === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { look, shape } = section;
    const { key } = event;
    if (key === 'Enter' || key === ' ') {
      if (look.isPickable) onSelect(look.sectionName);
    } else if (key === 'Home' || key === 'End') goTo(drawn.at(key === 'Home' ? 0 : -1)?.look.sectionName);
    else if (key.startsWith('Arrow')) {
      goTo(
        nextShape(
          shape,
          drawn.map((one) => one.shape),
          key,
        ),
      );
    } else return;
    event.preventDefault();
  };
  return (
    <div
      className={`${classes.map} ${classes.sections}`}
      role="listbox"
      aria-label={label}
      // it listens for its sections, so that they stay as they are while others are gone to
      onFocus={(event) => setFocused(sectionIn(drawn, event)?.look.sectionName ?? null)}
      onClick={(event) => {
        const section = sectionIn(drawn, event);
        if (section?.look.isPickable === true) onSelect(section.look.sectionName);
      }}
      onKeyDown={onKeyDown}
    >
      <svg
        ref={svg}
        className={classes.overview}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        role="presentation"
      >
        <Patterns id={id} />
        {drawing.floor !== null && <polygon className={classes.floor} points={pointsOf(drawing.floor)} />}
        {drawn.map((one) => (
          <OverviewSection
            key={one.look.sectionName}
            {...one}
            patterns={id}
            isStop={one.look.sectionName === stop}
            isSelected={one.look.sectionName === selected}
          />
        ))}
      </svg>
    </div>
  );
}

type DrawnSection = { look: SectionLook; shape: SectionShape; room: NameRoom };

function drawnOf({ shapes }: Drawing, sections: readonly SectionLook[]): DrawnSection[] {
  const byName = new Map(shapes.map((shape) => [shape.sectionName, shape]));
  const drawn = sections.flatMap((look) => {
    const shape = byName.get(look.sectionName);
    return shape === undefined ? [] : [{ look, shape }];
  });
  const rooms = nameRooms(drawn.map(({ look, shape }) => ({ ...look, shape })));
  return drawn.map((one) => ({ ...one, room: rooms.get(one.look.sectionName) ?? 'wide' }));
}

/** The one that the event happened in. */
function sectionIn(drawn: readonly DrawnSection[], { target }: SyntheticEvent): DrawnSection | undefined {
  const element = target instanceof Element ? target.closest<SVGGElement>('[data-section]') : null;
  return drawn.find(({ look }) => look.sectionName === element?.dataset.section);
}

type SectionProps = DrawnSection & {
  /** The beginning of the patterns' ids. */
  patterns: string;
  /** Tab comes to it. */
  isStop: boolean;
  isSelected: boolean;
};

const OverviewSection = memo(function Section({ look, shape, room, patterns, isStop, isSelected }: SectionProps) {
  const points = pointsOf(shape.points);
  const pattern = `url(#${patterns}-${look.fill}-${look.tone ?? plain})`;
  return (
    <g
      role="option"
      className={classes.section}
      data-section={look.sectionName}
      tabIndex={isStop ? 0 : -1}
      aria-label={look.description}
      aria-selected={isSelected}
      aria-disabled={!look.isPickable || undefined}
    >
      <title>{look.description}</title>
      <polygon className={classes.shape} points={points} />
      {look.fill > 0 && (
        <polygon
          points={points}
          fill={look.fill === 3 ? colourOf(look) : pattern}
          fillOpacity={look.fill === 3 ? 0.85 : 1}
        />
      )}
      <polygon className={classes.outline} points={points} />
      <text className={classes.name} data-room={room} x={shape.label[0]} y={shape.label[1]}>
        {look.shortName}
      </text>
    </g>
  );
});

/** Of a section whose price is not shown. */
const plain: Tone = 2;
const tones = [0, 1, 2, 3, 4, 5] as const;

/** The fewer seats, the more of the ground shows through. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {([1, 2] as const).flatMap((fill) =>
        tones.map((tone) => (
          <pattern
            key={`${fill} ${tone}`}
            id={`${id}-${fill}-${tone}`}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width={fill === 1 ? 1.6 : 4} height="7" fill={`var(--seat-map-tone-${tone})`} />
          </pattern>
        )),
      )}
    </defs>
  );
}

function colourOf({ tone }: SectionLook): string {
  return `var(--seat-map-tone-${tone ?? plain})`;
}

function pointsOf(points: readonly (readonly [number, number])[]): string {
  return points.map((point) => point.join(',')).join(' ');
}

const turns: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The section whose label is the nearest in that direction, straight before slanting. */
export function nextShape(from: SectionShape, shapes: readonly SectionShape[], key: string): string | undefined {
  const [dx, dy] = turns[key] ?? [0, 0];
  let best: { sectionName: string; cost: number } | null = null;
  for (const { sectionName, label } of shapes) {
    const [byX, byY] = [label[0] - from.label[0], label[1] - from.label[1]];
    const along = byX * dx + byY * dy;
    const across = Math.abs(byX * dy) + Math.abs(byY * dx);
    if (along <= 0 || across > along * 2) continue;
    const cost = along + 2 * across;
    if (best === null || cost < best.cost) best = { sectionName, cost };
  }
  return best?.sectionName;
}
