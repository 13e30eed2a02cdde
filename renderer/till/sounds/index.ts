export { createPlayer, type Player } from './player.ts';
export { TUNE_NAMES, tuneBetween, type TuneName } from './tunes.ts';
