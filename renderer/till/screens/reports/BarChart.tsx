import type { ReactNode } from 'react';
import { useTexts } from '../../text/use-texts.tsx';

export type Bar = {
  readonly key: string;
  /** Below the bar; empty where the axis would be too crowded. */
  readonly tick: string;
  readonly value: number;
  /** The same of the days before; null where nothing is compared. */
  readonly before: number | null;
};

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 8;
const RIGHT = 84;
const TOP = 12;
const BOTTOM = 26;
const LINES = 4;

/**
 * Bars over time. The picture is for the eye alone: the table beside it says the same to everybody, so that screen
 * readers get one sentence that says so.
 */
export function BarChart(props: {
  readonly head: string;
  readonly bars: readonly Bar[];
  readonly write: (value: number) => string;
}): ReactNode {
  const says = useTexts().reports;
  const { bars } = props;
  const top = roundUp(Math.max(1, ...bars.flatMap(({ value, before }) => [value, before ?? 0])));
  const bottom = Math.min(0, ...bars.flatMap(({ value, before }) => [value, before ?? 0]));
  const low = bottom === 0 ? 0 : -roundUp(-bottom);
  const y = (value: number): number => TOP + ((top - value) / (top - low)) * (HEIGHT - TOP - BOTTOM);
  const slot = (WIDTH - LEFT - RIGHT) / Math.max(1, bars.length);
  const compared = bars.some(({ before }) => before !== null);
  const width = Math.min(36, slot * (compared ? 0.38 : 0.64));
  const every = Math.ceil((bars.length * 44) / (WIDTH - LEFT - RIGHT));
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={says.chart(props.head)}>
        {Array.from({ length: LINES + 1 }, (_each, index) => low + ((top - low) * index) / LINES).map(
          (value) => (
            <g key={value}>
              <line className="chart__line" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
              <text className="chart__tick" x={WIDTH - RIGHT + 6} y={y(value) + 4}>
                {props.write(Math.round(value))}
              </text>
            </g>
          ),
        )}
        {bars.map((bar, index) => {
          const middle = LEFT + slot * (index + 0.5);
          return (
            <g key={bar.key}>
              {bar.before === null ? null : (
                <Rect
                  className="chart__before"
                  x={middle - width - 1}
                  width={width}
                  from={y(0)}
                  to={y(bar.before)}
                />
              )}
              <Rect
                className="chart__bar"
                x={bar.before === null ? middle - width / 2 : middle + 1}
                width={width}
                from={y(0)}
                to={y(bar.value)}
              />
              {index % every === 0 ? (
                <text className="chart__tick" x={middle} y={HEIGHT - 8} textAnchor="middle">
                  {bar.tick}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      {compared ? (
        <figcaption className="chart__key small">
          <span className="chart__mark chart__mark--before" aria-hidden />
          {says.beforeBar}
          <span className="chart__mark" aria-hidden />
          {says.nowBar}
        </figcaption>
      ) : null}
    </figure>
  );
}

function Rect(props: {
  readonly className: string;
  readonly x: number;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}): ReactNode {
  return (
    <rect
      className={props.className}
      x={props.x}
      width={props.width}
      y={Math.min(props.from, props.to)}
      height={Math.abs(props.from - props.to)}
      rx={2}
    />
  );
}

/** The next round figure above, so that the lines of the chart stand at amounts that people count in. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 8, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}
