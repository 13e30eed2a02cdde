import { createChance } from '../simulation/world/chance.ts';
import { genuineBytes } from './door-tries.ts';
import { talk } from './line.ts';
import type { Scene } from './scene.ts';

const WITHIN_MS = 60_000;
const DRIP_MS = 400;
const DRIPS = 300;

/**
 * Lines that hold the relay's attention without ever saying all: each has to be cut off by the relay. Answers a sentence
 * for each that was not. `patient` also tries those to which the relay gives ten seconds.
 */
export async function trySlowLines(scene: Scene, patient: boolean): Promise<readonly string[]> {
  const whole = genuineBytes(createChance(1), scene);
  const bodyAt = whole.indexOf('\r\n\r\n') + 4;
  const drip = (from: number): readonly Uint8Array[] =>
    Array.from({ length: DRIPS }, (_, index) => whole.subarray(from + index, from + index + 1));
  const lines: Readonly<Record<string, readonly Uint8Array[]>> = {
    'says nothing': [],
    'drips its head': drip(0),
    'stops in its head': [whole.subarray(0, 20)],
    ...(patient
      ? {
          'drips its body': [whole.subarray(0, bodyAt), ...drip(bodyAt)],
          'stops in its body': [whole.subarray(0, bodyAt + 5)],
        }
      : {}),
  };
  const verdicts = await Promise.all(
    Object.entries(lines).map(async ([name, pieces]) => {
      const heard = await talk({
        port: scene.port,
        pieces,
        pauseMs: DRIP_MS,
        isOver: ({ statuses }) => statuses.length > 0,
        withinMs: WITHIN_MS,
      });
      if (heard === null) return [`a line that ${name} was not cut off`];
      const wrong = heard.statuses.filter((status) => status !== 408 && status !== 400);
      return wrong.length > 0 ? [`a line that ${name} was answered ${wrong.join(', ')}`] : [];
    }),
  );
  return verdicts.flat();
}
