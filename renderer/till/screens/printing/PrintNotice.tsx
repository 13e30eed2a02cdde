import { Printer, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PrintJobView } from '../../../../shared/contract/views/printing.ts';
import { Banner, Button } from '../../components/index.ts';
import { useShortcut } from '../../keyboard/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

const SAID_FOR_MS = 4_000;

/** Above each screen: paper that did not come, with its cause. It stops nobody. Also hears the key for a reprint. */
export function PrintNotice() {
  const says = useTexts().printing;
  const { trouble } = useSnapshot().printing;
  const [dropped, setDropped] = useState<string | null>(null);
  const [reprinted, setReprinted] = useState<PrintJobView | null>(null);
  const ask = useTill((state) => state.ask);
  const reprint = async (): Promise<void> => {
    const answer = await ask('printing.reprintLast', {});
    if (answer.ok) setReprinted(answer.value);
  };
  useShortcut('reprint', () => void reprint());
  useEffect(() => {
    const timer = setTimeout(() => setReprinted(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [reprinted]);
  if (trouble !== null && trouble.jobId !== dropped)
    return <Trouble job={trouble} onDrop={() => setDropped(trouble.jobId)} />;
  return reprinted === null ? null : (
    <Banner tone="info" icon={Printer} title={says.reprinting(reprinted.label)} />
  );
}

function Trouble(props: { readonly job: PrintJobView; readonly onDrop: () => void }) {
  const says = useTexts().printing;
  const ask = useTill((state) => state.ask);
  const { job } = props;
  const inDoubt = job.state === 'unknown';
  const paper = says.papers[job.kind];
  const cause = says.causes[job.cause ?? 'unexpected'];
  return (
    <Banner
      tone="warning"
      icon={TriangleAlert}
      title={inDoubt ? says.inDoubt(paper, job.label) : says.notPrinted(paper, job.label)}
      action={
        <span className="row">
          {job.state === 'waiting' ? null : (
            <Button onClick={() => void ask('printing.again', { jobId: job.jobId })}>
              {inDoubt && job.kind !== 'drawer' ? says.againAsCopy : says.again}
            </Button>
          )}
          <Button
            kind="quiet"
            onClick={() => {
              props.onDrop();
              if (!inDoubt) void ask('printing.cancel', { jobId: job.jobId }, { quiet: true });
            }}
          >
            {says.drop}
          </Button>
        </span>
      }
    >
      {[
        cause.what,
        cause.todo,
        job.kind === 'receipt' ? says.saleFine : null,
        job.state === 'waiting' ? says.triesAgain : null,
      ]
        .filter((sentence) => sentence !== null)
        .join(' ')}
    </Banner>
  );
}
