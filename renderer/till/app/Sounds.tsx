import { useEffect, useRef } from 'react';
import { createPlayer, tuneBetween } from '../sounds/index.ts';
import { useTill } from '../store/index.ts';

const player = createPlayer(() => new AudioContext());

/** Says by sound what became of a scan or a payment. What it says also stands on the screen. */
export function Sounds() {
  const snapshot = useTill((state) => state.snapshot);
  const signal = useTill((state) => state.signal);
  const sound = useTill((state) => state.snapshot?.appearance.sound ?? 'off');
  const before = useRef(snapshot);
  const heard = useRef(signal.count);
  useEffect(() => {
    const tune = tuneBetween(before.current, snapshot);
    before.current = snapshot;
    if (tune !== null && snapshot !== null) player.play(tune, snapshot.appearance.sound);
  }, [snapshot]);
  useEffect(() => {
    if (signal.count === heard.current) return;
    heard.current = signal.count;
    player.play(signal.kind === 'ok' ? 'scan-ok' : 'scan-fail', sound);
  }, [signal, sound]);
  return null;
}
