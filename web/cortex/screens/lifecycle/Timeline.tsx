import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core';
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
  type WheelEvent,
} from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import { type Zoom, zooms } from '../../searchOfSwitchboard.ts';
import { barInWords, stateWords } from './boardWords.ts';
import classes from './Timeline.module.css';
import { type Bar, moved, type Place, placeOf, type Span, shareOf, ticksOf, zoomed } from './timelineLayout.ts';

type Props = {
  bars: readonly Bar[];
  span: Span;
  zoom: Zoom;
  zone: string;
  now: number;
  selected: string | null;
  onSelect: (key: string) => void;
  /** `from` null: where now is in it. */
  onShow: (from: number | null, zoom: Zoom) => void;
};

const zoomNames: Record<Zoom, string> = { day: 'Day', week: 'Week', month: 'Month', season: 'Season' };

/** Programs over time. Arrow keys go from bar to bar, and what is outside comes into view; dragging and the wheel move it. */
export function Timeline({ bars, span, zoom, zone, now, selected, onSelect, onShow }: Props) {
  const show = (next: Span) => onShow(next.from, zoom);
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const drag = useDrag(area, span, show);
  const setWanted = useFocusOn(area, bars, span);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const key = event.target instanceof HTMLElement ? event.target.dataset.key : undefined;
    if (step === undefined || key === undefined) return;
    event.preventDefault();
    const at = bars.findIndex((bar) => bar.key === key);
    const others = step === 1 ? bars.slice(at + 1) : bars.slice(0, at).toReversed();
    const next = others.find((bar) => !isTooSmall(placeOf(bar, span), width));
    if (next === undefined) return;
    if (placeOf(next, span) === null) onShow(Math.max(next.startsAt, 0) - (span.until - span.from) / 3, zoom);
    setWanted(next.key);
  };
  return (
    <div className={classes.timeline}>
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label="Zoom"
          size="xs"
          value={zoom}
          data={zooms.map((value) => ({ value, label: zoomNames[value] }))}
          onChange={(chosen) => {
            const next = zooms.find((name) => name === chosen) ?? 'week';
            onShow(zoomed(span, next).from, next);
          }}
        />
        <Text c="dimmed" size="xs" aria-live="polite">
          {formatInstant(new Date(span.from).toISOString(), zone)} to{' '}
          {formatInstant(new Date(span.until).toISOString(), zone)}
        </Text>
        <Group gap={4}>
          <ActionIcon variant="default" aria-label="Earlier" onClick={() => show(moved(span, -0.5))}>
            <Icon name="chevronLeft" />
          </ActionIcon>
          <Button variant="default" size="xs" onClick={() => onShow(null, zoom)}>
            Now
          </Button>
          <ActionIcon variant="default" aria-label="Later" onClick={() => show(moved(span, 0.5))}>
            <Icon name="chevronRight" />
          </ActionIcon>
        </Group>
      </Group>
      <div ref={area} className={classes.area} {...drag}>
        <Scale span={span} zoom={zoom} zone={zone} />
        <Lane
          label="Programs over time"
          bars={bars.filter(({ state }) => state !== 'held')}
          {...{ span, zone, selected, onSelect, onKeyDown, width }}
        />
        {bars.some(({ state }) => state === 'held') && (
          <Lane
            label="Held plans"
            bars={bars.filter(({ state }) => state === 'held')}
            {...{ span, zone, selected, onSelect, onKeyDown, width }}
          />
        )}
        <NowLine span={span} now={now} />
      </div>
      <Legend />
    </div>
  );
}

/** Focuses the bar that is asked for, as soon as it is in view. */
function useFocusOn(area: RefObject<HTMLDivElement | null>, bars: readonly Bar[], span: Span) {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const bar = bars.find(({ key }) => key === wanted);
    if (bar === undefined || placeOf(bar, span) === null) return;
    const button = area.current?.querySelector(`[data-key="${CSS.escape(bar.key)}"]`);
    if (button instanceof HTMLElement) button.focus();
    setWanted(null);
  }, [area, bars, span, wanted]);
  return setWanted;
}

/** Dragging moves the span by what the pointer moved; a wheel turned sideways does too. */
function useDrag(area: RefObject<HTMLDivElement | null>, span: Span, show: (next: Span) => void) {
  const start = useRef<{ x: number; span: Span } | null>(null);
  const shift = (x: number, from: Span) => {
    const width = area.current?.clientWidth ?? 0;
    if (width > 0) show(moved(from, -x / width));
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) start.current = { x: event.clientX, span };
    },
    onPointerMove: (event: PointerEvent) => {
      const begun = start.current;
      if (begun === null || Math.abs(event.clientX - begun.x) < 6) return;
      area.current?.setPointerCapture(event.pointerId);
      shift(event.clientX - begun.x, begun.span);
    },
    onPointerUp: () => {
      start.current = null;
    },
    onPointerCancel: () => {
      start.current = null;
    },
    onWheel: (event: WheelEvent) => {
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) shift(-event.deltaX, span);
    },
  };
}

function Scale({ span, zoom, zone }: { span: Span; zoom: Zoom; zone: string }) {
  return (
    <div className={classes.scale} aria-hidden="true">
      {ticksOf(span, zoom, zone).map(({ at, label, isMajor }) => (
        <span key={at} className={classes.tick} data-major={isMajor} style={{ left: `${shareOf(at, span)}%` }}>
          {shareOf(at, span) < 88 && label}
        </span>
      ))}
    </div>
  );
}

type LaneProps = Pick<Props, 'bars' | 'span' | 'zone' | 'selected' | 'onSelect'> & {
  label: string;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Of the timeline, in pixels. */
  width: number;
};

function Lane({ label, bars, span, zone, selected, onSelect, onKeyDown, width }: LaneProps) {
  return (
    <ul className={classes.lane} aria-label={label} onKeyDown={onKeyDown}>
      {bars.map((bar) => {
        const place = placeOf(bar, span);
        if (place === null) return null;
        return (
          <li key={bar.key} className={classes.slot} style={{ left: `${place.left}%`, width: `${place.width}%` }}>
            {isTooSmall(place, width) ? (
              <span className={classes.bar} {...looks(bar, place)} title={barInWords(bar, zone)}>
                <span className="flex-visually-hidden">{barInWords(bar, zone)}</span>
              </span>
            ) : (
              <button
                type="button"
                className={classes.bar}
                data-key={bar.key}
                {...looks(bar, place)}
                aria-pressed={bar.key === selected}
                aria-label={barInWords(bar, zone)}
                title={barInWords(bar, zone)}
                onClick={() => onSelect(bar.key)}
              >
                <span className={classes.name}>{bar.name}</span>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function looks(bar: Bar, place: Place) {
  return {
    'data-state': bar.state,
    'data-closed': bar.programId === null,
    'data-cut-left': place.isCutLeft,
    'data-cut-right': place.isCutRight,
  };
}

/** Pixels; a smaller bar is only drawn: zoom in, or take the list, to choose it. */
const leastTarget = 26;

function isTooSmall(place: Place | null, width: number): boolean {
  return place !== null && (place.width / 100) * width < leastTarget;
}

function useWidth(area: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (area.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(area.current);
    return () => observer.disconnect();
  }, [area]);
  return width;
}

function NowLine({ span, now }: { span: Span; now: number }) {
  const share = shareOf(now, span);
  if (share < 0 || share > 100) return null;
  return (
    <div className={classes.now} style={{ left: `${share}%` }} aria-hidden="true">
      <span className={classes.nowWord}>Now</span>
    </div>
  );
}

const legend = ['past', 'active', 'planned', 'held'] as const;

function Legend() {
  return (
    <Group gap="md" aria-hidden="true" mt="xs">
      {legend.map((state) => (
        <span key={state} className={classes.key}>
          <span className={classes.sample} data-state={state} />
          {stateWords[state].label}
        </span>
      ))}
      <span className={classes.key}>
        <span className={classes.sample} data-closed />
        Closed
      </span>
    </Group>
  );
}
