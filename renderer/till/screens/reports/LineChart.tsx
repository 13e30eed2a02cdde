import type { ReactNode } from 'react';
import { useTexts } from '../../text/use-texts.tsx';

export type Line = {
  readonly key: 'half' | 'most';
  readonly name: string;
  /** By day; null where nothing was measured. */
  readonly values: readonly (number | null)[];
};

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 8;
const RIGHT = 56;
const TOP = 12;
const BOTTOM = 26;

/** Two lines over days. As with bars, the table beside it says the same. */
export function LineChart(props: {
  readonly head: string;
  readonly ticks: readonly string[];
  readonly lines: readonly Line[];
  readonly write: (value: number) => string;
}): ReactNode {
  const says = useTexts().reports;
  const most = Math.max(1, ...props.lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const count = props.ticks.length;
  const x = (index: number): number =>
    count < 2 ? (WIDTH - RIGHT) / 2 : LEFT + 12 + (index * (WIDTH - LEFT - RIGHT - 24)) / (count - 1);
  const y = (value: number): number => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  const every = Math.ceil((count * 56) / (WIDTH - LEFT - RIGHT));
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={says.chart(props.head)}>
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line className="chart__line" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
            <text className="chart__tick" x={WIDTH - RIGHT + 6} y={y(value) + 4}>
              {props.write(value)}
            </text>
          </g>
        ))}
        {props.ticks.map((tick, index) =>
          index % every === 0 ? (
            <text key={tick} className="chart__tick" x={x(index)} y={HEIGHT - 8} textAnchor="middle">
              {tick}
            </text>
          ) : null,
        )}
        {props.lines.map((line) => {
          const points = line.values.flatMap((value, index) =>
            value === null ? [] : [{ left: x(index), top: y(value) }],
          );
          return (
            <g key={line.key} className={`chart__path chart__path--${line.key}`}>
              <polyline points={points.map(({ left, top }) => `${String(left)},${String(top)}`).join(' ')} />
              {points.map(({ left, top }) => (
                <circle key={left} cx={left} cy={top} r={3.5} />
              ))}
            </g>
          );
        })}
      </svg>
      <figcaption className="chart__key small">
        {props.lines.map((line) => (
          <span key={line.key} className="row">
            <span className={`chart__mark chart__mark--${line.key}`} aria-hidden />
            {line.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
