import classes from './charts.module.css';
import { everyNth } from './scale.ts';

export const chartHeight = 240;
export const margin = { top: 8, right: 28, bottom: 26, left: 64 };

export type Area = { width: number; ticks: readonly number[]; y: (value: number) => number };

/** Where a value stands, from the top, and how wide the room for the drawing is. */
export function areaOf(width: number, ticks: readonly number[]): Area {
  const most = ticks.at(-1) ?? 1;
  const inner = chartHeight - margin.top - margin.bottom;
  return {
    width: Math.max(0, width - margin.left - margin.right),
    ticks,
    y: (value) => margin.top + inner * (1 - value / most),
  };
}

type Props = {
  area: Area;
  /** Written under the axis. */
  labels: readonly string[];
  format: (value: number) => string;
  /** Where the middle of a place is. */
  x: (at: number) => number;
};

/** Lines across with their values, and as many labels as there is room for. */
export function Axes({ area, labels, format, x }: Props) {
  const step = everyNth(labels.length, area.width, 72);
  return (
    <g className={classes.axis}>
      {area.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? classes.base : undefined}
            x1={margin.left}
            x2={margin.left + area.width}
            y1={area.y(tick)}
            y2={area.y(tick)}
          />
          <text x={margin.left - 8} y={area.y(tick)} dy="0.32em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {labels.map((label, at) =>
        at % step === 0 ? (
          <text key={label} x={x(at)} y={chartHeight - 8} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
    </g>
  );
}
