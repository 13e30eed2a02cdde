export type { ArmOutcome, ArmRequest, ProcessOutcome, ReaderDriver } from './driver.ts';
export { createReaderKeeper, type ChosenReader, type ReaderKeeper } from './keeper.ts';
export { createLanDriver, type LanConnection, type LanDriver } from './lan-driver.ts';
export { createVirtualReader, type AskSandbox } from './virtual-reader.ts';
