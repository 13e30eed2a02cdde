import { cutOff, holdBack, other, refuse, type Station } from './station.ts';

const beforeMain = (name: string, go: Station['go']): Station => ({ ...other(name, go), isBeforeMain: true });

/** Before there is a shop: a page that loads, one that reaches nobody, and the first question. */
export const STARTING: readonly Station[] = [
  beforeMain('start-loading', async (till) => {
    await holdBack(till, 'app.getSnapshot');
    await till.page.reload();
    await till.page.locator('.starting').waitFor();
  }),
  beforeMain('start-unreachable', async (till) => {
    await cutOff(till, 'app.getSnapshot');
    await till.page.reload();
    await till.button('Try again').waitFor();
  }),
  other('first-run', async (till) => {
    await till.button('Try again').click();
    await till.button(/^Start training/u).waitFor();
  }),
  other('first-run-not-started', async (till) => {
    await refuse(till, 'app.startTraining', 'TRAINING_NOT_STARTED');
    await till.button(/^Start training/u).click();
    await till.page.locator('.first .banner').waitFor();
  }),
  other('first-run-connect', async (till) => {
    await till.button(/^Connect/u).click();
    await till.page.locator('#shop-name').fill('Kade 12');
  }),
  other('first-run-connect-refused', async (till) => {
    await refuse(till, 'app.startConnecting', 'SETTINGS_FILE_DAMAGED');
    await till.button('Continue').click();
    await till.page.locator('.choice--form .banner').waitFor();
  }),
  other('first-run-preparing', async (till) => {
    // Answered as soon as the next station is gone to.
    await holdBack(till, 'app.startTraining');
    await till.button(/^Start training/u).click();
    await till.button(/^Preparing/u).waitFor();
  }),
];
