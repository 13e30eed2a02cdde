import { Printer } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, Icon, Paper } from '../../components/index.ts';
import { useSnapshot } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { usePageContext } from '../use-page-context.ts';

/** The printer of training in the status bar: pressed, it shows the newest paper. */
export function VirtualPrinter() {
  const says = useTexts().printing;
  const { printer, paper } = useSnapshot().printing;
  const [isOpen, setOpen] = useState(false);
  if (printer !== 'virtual' || paper === null) return null;
  return (
    <>
      <button
        type="button"
        className="status__item status__printer"
        aria-label={says.virtual}
        onClick={() => setOpen(true)}
      >
        <Icon of={Printer} size="sm" className="ink-info" />
        <span>{says.virtual}</span>
      </button>
      {isOpen ? (
        <PaperDialog jobId={paper.jobId} kicksDrawer={paper.kicksDrawer} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function PaperDialog(props: {
  readonly jobId: string;
  readonly kicksDrawer: boolean;
  readonly onClose: () => void;
}) {
  const says = useTexts().printing;
  const { call, sentenceFor, texts } = usePageContext();
  const paper = useAnswer(props.jobId, () => call('printing.getPaper', { jobId: props.jobId }));
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={says.virtualPaper}
      footer={
        <Button kind="primary" onClick={props.onClose}>
          {texts.common.close}
        </Button>
      }
    >
      {props.kicksDrawer ? <p className="muted">{says.drawerOpened}</p> : null}
      {paper.error === null ? null : <Problem text={sentenceFor(paper.error)} />}
      {paper.value === null ? (
        paper.error === null ? (
          <SkeletonRows count={6} label={texts.common.checking} />
        ) : null
      ) : paper.value.blocks.length === 0 ? null : (
        <Paper paper={paper.value} label={says.virtualPaper} />
      )}
    </Dialog>
  );
}
