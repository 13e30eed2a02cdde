export { ManagerTasks, UnwoundNotice } from './ManagerTasks.tsx';
export { Tray } from './Tray.tsx';
