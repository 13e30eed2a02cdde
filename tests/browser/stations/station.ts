import type { Page } from 'playwright';
import type { ChannelName, ErrorCode } from '../../../shared/contract/index.ts';
import type { OpenTill } from '../open-till.ts';

/** One picture of the till: how to get there from the station before it, and whether a sale passes by it. */
export type Station = {
  readonly name: string;
  /** On the way of a sale targets are larger. */
  readonly onSalePath: boolean;
  readonly go: (till: OpenTill) => Promise<void>;
  /** Which page is looked at, where it is not the till's own. */
  readonly pageOf?: (till: OpenTill) => Page;
  /** Main has not said anything yet, so the page speaks the language that it was written in. */
  readonly isBeforeMain?: true;
};

type Go = Station['go'];
export const sale = (name: string, go: Go): Station => ({ name, onSalePath: true, go });
export const other = (name: string, go: Go): Station => ({ name, onSalePath: false, go });

/** Goes on to a station. What main was kept from answering at the one before works again. */
export async function visit(till: OpenTill, station: Station): Promise<Page> {
  await till.page.unrouteAll({ behavior: 'ignoreErrors' });
  await station.go(till);
  return station.pageOf?.(till) ?? till.page;
}

/** Until the next station main refuses whatever is asked by this channel, as it would for a cause of its own. */
export async function refuse(
  till: OpenTill,
  channel: ChannelName,
  code: ErrorCode = 'APP_UNEXPECTED',
): Promise<void> {
  const json = { ok: false, error: { code, reference: '7F3A-0C21' } };
  await till.page.route(`**/contract/${channel}`, (route) => route.fulfill({ json }));
}
/** Nothing that is asked by this channel is answered before the next station is gone to. */
export async function holdBack(till: OpenTill, channel: ChannelName): Promise<void> {
  await till.page.route(`**/contract/${channel}`, () => undefined);
}
/** Until the next station main is not there. */
export async function cutOff(till: OpenTill, channel: ChannelName): Promise<void> {
  await till.page.route(`**/contract/${channel}`, (route) => route.abort());
}

export const press = (till: OpenTill, key: string): Promise<void> => till.page.keyboard.press(key);
/** As a person types: a burst would be a scan. */
export const type = (till: OpenTill, text: string): Promise<void> =>
  till.page.keyboard.type(text, { delay: 60 });

export const dialog = (till: OpenTill) => till.page.getByRole('dialog');
export const inDialog = (till: OpenTill, name: string | RegExp) =>
  dialog(till).getByRole('button', { name }).last();
export const dialogGone = async (till: OpenTill): Promise<void> => {
  await press(till, 'Escape');
  await dialog(till).waitFor({ state: 'hidden' });
};
export const chooseOption = async (till: OpenTill, box: string | RegExp, option: string): Promise<void> => {
  await till.page.getByRole('combobox', { name: box }).click();
  await till.page.getByRole('option', { name: option }).click();
};

export const heading = (till: OpenTill, name: string | RegExp): Promise<void> =>
  till.page.getByRole('heading', { name }).first().waitFor();
/** Past the first load: lists are there, and nothing is a placeholder any more. */
export const loaded = (till: OpenTill): Promise<void> =>
  till.page.waitForFunction(() => document.querySelector('.skel') === null).then(() => undefined);

export const openSettings = async (till: OpenTill, section: RegExp): Promise<void> => {
  await till.button('Settings').click();
  await till.page.getByRole('navigation').getByRole('button', { name: section }).last().click();
  await loaded(till);
};
export const toSell = async (till: OpenTill): Promise<void> => {
  await till.button('Sell').click();
  await till.page
    .getByRole('button', { name: /^Espresso/u })
    .first()
    .waitFor();
};
export const emptyCart = async (till: OpenTill): Promise<void> => {
  await till.button('Clear cart').click();
  await inDialog(till, 'Clear the cart').click();
  await till.see('The cart is empty');
};
