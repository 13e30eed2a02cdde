import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { lookAfter } from './app/appearance.ts';
import { addReaderFrame, connectBridge } from './bridge/index.ts';
import { createKeyboard } from './keyboard/index.ts';
import { createTillStore } from './store/index.ts';
import './styles/index.css';

const place = document.getElementById('till');
if (place === null) throw new Error('The page has no element #till to draw into.');

const look = lookAfter(document.documentElement, window);
const store = createTillStore(connectBridge(window));
// What was chosen at this till, as soon as main has told it and whenever it is changed.
store.subscribe(({ snapshot }, { snapshot: before }) => {
  if (snapshot?.appearance !== before?.appearance) look.choose(snapshot?.appearance ?? null);
});
const keyboard = createKeyboard(window, () => store.getState().tornScan());
// Asked last, because it was there first: what no screen has a use for.
keyboard.listen(
  () => ({
    onScan: (code) => {
      void store.getState().strayScan(code);
      return true;
    },
  }),
  0,
);
createRoot(place).render(<App store={store} keyboard={keyboard} />);
addReaderFrame(document);
