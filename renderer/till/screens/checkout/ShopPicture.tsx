import { useEffect, useState } from 'react';
import { useTill } from '../../store/index.ts';

/** Pictures are named by their content, so that one that was fetched is good for as long as the page lives. */
const FETCHED = new Map<string, string>();

/** A picture of the shop's own. Until it is here, and when it is not, the tile works without. */
export function ShopPicture(props: { readonly pictureId: string; readonly className?: string }) {
  const ask = useTill((state) => state.ask);
  const { pictureId } = props;
  const [address, setAddress] = useState(() => FETCHED.get(pictureId) ?? null);
  useEffect(() => {
    let isCurrent = true;
    const known = FETCHED.get(pictureId) ?? null;
    setAddress(known);
    if (known !== null) return undefined;
    void ask('catalog.getPicture', { pictureId }, { quiet: true }).then((answer) => {
      if (!answer.ok) return;
      FETCHED.set(pictureId, answer.value.dataUrl);
      if (isCurrent) setAddress(answer.value.dataUrl);
    });
    return () => {
      isCurrent = false;
    };
  }, [pictureId, ask]);
  return address === null ? null : (
    <img className={props.className ?? 'tile__photo'} src={address} alt="" draggable={false} />
  );
}
