export { createCartDisplay, type CartDisplay } from './cart-display.ts';
export { createReaderClaims, type ReaderClaims } from './claims.ts';
export type {
  ArmedPayment,
  ArmOutcome,
  ArmRequest,
  ProcessOutcome,
  ReaderDriver,
  ReadyReader,
} from './driver.ts';
export {
  createDriverSwitch,
  type DriverSwitch,
  type ReaderFallback,
  type ReaderMode,
} from './driver-switch.ts';
export { createReaderEvents } from './reader-events.ts';
export {
  SDK_ERRORS,
  SERVER_DRIVEN_ERRORS,
  sdkError,
  serverDrivenError,
  stateAfter,
} from './reader-errors.ts';
export { createServerDriver, type ServerDriver } from './server-driver.ts';
export {
  SDK_SIMULATED_READER,
  type ChosenReader,
  type ConnectBy,
  type ConnectOutcome,
} from './connecting.ts';
export { createReaderDoctor, type ReaderDoctor, type SdkFinding } from './doctor.ts';
export {
  createReaderHolders,
  readHolder,
  type Holder,
  type NotedHolder,
  type ReaderHolders,
  type Us,
} from './holder.ts';
export { createReaderKeeper, type ReaderKeeper } from './keeper.ts';
export { createLanDriver, type LanConnection, type LanDriver } from './lan-driver.ts';
export { createVirtualReader, type AskSandbox, type VirtualReaderService } from './virtual-reader.ts';
export { createRefundReader, type RefundReader, type RefundRequest } from './refund-reader.ts';
