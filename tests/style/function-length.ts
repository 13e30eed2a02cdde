import { parseSync } from '@swc/core';
import { isTest, type ProjectFile } from './project-files.ts';

const OWN_LINES_MAX = 70;
const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
  'Constructor',
]);

/** Longer ones, each with its reason. */
const EXCUSED: Readonly<Record<string, string>> = {
  'renderer/till/components/Reader.tsx: Face': 'One drawing for each face of the reader.',
  'renderer/till/preview/fixtures.ts: chargeFor': 'One literal for each state.',
  'renderer/till/screens/lock/LockScreen.tsx: LockScreen': 'Markup of one screen.',
  'renderer/till/screens/transactions/TransactionScreen.tsx: Head': 'Markup of one header.',
  'renderer/till/screens/transactions/TransactionsScreen.tsx: TransactionsScreen': 'Markup of one screen.',
  'sandbox/objects/payment-intents.ts: createIntent': 'One literal with every field of Stripe’s object.',
};

type Node = { readonly type?: string; readonly span?: { readonly start: number; readonly end: number } };

/**
 * Functions with too many lines of their own. The lines of functions inside it count for those: what is measured is
 * how much a reader has to hold in mind at once.
 */
export function functionsAreShort(files: readonly ProjectFile[]): readonly string[] {
  return files
    .filter(({ path }) => /\.tsx?$/u.test(path) && !path.endsWith('.d.ts') && !isTest(path))
    .flatMap(({ path, text }) => {
      const program = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x') });
      const bytes = Buffer.from(text);
      const linesOf = ({ span }: Node): number =>
        span === undefined
          ? 0
          : bytes
              .subarray(span.start - program.span.start, span.end - program.span.start)
              .toString()
              .split('\n').length;
      const found: string[] = [];
      const visit = (node: Node): number => {
        const whole = linesOf(node);
        const inner = childFunctions(node).reduce((sum, child) => sum + Math.max(0, visit(child) - 1), 0);
        const name = `${path}: ${nameOf(node, bytes, program.span.start)}`;
        if (whole - inner > OWN_LINES_MAX && EXCUSED[name] === undefined) {
          found.push(`${name} has ${String(whole - inner)} lines of its own.`);
        }
        return whole;
      };
      childFunctions(program).forEach(visit);
      return found;
    });
}

function childFunctions(node: object): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'span' ? [] : functionsIn(value),
  );
}

function functionsIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(functionsIn);
  if (typeof value !== 'object' || value === null) return [];
  const type: unknown = Reflect.get(value, 'type');
  return typeof type === 'string' && FUNCTIONS.has(type) ? [value] : childFunctions(value);
}

function nameOf({ span }: Node, bytes: Buffer, start: number): string {
  const text = span === undefined ? '' : bytes.subarray(span.start - start, span.end - start).toString();
  return /^(?:async )?function (\w+)/u.exec(text)?.[1] ?? 'a function';
}
