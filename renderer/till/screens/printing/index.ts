export { LookPage } from './LookPage.tsx';
export { MailPage } from './MailPage.tsx';
export { MailReceipt } from './MailReceipt.tsx';
export { PrintButton } from './PrintButton.tsx';
export { SavePdfButton } from './SavePdfButton.tsx';
export { PrinterPage } from './PrinterPage.tsx';
export { PrintNotice } from './PrintNotice.tsx';
export { VirtualPrinter } from './VirtualPrinter.tsx';
