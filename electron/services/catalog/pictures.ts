import { hash } from 'node:crypto';
import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';

/** A tile is 200 pixels wide; the page makes pictures that small before it sends them. */
export const PICTURE_BYTES_MAX = 40 * 1024;

const SIGNATURES: readonly {
  readonly mediaType: string;
  readonly at: number;
  readonly bytes: readonly number[];
}[] = [
  { mediaType: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { mediaType: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
];

/**
 * Gives a product and its family a picture, or none (null). What it is, its first bytes say, not the page: anything but
 * PNG, JPEG and WebP is refused, as is one that is too large.
 */
export function setPicture(
  db: Db,
  productId: string,
  dataBase64: string | null,
): Result<{ readonly pictureId: string | null }> {
  if (db.get('SELECT 1 FROM products WHERE product_id = ?', productId) === null)
    return refuse('CATALOG_PRODUCT_NOT_FOUND');
  const bytes = dataBase64 === null ? null : Buffer.from(dataBase64, 'base64');
  const mediaType = bytes === null ? null : mediaTypeOf(bytes);
  if (bytes !== null && (mediaType === null || bytes.length > PICTURE_BYTES_MAX))
    return refuse('CATALOG_PICTURE_NOT_READABLE');
  const pictureId = bytes === null ? null : hash('sha256', bytes);
  db.transaction(() => {
    if (bytes !== null && pictureId !== null)
      db.run('INSERT INTO pictures VALUES (?, ?, ?) ON CONFLICT DO NOTHING', pictureId, mediaType, bytes);
    db.run(
      `UPDATE products SET picture_id = ?, picture = NULL WHERE product_id = ?
         OR family_id = (SELECT family_id FROM products WHERE product_id = ?)`,
      pictureId,
      productId,
      productId,
    );
    db.run(
      'DELETE FROM pictures WHERE NOT EXISTS (SELECT 1 FROM products WHERE products.picture_id = pictures.picture_id)',
    );
  });
  return accept({ pictureId });
}

/** A picture as an address that the till page may show without any network. */
export function getPicture(db: Db, pictureId: string): Result<{ readonly dataUrl: string }> {
  const row = db.get<{ readonly media_type: string; readonly bytes: Uint8Array }>(
    'SELECT media_type, bytes FROM pictures WHERE picture_id = ?',
    pictureId,
  );
  if (row === null) return refuse('CATALOG_PRODUCT_NOT_FOUND');
  return accept({ dataUrl: `data:${row.media_type};base64,${Buffer.from(row.bytes).toString('base64')}` });
}

function mediaTypeOf(bytes: Uint8Array): string | null {
  return (
    SIGNATURES.find((each) => each.bytes.every((byte, index) => bytes[each.at + index] === byte))
      ?.mediaType ?? null
  );
}
