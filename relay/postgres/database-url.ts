import { isLoopback } from '../loopback.ts';

export type DatabaseUrlAnswer =
  { readonly ok: true; readonly urls: readonly string[] } | { readonly ok: false; readonly problem: string };

/** Kinds of protection that are what they say; `prefer` and `allow` are none as soon as somebody in between wishes. */
const PROTECTION = ['verify-full', 'require', 'disable'];

/**
 * Reads `postgres://user:password@host1:5432,host2:5432/database?sslmode=verify-full` as one URL for each host. The
 * problem never repeats the password.
 */
export function readDatabaseUrl(text: string): DatabaseUrlAnswer {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^@/?#]+)(\/[^#]*)$/.exec(text);
  if (parts === null) return refused('must look like postgres://user:password@host:5432/database.');
  const [, before = '', hosts = '', after = ''] = parts;
  const urls: string[] = [];
  for (const host of hosts.split(',')) {
    const url = URL.parse(`${before}${host}${after}`);
    if (url === null || url.hostname === '' || url.username === '' || url.pathname.length < 2)
      return refused('must name a user, hosts and a database.');
    const mode = url.searchParams.get('sslmode');
    if (mode !== null && !PROTECTION.includes(mode))
      return refused(`must have one of these for sslmode: ${PROTECTION.join(', ')}.`);
    if (mode === null && !isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
      return refused(
        'must say how the way to the database is protected: add ?sslmode=verify-full, or ?sslmode=disable where ' +
          'nobody else is on the network.',
      );
    urls.push(url.href);
  }
  return { ok: true, urls };
}

function refused(problem: string): DatabaseUrlAnswer {
  return { ok: false, problem: `RELAY_DATABASE_URL ${problem}` };
}
