export { createFileLog } from './file-log.ts';
export { redact } from './redact.ts';
