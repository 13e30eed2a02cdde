import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';

/** Hands the receipt to the person as a file; where it goes, the person chooses. */
export function SavePdfButton(props: {
  readonly context: PageContext;
  readonly saleId: string;
  readonly onError: (text: string) => void;
}): ReactNode {
  const says = useTexts().printing;
  const errand = useErrand();
  const { call, sentenceFor } = props.context;
  return (
    <Button
      icon={FileDown}
      disabled={errand.busy}
      onClick={() =>
        errand.run(
          async () => {
            const answer = await call('printing.getReceiptPdf', { saleId: props.saleId });
            if (!answer.ok) props.onError(sentenceFor(answer.error));
            return answer;
          },
          ({ name, base64 }) => save(name, base64),
        )
      }
    >
      {says.savePdf}
    </Button>
  );
}

function save(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file up by then; the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
