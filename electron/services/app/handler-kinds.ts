import type { ChannelName } from '../../../shared/contract/index.ts';
import type { Handler } from '../contract-host/index.ts';

type Handle<Name extends ChannelName> = Handler<Name>['handle'];

/** Also before setup and while locked. */
export function anyone<Name extends ChannelName>(handle: Handle<Name>): Handler<Name> {
  return { allowed: 'anyone', movesMoney: false, handle };
}
/** Before setup. */
export function before<Name extends ChannelName>(handle: Handle<Name>): Handler<Name> {
  return { allowed: 'setup', movesMoney: true, handle };
}
/** Whoever works at the till; what they may do there is said by `CHANNEL_ACTIONS`. */
export function cashier<Name extends ChannelName>(handle: Handle<Name>): Handler<Name> {
  return { allowed: 'cashier', movesMoney: false, handle };
}
/** Whoever works at the till; one at a time, because money moves. */
export function money<Name extends ChannelName>(handle: Handle<Name>): Handler<Name> {
  return { allowed: 'cashier', movesMoney: true, handle };
}
