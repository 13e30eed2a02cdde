export { CardsWait } from './CardsWait.tsx';
export { LineNotice } from './LineNotice.tsx';
export { LinesPanel } from './LinesPanel.tsx';
