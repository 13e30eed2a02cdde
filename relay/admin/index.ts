export { runAdminCommand, type AdminAnswer, type AdminCommand } from './admin.ts';
