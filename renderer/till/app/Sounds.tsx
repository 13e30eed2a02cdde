import { useEffect, useRef } from 'react';
import { createPlayer, tuneBetween } from '../sounds/index.ts';
import { useTill } from '../store/index.ts';

const player = createPlayer(() => new AudioContext());

/** Says by sound what became of a scan or a payment. What it says also stands on the screen. */
export function Sounds() {
  const snapshot = useTill((state) => state.snapshot);
  const before = useRef(snapshot);
  useEffect(() => {
    const tune = tuneBetween(before.current, snapshot);
    before.current = snapshot;
    if (tune !== null && snapshot !== null) player.play(tune, snapshot.appearance.sound);
  }, [snapshot]);
  return null;
}
