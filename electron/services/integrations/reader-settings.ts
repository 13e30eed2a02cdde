import {
  accept,
  refuse,
  type Approval,
  type LocationView,
  type ReaderView,
  type Result,
} from '../../../shared/contract/index.ts';
import { readHolder, SDK_SIMULATED_READER, type NotedHolder } from '../readers/index.ts';
import type { Settings } from '../settings/index.ts';
import type { NewLocation, StripeReader } from '../stripe/index.ts';
import { isTraining, type AccountLists, type IntegrationPorts } from './ports.ts';

/** Asks Stripe for this account's readers and locations. What was known stays known when it does not answer. */
export async function refreshReaders(
  ports: IntegrationPorts,
  lists: AccountLists,
): Promise<Result<AccountLists>> {
  const gateway = ports.gateway();
  if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  const [readers, locations] = await Promise.all([gateway.listReaders(), gateway.listLocations()]);
  if (readers.kind !== 'ok') return refuse(readers.error);
  if (locations.kind !== 'ok') return refuse(locations.error);
  const settings = ports.settings.get();
  lists.readers = [
    ...readers.value.map((reader) => viewReader(reader, settings, ports.clock.nowMs())),
    ...(settings.mode === 'test' ? [sdkSimulated(settings)] : []),
  ];
  lists.locations = locations.value.map((location) => ({
    ...location,
    chosen: location.locationId === settings.locationId,
  }));
  return accept(lists);
}

/** What was listed last, with today's choice marked; the chosen reader is shown even before anything was listed. */
export function viewLists(
  settings: Settings,
  lists: AccountLists,
): { readers: ReaderView[]; locations: LocationView[] } {
  const readers = lists.readers.map((reader) => ({
    ...reader,
    chosen: reader.readerId === settings.readerId,
  }));
  const chosenIsListed = readers.some((reader) => reader.chosen);
  return {
    readers:
      chosenIsListed || settings.readerId === null
        ? readers
        : [
            ...readers,
            {
              readerId: settings.readerId,
              label: settings.readerLabel ?? settings.readerId,
              deviceType: '',
              serialNumber: '',
              status: 'unknown',
              locationId: settings.locationId,
              ipAddress: null,
              usedBy: null,
              simulated: isTraining(settings.mode) || settings.readerId === SDK_SIMULATED_READER,
              chosen: true,
            },
          ],
    locations: lists.locations.map((location) => ({
      ...location,
      chosen: location.locationId === settings.locationId,
    })),
  };
}

/** Changes the way to the reader. Never in the middle of a payment: each payment keeps the way it was armed on. */
export async function setReaderWay(
  ports: IntegrationPorts,
  way: { readonly mode: Settings['readerMode']; readonly fallback: Settings['readerFallback'] },
): Promise<Result<null>> {
  const before = ports.settings.get().readerMode;
  if (before === 'lan' && way.mode === 'server-driven') await ports.keeper().disconnect();
  ports.settings.change({ readerMode: way.mode, readerFallback: way.fallback });
  if (before === 'server-driven' && way.mode === 'lan') await ports.keeper().connect('person');
  ports.changed();
  return accept(null);
}

export async function chooseReader(
  ports: IntegrationPorts,
  lists: AccountLists,
  readerId: string,
): Promise<Result<null>> {
  const reader = lists.readers.find((each) => each.readerId === readerId);
  if (reader === undefined) return refuse('READER_NOT_FOUND');
  await ports.keeper().disconnect();
  ports.settings.change({
    readerId,
    readerLabel: reader.label,
    locationId: reader.locationId ?? ports.settings.get().locationId,
  });
  // The choice stands even when the reader can't be reached now: the keeper goes on trying, and the chip tells.
  await ports.keeper().connect('person');
  return accept(null);
}

/** Adds a reader to the shop's account, with a manager's name on it: cards will be held to whatever is added here. */
export async function registerReader(
  ports: IntegrationPorts,
  lists: AccountLists,
  request: { readonly registrationCode: string; readonly label: string; readonly approval: Approval },
): Promise<Result<null>> {
  const gateway = ports.gateway();
  if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  const { locationId } = ports.settings.get();
  if (locationId === null) return refuse('READER_NONE_CHOSEN');
  const { registrationCode, label } = request;
  // By its name, because Stripe gives it an id only when it is registered.
  const approved = await ports.approvals.approve('reader.register', label, request.approval);
  if (!approved.ok) return approved;
  const registered = await gateway.registerReader({ registrationCode, label, locationId });
  if (registered.kind !== 'ok') {
    const codeRefused = registered.kind === 'refused' && registered.error === 'STRIPE_REQUEST_REFUSED';
    return refuse(codeRefused ? 'READER_CODE_NOT_ACCEPTED' : registered.error);
  }
  const refreshed = await refreshReaders(ports, lists);
  return refreshed.ok ? accept(null) : refreshed;
}

export async function createLocation(
  ports: IntegrationPorts,
  lists: AccountLists,
  location: NewLocation,
): Promise<Result<null>> {
  const gateway = ports.gateway();
  if (gateway === null) return refuse('PAYMENT_CARDS_NOT_SET_UP');
  const made = await gateway.createLocation(location);
  if (made.kind !== 'ok') return refuse(made.error);
  ports.settings.change({ locationId: made.value });
  const refreshed = await refreshReaders(ports, lists);
  return refreshed.ok ? accept(null) : refreshed;
}

/** Connects the chosen reader. One that another till uses is left there, unless a manager takes it over. */
export async function connectReader(
  ports: IntegrationPorts,
  takeOver: Approval | null,
): Promise<Result<Record<string, never>>> {
  const { readerId } = ports.settings.get();
  if (readerId === null) return refuse('READER_NONE_CHOSEN');
  if (takeOver !== null) {
    const approved = await ports.approvals.approve('reader.take-over', readerId, takeOver);
    if (!approved.ok) return approved;
  }
  const outcome = await ports.keeper().connect(takeOver === null ? 'person' : 'manager');
  if (typeof outcome === 'object') {
    const { inUseBy } = outcome;
    return refuse(
      'READER_IN_USE',
      inUseBy === null ? undefined : { register: inUseBy.register, sinceMs: inUseBy.sinceMs },
    );
  }
  switch (outcome) {
    case 'connected':
      return accept({});
    case 'not-found':
      return refuse('READER_NOT_FOUND');
    case 'failed':
      return refuse('READER_OFFLINE');
    case 'no-sdk':
      return refuse('READER_SDK_NOT_LOADED');
    case 'no-page':
      return refuse('READER_PAGE_NOT_RUNNING');
    case 'none-chosen':
      return refuse('READER_NONE_CHOSEN');
    default:
      throw new Error(`Unknown outcome ${String(outcome satisfies never)}`);
  }
}

function viewReader(reader: StripeReader, settings: Settings, nowMs: number): ReaderView {
  const { metadata, ...shown } = reader;
  const holder = readHolder(metadata, settings, nowMs);
  return {
    ...shown,
    simulated: isTraining(settings.mode) || reader.deviceType.startsWith('simulated_'),
    usedBy: holder === null || holder.isUs ? null : usedBy(holder),
    chosen: reader.readerId === settings.readerId,
  };
}

function usedBy({ register, sinceMs, lastSaidAtMs, isStale }: NotedHolder): ReaderView['usedBy'] {
  return { register, sinceMs, lastSaidAtMs, isStale };
}

function sdkSimulated(settings: Settings): ReaderView {
  return {
    readerId: SDK_SIMULATED_READER,
    label: 'Simulated reader',
    deviceType: 'simulated',
    serialNumber: '',
    status: 'online',
    locationId: null,
    ipAddress: null,
    usedBy: null,
    simulated: true,
    chosen: settings.readerId === SDK_SIMULATED_READER,
  };
}
