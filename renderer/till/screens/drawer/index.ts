export { CashMenu, CashMenuKey } from './CashMenu.tsx';
export { CashSide, LevelBadge, Variance } from './CashSide.tsx';
export { CloseForm, drawerAtClose, EMPTY_DRAFT, type CloseDraft } from './CloseForm.tsx';
export { CountPanel } from './CountPanel.tsx';
export { DrawerTimeline } from './DrawerTimeline.tsx';
export { OpenShiftScreen } from './OpenShiftScreen.tsx';
export { ReportDialog } from './ReportDialog.tsx';
