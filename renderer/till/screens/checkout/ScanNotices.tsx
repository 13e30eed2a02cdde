import { Barcode, PackageMinus } from 'lucide-react';
import { Banner, Button } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** What a scan or a tap has to say: a code that no product has, and goods that the shop has no more of. */
export function ScanNotices(props: { readonly onCustomItem: () => void }) {
  const texts = useTexts().checkout;
  const unknown = useTill((state) => state.unknownCode);
  const short = useTill((state) => state.short);
  const clearUnknownCode = useTill((state) => state.clearUnknownCode);
  const clearShort = useTill((state) => state.clearShort);
  const go = useTill((state) => state.go);
  return (
    <>
      {unknown === null ? null : (
        <Banner
          tone="warning"
          icon={Barcode}
          title={unknown.misread ? texts.misread(unknown.code) : texts.unknownCode(unknown.code)}
          announce="assertive"
          action={
            <span className="row">
              {unknown.misread ? null : (
                <Button
                  size="sale"
                  onClick={() => {
                    clearUnknownCode();
                    go({ name: 'products', newCode: unknown.code });
                  }}
                >
                  {texts.createProduct}
                </Button>
              )}
              <Button
                size="sale"
                onClick={() => {
                  clearUnknownCode();
                  props.onCustomItem();
                }}
              >
                {texts.customItem}
              </Button>
            </span>
          }
        >
          {unknown.misread ? texts.misreadTodo : texts.unknownCodeTodo}
        </Banner>
      )}
      {short === null ? null : (
        <Banner
          tone="warning"
          icon={PackageMinus}
          title={texts.short(short.name, short.left)}
          announce="polite"
          action={
            <Button size="sale" onClick={clearShort}>
              {texts.understood}
            </Button>
          }
        >
          {texts.shortTodo}
        </Banner>
      )}
    </>
  );
}
