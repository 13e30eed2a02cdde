export { STATIONS } from './all.ts';
export type { Station } from './station.ts';
