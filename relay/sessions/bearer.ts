/** The token of an `Authorization: Bearer` header; null when there is none. Tokens never stand in a URL. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([\w-]{16,256})$/.exec(header ?? '')?.[1] ?? null;
}
