import type { Page } from 'playwright';
import type { OpenTill } from '../open-till.ts';

/** One picture of the till: how to get there from the station before it, and whether a sale passes by it. */
export type Station = {
  readonly name: string;
  /** On the way of a sale targets are larger. */
  readonly onSalePath: boolean;
  readonly go: (till: OpenTill) => Promise<void>;
  /** Which page is looked at, where it is not the till's own. */
  readonly pageOf?: (till: OpenTill) => Page;
};

type Go = Station['go'];
export const sale = (name: string, go: Go): Station => ({ name, onSalePath: true, go });
export const other = (name: string, go: Go): Station => ({ name, onSalePath: false, go });

export const press = (till: OpenTill, key: string): Promise<void> => till.page.keyboard.press(key);
export const dialog = (till: OpenTill) => till.page.getByRole('dialog');
export const dialogGone = async (till: OpenTill): Promise<void> => {
  await press(till, 'Escape');
  await dialog(till).waitFor({ state: 'hidden' });
};
export const heading = (till: OpenTill, name: string | RegExp): Promise<void> =>
  till.page.getByRole('heading', { name }).first().waitFor();
/** Past the first load: lists are there, and nothing is a placeholder any more. */
export const loaded = (till: OpenTill): Promise<void> =>
  till.page.waitForFunction(() => document.querySelector('.skel') === null).then(() => undefined);

