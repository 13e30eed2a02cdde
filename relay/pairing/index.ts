export { refuse, registerPairing } from './routes.ts';
