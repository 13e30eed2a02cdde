import { describe, expect, it } from 'vitest';
import { createListeners } from './listeners.ts';

type Named = { readonly name: string; readonly uses?: boolean; readonly modal?: boolean };

function ask(listeners: ReturnType<typeof createListeners<Named>>): readonly string[] {
  const heard: string[] = [];
  listeners.offer(({ name, uses }) => {
    heard.push(name);
    return uses;
  });
  return heard;
}

describe('who hears a key', () => {
  it('is asked from the newest to the oldest, until somebody uses it', () => {
    const listeners = createListeners<Named>();
    listeners.listen(() => ({ name: 'frame' }), 0);
    listeners.listen(() => ({ name: 'screen', uses: true }), 0);
    listeners.listen(() => ({ name: 'panel' }), 0);
    expect(ask(listeners)).toEqual(['panel', 'screen']);
  });

  it('is the dialog alone while it is open, also when a screen comes below it meanwhile', () => {
    const listeners = createListeners<Named>();
    listeners.listen(() => ({ name: 'frame' }), 0);
    listeners.listen(() => ({ name: 'dialog', modal: true }), 1);
    listeners.listen(() => ({ name: 'form in it' }), 1);
    listeners.listen(() => ({ name: 'late screen', uses: true }), 0);
    expect(ask(listeners)).toEqual(['form in it', 'dialog']);
  });

  it('is the page again once the dialog is gone', () => {
    const listeners = createListeners<Named>();
    listeners.listen(() => ({ name: 'screen' }), 0);
    const close = listeners.listen(() => ({ name: 'dialog', modal: true }), 1);
    close();
    close();
    expect(ask(listeners)).toEqual(['screen']);
  });
});
