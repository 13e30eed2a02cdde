import type { SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button, Dialog, useMoneyText } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** Asks once before a whole cart is given up, because that cannot be undone. */
export function VoidDialog(props: { readonly sale: SaleView | null; readonly onClose: () => void }) {
  const texts = useTexts().checkout;
  const text = useMoneyText();
  const ask = useTill((state) => state.ask);
  const { sale } = props;
  return (
    <Dialog
      open={sale !== null}
      onClose={props.onClose}
      title={texts.voidTitle}
      text={
        sale === null
          ? ''
          : texts.voidText(
              texts.lines(sale.totals.itemCount),
              text({ amountMinor: sale.totals.totalMinor, currency: sale.currency }),
            )
      }
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {texts.voidKeep}
          </Button>
          <Button
            kind="danger-solid"
            size="sale"
            onClick={() => {
              if (sale !== null) void ask('sale.void', { saleId: sale.saleId });
              props.onClose();
            }}
          >
            {texts.voidConfirm}
          </Button>
        </>
      }
    />
  );
}
