export { LookPage } from './LookPage.tsx';
export { PrintButton } from './PrintButton.tsx';
export { PrinterPage } from './PrinterPage.tsx';
export { PrintNotice } from './PrintNotice.tsx';
export { VirtualPrinter } from './VirtualPrinter.tsx';
