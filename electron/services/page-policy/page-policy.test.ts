import { describe, expect, it } from 'vitest';
import { customerPagePolicy, readerPagePolicy, tillPagePolicy } from './index.ts';

function directive(policy: string, name: string): string | undefined {
  return policy.split('; ').find((each) => each.startsWith(`${name} `));
}

describe('the till page', () => {
  it('reaches nothing in Electron, and loads only its own', () => {
    const policy = tillPagePolicy();
    expect(directive(policy, 'connect-src')).toBe("connect-src 'none'");
    expect(directive(policy, 'frame-src')).toBe("frame-src 'none'");
    expect(directive(policy, 'script-src')).toBe("script-src 'self'");
    expect(policy).not.toContain('://');
  });
  it('reaches its own address and the reader page in a browser, and nothing else', () => {
    const policy = tillPagePolicy({ readerPage: 'http://127.0.0.1:2' });
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
    expect(directive(policy, 'frame-src')).toBe('frame-src http://127.0.0.1:2');
    expect(policy.replace('http://127.0.0.1:2', '')).not.toContain('://');
  });
});

describe('the customer page', () => {
  it('loads only its own and reaches nothing, but for its feed in a browser', () => {
    expect(directive(customerPagePolicy({ stream: false }), 'connect-src')).toBe("connect-src 'none'");
    const policy = customerPagePolicy({ stream: true });
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
    expect(directive(policy, 'default-src')).toBe("default-src 'none'");
    expect(directive(policy, 'script-src')).toBe("script-src 'self'");
    expect(policy).not.toMatch(/:\/\/|frame-src|unsafe/u);
  });
});

describe('the reader page', () => {
  it('reaches Stripe and readers in the shop’s network, and nobody else', () => {
    const policy = readerPagePolicy({ standIn: [], self: false, framedBy: null });
    expect(directive(policy, 'script-src')).toBe("script-src 'self' https://js.stripe.com");
    expect(directive(policy, 'connect-src')).toBe(
      'connect-src https://api.stripe.com https://gator.stripe.com https://js.stripe.com ' +
        'https://*.device.stripe-terminal-local-reader.net:*',
    );
    expect(directive(policy, 'frame-ancestors')).toBe("frame-ancestors 'none'");
  });
  it('reaches the stand-in alone in training', () => {
    const policy = readerPagePolicy({ standIn: ['http://127.0.0.1:1'], self: false, framedBy: null });
    expect(policy).not.toContain('stripe');
    expect(directive(policy, 'connect-src')).toBe('connect-src http://127.0.0.1:1');
  });
});
