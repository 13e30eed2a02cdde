export { KeysOverlay } from './KeysOverlay.tsx';
export { KeysPage } from './KeysPage.tsx';
