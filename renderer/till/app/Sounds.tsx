import { useEffect, useRef } from 'react';
import { useTill } from '../store/index.ts';

/** Two notes up: taken. One low note, twice as long: not taken. Heard apart also by who does not look. */
const NOTES = {
  ok: [
    { hertz: 1_320, atS: 0, lastsS: 0.06 },
    { hertz: 1_760, atS: 0.06, lastsS: 0.07 },
  ],
  fail: [{ hertz: 196, atS: 0, lastsS: 0.32 }],
} as const;
const LOUDNESS = 0.12;

/** Says by sound what became of a scan. What it says also stands on the screen. */
export function Sounds() {
  const signal = useTill((state) => state.signal);
  const audio = useRef<AudioContext | null>(null);
  const heard = useRef(signal.count);
  useEffect(() => {
    if (signal.count === heard.current) return;
    heard.current = signal.count;
    audio.current ??= new AudioContext();
    void audio.current.resume();
    for (const note of NOTES[signal.kind]) play(audio.current, note);
  }, [signal]);
  return null;
}

function play(
  audio: AudioContext,
  note: { readonly hertz: number; readonly atS: number; readonly lastsS: number },
): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const startS = audio.currentTime + note.atS;
  tone.frequency.value = note.hertz;
  volume.gain.setValueAtTime(LOUDNESS, startS);
  // A tone that is cut off clicks.
  volume.gain.exponentialRampToValueAtTime(0.000_1, startS + note.lastsS);
  tone.connect(volume).connect(audio.destination);
  tone.start(startS);
  tone.stop(startS + note.lastsS);
}
