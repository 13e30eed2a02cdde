export { ChargeScreen } from './ChargeScreen.tsx';
