import { useElementSize } from '@mantine/hooks';
import { Axes, areaOf, chartHeight, margin } from './Axes.tsx';
import type { BarChartProps } from './BarChart.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import classes from './charts.module.css';
import { mostSeries } from './Patterns.tsx';
import { fewest, mostOf, type Series, ticksOf } from './scale.ts';

type Props = Omit<BarChartProps, 'isGrouped'>;

/** How each line is drawn, so that the colour is never alone. */
const dashes = ['none', '7 4', '2 4', '12 4 2 4', '4 2', '1 5'] as const;

/** Lines over places in their order. */
export function LineChart(props: Props) {
  const { title, placeName, places, labels = places, format, formatTick = format } = props;
  const series = fewest(props.series, mostSeries, props.restName ?? 'Others');
  const { ref, width } = useElementSize();
  const area = areaOf(width, ticksOf(mostOf(series, false), props.leastStep));
  const step = places.length < 2 ? 0 : area.width / (places.length - 1);
  const x = (at: number) => margin.left + (places.length < 2 ? area.width / 2 : step * at);
  return (
    <ChartFrame {...{ title, placeName, places, format }} series={props.series} legend={<Legend series={series} />}>
      <div ref={ref}>
        {width > 0 && (
          <svg
            width={width}
            height={chartHeight}
            role="img"
            aria-label={`${title}. The same figures are in the table.`}
          >
            <Axes area={area} labels={labels} format={formatTick} x={x} />
            {series.map(({ name, values }, index) => (
              <g key={name}>
                <polyline
                  points={values.map((value, at) => `${x(at)},${area.y(value)}`).join(' ')}
                  fill="none"
                  strokeWidth="2"
                  strokeLinejoin="round"
                  strokeDasharray={dashes[index % dashes.length]}
                  style={{ stroke: `var(--series-${index})` }}
                />
                {values.map((value, at) => (
                  <circle
                    key={places[at]}
                    cx={x(at)}
                    cy={area.y(value)}
                    r={values.length > 60 ? 0 : 2.5}
                    style={{ fill: `var(--series-${index})` }}
                  >
                    <title>{`${places[at]}\n${name}: ${format(value)}`}</title>
                  </circle>
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className={classes.legend}>
      {series.map(({ name }, at) => (
        <li key={name}>
          <svg width="24" height="12" aria-hidden="true" focusable="false">
            <line
              x1="0"
              x2="24"
              y1="6"
              y2="6"
              strokeWidth="2"
              strokeDasharray={dashes[at % dashes.length]}
              style={{ stroke: `var(--series-${at})` }}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
