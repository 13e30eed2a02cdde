import { ImageUp } from 'lucide-react';
import { useState } from 'react';
import type { ContractError } from '../../../../shared/contract/envelope.ts';
import type { ProductDetail } from '../../../../shared/contract/views/catalog.ts';
import { Button, ErrorBanner, Icon } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { ShopPicture } from '../checkout/index.ts';

/** A tile shows 96 pixels; twice that is sharp on every screen and small on the disk. */
const SIDE_PX = 192;
const BYTES_MAX = 40_000;

/** The picture of a product. The page makes it small before it sends it, so that the file may be any camera's. */
export function PictureCard(props: {
  readonly productId: string | null;
  readonly detail: ProductDetail | null;
  readonly onChanged: () => void;
}) {
  const texts = useTexts().catalog;
  const ask = useTill((state) => state.ask);
  const [error, setError] = useState<ContractError | null>(null);
  const { productId, detail } = props;
  const set = async (dataBase64: string | null): Promise<void> => {
    if (productId === null) return;
    const answer = await ask('catalog.setPicture', { productId, dataBase64 }, { quiet: true });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) props.onChanged();
  };
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const small = await shrink(file);
    if (small === null) setError({ code: 'CATALOG_PICTURE_NOT_READABLE' });
    else await set(small);
  };
  return (
    <section className="card" aria-label={texts.pictureTitle}>
      <div className="card__body stack">
        <h2 className="h-card">{texts.pictureTitle}</h2>
        {error === null ? null : <ErrorBanner error={error} />}
        {productId === null ? (
          <p className="muted">{texts.pictureAfterSave}</p>
        ) : (
          <div className="editor__picture">
            {detail?.pictureId === null || detail === null ? null : (
              <ShopPicture pictureId={detail.pictureId} className="editor__photo" />
            )}
            <div className="stack">
              <label className="btn btn--secondary editor__file">
                <Icon of={ImageUp} />
                {texts.pictureChoose}
                <input
                  type="file"
                  accept="image/png,image/jpeg,image/webp"
                  onChange={(event) => {
                    void choose(event.target.files?.[0]);
                    // The same file may be chosen again after it was changed.
                    event.target.value = '';
                  }}
                />
              </label>
              {detail?.pictureId === null || detail === null ? null : (
                <Button kind="quiet" onClick={() => void set(null)}>
                  {texts.pictureRemove}
                </Button>
              )}
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

/** The middle square of a picture as base64, small enough to send; null for what is no picture. */
async function shrink(file: File): Promise<string | null> {
  try {
    const image = await createImageBitmap(file);
    const side = Math.min(image.width, image.height);
    const canvas = document.createElement('canvas');
    canvas.width = SIDE_PX;
    canvas.height = SIDE_PX;
    const left = (image.width - side) / 2;
    const top = (image.height - side) / 2;
    canvas.getContext('2d')?.drawImage(image, left, top, side, side, 0, 0, SIDE_PX, SIDE_PX);
    for (const quality of [0.85, 0.6, 0.3]) {
      const data = canvas.toDataURL('image/webp', quality).split(',')[1] ?? '';
      if (data.length * 0.75 <= BYTES_MAX) return data;
    }
    return null;
  } catch {
    return null;
  }
}
