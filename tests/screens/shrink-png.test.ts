import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { ROOT } from '../support/process.ts';
import { shrinkPng } from './shrink-png.ts';

it('makes a screenshot smaller, and a browser shows nearly the same picture', async () => {
  const original = readFileSync(join(ROOT, 'docs', 'images', 'checkout.png'));
  const browser = await launchBrowser();
  const page = await browser.newPage();
  // A fresh screenshot: the one in the documents may have been shrunk already.
  await page.setContent(`<img src="data:image/png;base64,${original.toString('base64')}">`);
  const shot = await page.locator('img').screenshot();
  const small = shrinkPng(shot);
  expect(small.length).toBeLessThan(shot.length);
  const farthest = await page.evaluate(
    async (pictures) => {
      const [one, other] = await Promise.all(
        pictures.map(async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
          canvas?.drawImage(image, 0, 0);
          return canvas?.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      if (one === undefined || other?.length !== one.length) return Number.NaN;
      const sum = one.reduce((total, value, at) => total + Math.abs(value - (other[at] ?? 0)), 0);
      return sum / one.length;
    },
    [shot, small].map((picture) => picture.toString('base64')),
  );
  await browser.close();
  expect(farthest).toBeLessThan(1);
});

it('refuses what is no PNG', () => {
  expect(() => shrinkPng(Buffer.from('GIF89a'))).toThrow('no PNG');
});
