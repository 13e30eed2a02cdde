import type { SandboxPorts } from './world.ts';

const ANSWER_WITHIN_MS = 10_000;

/** The computer's own clock, timers and network. */
export function realPorts(changed: () => void = () => undefined): SandboxPorts {
  return {
    nowMs: () => Date.now(),
    after: (delayMs, call) => {
      const timer = setTimeout(call, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
    deliver: async ({ url, headers, body }) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        });
        await response.arrayBuffer();
        return { status: response.status };
      } catch {
        // Nobody answered in time: that is what the retries are for.
        return null;
      }
    },
    changed,
  };
}
