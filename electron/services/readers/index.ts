export { createReaderClaims, type ReaderClaims } from './claims.ts';
export type { ArmOutcome, ArmRequest, ProcessOutcome, ReaderDriver } from './driver.ts';
export { createReaderKeeper, SDK_SIMULATED_READER, type ChosenReader, type ReaderKeeper } from './keeper.ts';
export { createLanDriver, type LanConnection, type LanDriver } from './lan-driver.ts';
export { createVirtualReader, type AskSandbox, type VirtualReaderService } from './virtual-reader.ts';
