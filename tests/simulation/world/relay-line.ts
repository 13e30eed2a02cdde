import { EventEmitter } from 'node:events';
import type { OpenRelaySocket, RelaySocketListener } from '../../../electron/services/relay-client/index.ts';
import type { SessionSocket } from '../../../relay/sessions/index.ts';
import type { Chance } from './chance.ts';
import type { FaultBoard } from './faults.ts';
import type { Life } from './life.ts';
import type { RelayNode } from './relay-node.ts';
import type { VirtualTime } from './virtual-time.ts';

export type RelayLinePorts = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly board: FaultBoard;
  readonly relay: RelayNode;
  readonly life: Life;
  /** What the relay said, as it went out. */
  readonly overheard: (message: string) => void;
};

/** The line between a till's life and the relay: in order and late, and at times cut, repeated or mixed up. */
export function createRelayLine(ports: RelayLinePorts): OpenRelaySocket {
  return ({ token }, listener) => {
    const { time, chance, life, relay } = ports;
    const end = new RelayEnd(ports, listener);
    time.after(chance.between(5, 200), () => {
      if (!life.isAlive() || end.isOver()) return;
      if (!relay.isUp()) {
        end.lost();
        return;
      }
      // An emitter with the members that a session uses.
      void relay.accept(end as unknown as SessionSocket, token).then((admitted) => {
        if (end.isOver()) return;
        if (!admitted) {
          listener.refused(401);
          return;
        }
        relay.holds(end);
        listener.opened();
      });
    });
    life.onEnd(() => {
      end.lost();
    });
    return {
      say: (text) => {
        if (life.pass('line.say')) end.toRelay(text);
      },
      drop: () => {
        end.drop();
      },
    };
  };
}

/** The relay's end of one line, with what `ws` gives a session. */
export class RelayEnd extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly bufferedAmount = 0;
  readonly #ports: RelayLinePorts;
  readonly #listener: RelaySocketListener;
  #tillHears = true;
  #kept: string | null = null;
  #tillAtMs = 0;
  #relayAtMs = 0;

  constructor(ports: RelayLinePorts, listener: RelaySocketListener) {
    super();
    this.#ports = ports;
    this.#listener = listener;
  }

  isOver(): boolean {
    return this.readyState !== 1;
  }

  send(data: string, done?: () => void): void {
    const { board, overheard } = this.#ports;
    overheard(data);
    // Health and heartbeats come in crowds; a fault that hit only them would prove nothing.
    const fault = data.startsWith('{"type":"event"') ? board.strike('line') : null;
    if (fault === 'line-cut') this.lost();
    else if (fault === 'line-reordered' && this.#kept === null) this.#kept = data;
    else {
      this.#toTill(data);
      if (fault === 'line-twice') this.#toTill(data);
      if (this.#kept !== null) {
        this.#toTill(this.#kept);
        this.#kept = null;
      }
    }
    done?.();
  }

  close(): void {
    this.lost();
  }

  terminate(): void {
    this.lost();
  }

  /** Both sides notice, sooner or later. */
  lost(): void {
    if (this.isOver()) return;
    this.readyState = 3;
    const { time, chance } = this.#ports;
    time.after(chance.between(1, 300), () => {
      this.emit('close');
    });
    time.after(chance.between(1, 300), () => {
      if (this.#tillHears && this.#ports.life.isAlive()) this.#listener.ended();
    });
  }

  drop(): void {
    this.#tillHears = false;
    this.lost();
  }

  toRelay(text: string): void {
    if (this.isOver()) return;
    const { time, chance } = this.#ports;
    this.#relayAtMs = Math.max(this.#relayAtMs, time.nowMs() + chance.between(1, 60));
    time.after(this.#relayAtMs - time.nowMs(), () => {
      if (!this.isOver()) this.emit('message', Buffer.from(text), false);
    });
  }

  #toTill(text: string): void {
    const { time, chance, life } = this.#ports;
    this.#tillAtMs = Math.max(this.#tillAtMs, time.nowMs() + chance.between(1, 60));
    time.after(this.#tillAtMs - time.nowMs(), () => {
      if (this.#tillHears && this.readyState === 1 && life.pass('line.heard')) this.#listener.heard(text);
    });
  }
}
