import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { type Area, Axes, areaOf, chartHeight, margin } from './Axes.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import classes from './charts.module.css';
import { fillOf, mostSeries, Patterns, Swatch } from './Patterns.tsx';
import { fewest, mostOf, type Series, ticksOf } from './scale.ts';

export type BarChartProps = {
  title: string;
  placeName: string;
  /** In full, as the table and the tooltip say them. */
  places: readonly string[];
  /** The same short, under the axis. */
  labels?: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  /** Values of the axis, where they may be shorter. */
  formatTick?: (value: number) => string;
  /** Bars beside each other in the place of on top of each other. */
  isGrouped?: boolean;
  /** What the smallest series are called together, when there are more than can be told apart. */
  restName?: string;
  /** Of the axis; 1 for what is counted, which is what holds when it is not said. */
  leastStep?: number;
};

/** Bars by place, stacked or beside each other. */
export function BarChart(props: BarChartProps) {
  const { title, placeName, places, labels = places, format, formatTick = format, isGrouped = false } = props;
  const series = fewest(props.series, mostSeries, props.restName ?? 'Others');
  const { ref, width } = useElementSize();
  const id = useId();
  const area = areaOf(width, ticksOf(mostOf(series, !isGrouped), props.leastStep));
  const slot = places.length === 0 ? 0 : area.width / places.length;
  const middle = (at: number) => margin.left + slot * (at + 0.5);
  return (
    <ChartFrame
      {...{ title, placeName, places, format }}
      series={props.series}
      legend={<Legend id={id} series={series} />}
    >
      <div ref={ref}>
        {width > 0 && (
          <svg
            width={width}
            height={chartHeight}
            role="img"
            aria-label={`${title}. The same figures are in the table.`}
          >
            <Patterns id={id} />
            <Axes area={area} labels={labels} format={formatTick} x={middle} />
            {places.map((place, at) => (
              <g key={place}>
                <Bars {...{ id, series, at, area, isGrouped }} left={margin.left + slot * at} slot={slot} />
                <rect
                  className={classes.area}
                  x={margin.left + slot * at}
                  y={margin.top}
                  width={slot}
                  height={chartHeight - margin.top - margin.bottom}
                >
                  <title>{tooltipOf(place, series, at, format)}</title>
                </rect>
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

type BarsProps = {
  id: string;
  series: readonly Series[];
  at: number;
  area: Area;
  isGrouped: boolean;
  left: number;
  slot: number;
};

/** The bars of one place. */
function Bars({ id, series, at, area, isGrouped, left, slot }: BarsProps) {
  const whole = Math.min(slot * 0.72, 64);
  const begin = left + (slot - whole) / 2;
  const width = isGrouped ? whole / series.length : whole;
  let below = 0;
  return series.map(({ name, values }, index) => {
    const value = values[at] ?? 0;
    const base = isGrouped ? 0 : below;
    below += value;
    if (value <= 0) return null;
    return (
      <rect
        key={name}
        x={begin + (isGrouped ? width * index : 0)}
        y={area.y(base + value)}
        width={Math.max(1, isGrouped ? width - 2 : width)}
        height={Math.max(1, area.y(base) - area.y(base + value))}
        fill={fillOf(id, index)}
      />
    );
  });
}

function Legend({ id, series }: { id: string; series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul className={classes.legend}>
      {series.map(({ name }, at) => (
        <li key={name}>
          <Swatch id={id} at={at} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function tooltipOf(place: string, series: readonly Series[], at: number, format: (value: number) => string): string {
  const lines = series.flatMap(({ name, values }) => {
    const value = values[at] ?? 0;
    return value === 0 ? [] : [`${name}: ${format(value)}`];
  });
  return [place, ...(lines.length === 0 ? ['nothing'] : lines)].join('\n');
}
