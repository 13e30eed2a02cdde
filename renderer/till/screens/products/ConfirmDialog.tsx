import { Button, Dialog } from '../../components/index.ts';

/** Asks once before something is left or put away. */
export function ConfirmDialog(props: {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  readonly keep: string;
  readonly confirm: string;
  readonly onKeep: () => void;
  readonly onConfirm: () => void;
}) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onKeep}
      title={props.title}
      text={props.text}
      footer={
        <>
          <Button onClick={props.onKeep}>{props.keep}</Button>
          <Button kind="danger-solid" onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </>
      }
    />
  );
}
