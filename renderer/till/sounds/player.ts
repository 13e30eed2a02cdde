import type { Sound } from '../../../shared/domain/appearance/index.ts';
import { LOUDNESS, TUNES, type Note, type TuneName } from './tunes.ts';

export type Player = { readonly play: (tune: TuneName, sound: Sound) => void };

/** Plays tunes that are made here: no file is loaded, and a computer without loudspeakers is no error. */
export function createPlayer(openAudio: () => AudioContext): Player {
  let audio: AudioContext | null = null;
  return {
    play: (tune, sound) => {
      const loudness = LOUDNESS[sound] * TUNES[tune].gain;
      if (loudness === 0) return;
      try {
        audio ??= openAudio();
      } catch {
        // This computer can't play anything; what is to be heard also stands on the screen.
        return;
      }
      void audio.resume().catch(() => undefined);
      for (const note of TUNES[tune].notes) playNote(audio, note, loudness);
    },
  };
}

function playNote(audio: AudioContext, note: Note, loudness: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const startS = audio.currentTime + note.atS;
  tone.frequency.value = note.hertz;
  volume.gain.setValueAtTime(loudness, startS);
  // A tone that is cut off clicks.
  volume.gain.exponentialRampToValueAtTime(0.000_1, startS + note.lastsS);
  tone.connect(volume).connect(audio.destination);
  tone.start(startS);
  tone.stop(startS + note.lastsS);
}
