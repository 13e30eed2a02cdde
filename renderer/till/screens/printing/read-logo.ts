import type { ReceiptLogo } from '../../../../shared/domain/receipt/index.ts';

const WIDTH_MAX = 384;
const HEIGHT_MAX = 200;
/** Darker than this is black. Heads know no grey, and dots of a raster smear on thermal paper. */
const BLACK_BELOW = 140;

/** A picture file as the dots of a logo; null for a file that holds no picture. */
export async function readLogo(file: Blob): Promise<ReceiptLogo | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, WIDTH_MAX / picture.width, HEIGHT_MAX / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const heightDots = Math.max(1, Math.round(picture.height * scale));
  const widthDots = Math.ceil(width / 8) * 8;
  const canvas = document.createElement('canvas');
  canvas.width = widthDots;
  canvas.height = heightDots;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  // What is transparent in the file stays paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, widthDots, heightDots);
  context.drawImage(picture, Math.floor((widthDots - width) / 2), 0, width, heightDots);
  picture.close();
  return packDots(context.getImageData(0, 0, widthDots, heightDots).data, widthDots, heightDots);
}

/** Eight dots in a byte, from red, green, blue and alpha of each. */
export function packDots(rgba: ArrayLike<number>, widthDots: number, heightDots: number): ReceiptLogo {
  const bytes = new Uint8Array((widthDots * heightDots) / 8);
  for (let at = 0; at < widthDots * heightDots; at += 1) {
    const [red = 255, green = 255, blue = 255] = [rgba[at * 4], rgba[at * 4 + 1], rgba[at * 4 + 2]];
    if (0.299 * red + 0.587 * green + 0.114 * blue < BLACK_BELOW)
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
  }
  return { kind: 'logo', widthDots, heightDots, bits: btoa(String.fromCharCode(...bytes)) };
}
