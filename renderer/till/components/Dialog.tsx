import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { KeyboardLayer, useKeyboard } from '../keyboard/index.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Button } from './Button.tsx';
import { joinClasses } from './join-classes.ts';

/**
 * A dialog, for what cannot be undone and for things that need a form. While it is open the page below hears no key.
 * Esc and the cross close it; its buttons stand in `footer`, the primary one last.
 */
export function Dialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  /** `keys`: as wide as two columns. */
  readonly wide?: boolean | 'keys';
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly onEnter?: () => void;
  /** Characters typed while none of the dialog's fields has the focus. */
  readonly onText?: (text: string) => void;
  readonly onBackspace?: () => void;
  /** A code that was scanned while the dialog is open; without it a scan does nothing here. */
  readonly onScan?: (code: string) => void;
}) {
  const texts = useTexts();
  return (
    <KeyboardLayer>
      <BaseDialog.Root
        open={props.open}
        onOpenChange={(open) => {
          if (!open) props.onClose();
        }}
      >
        <BaseDialog.Portal>
          <BaseDialog.Backdrop className="scrim" />
          <BaseDialog.Popup
            className={joinClasses(
              'dialog',
              props.wide === true && 'dialog--wide',
              props.wide === 'keys' && 'dialog--keys',
            )}
            {...(props.initialFocus === undefined ? {} : { initialFocus: props.initialFocus })}
          >
            {props.open ? (
              <DialogKeys
                onEnter={props.onEnter}
                onText={props.onText}
                onBackspace={props.onBackspace}
                onScan={props.onScan}
              />
            ) : null}
            <div className="dialog__head">
              <BaseDialog.Title className="h-panel grow">{props.title}</BaseDialog.Title>
              <BaseDialog.Close
                render={<Button kind="quiet" iconOnly icon={X} aria-label={texts.frame.close} />}
              />
            </div>
            {props.text === undefined ? null : (
              <BaseDialog.Description className="muted">{props.text}</BaseDialog.Description>
            )}
            {props.children}
            {props.footer === undefined ? null : <div className="dialog__foot">{props.footer}</div>}
          </BaseDialog.Popup>
        </BaseDialog.Portal>
      </BaseDialog.Root>
    </KeyboardLayer>
  );
}

/** Keeps the keyboard to the dialog while it is open, scans included. */
function DialogKeys(props: {
  readonly onEnter: (() => void) | undefined;
  readonly onText: ((text: string) => void) | undefined;
  readonly onBackspace: (() => void) | undefined;
  readonly onScan: ((code: string) => void) | undefined;
}) {
  useKeyboard({
    modal: true,
    onKey: (press) => {
      const use =
        press.key === 'Enter'
          ? props.onEnter
          : press.key === 'Backspace' && !press.inField
            ? props.onBackspace
            : undefined;
      use?.();
      return use !== undefined;
    },
    onText: (text) => {
      props.onText?.(text);
      return props.onText !== undefined;
    },
    onScan: (code) => {
      props.onScan?.(code);
      return true;
    },
  });
  return null;
}
