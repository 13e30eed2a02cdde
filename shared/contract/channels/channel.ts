import type { z } from 'zod';

export type Channel = { readonly request: z.ZodType; readonly response: z.ZodType };

/** One thing that the page may ask: the shape of the request and of the answer. */
export function channel<Request extends z.ZodType, Response extends z.ZodType>(
  request: Request,
  response: Response,
) {
  return { request, response } as const;
}
