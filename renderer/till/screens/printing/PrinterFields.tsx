import type { ReactNode } from 'react';
import type { Printer } from '../../../../shared/contract/views/printing.ts';
import { Field, Select } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

const BAUD_RATES = [9600, 19_200, 38_400, 115_200] as const;

/** Where a printer of this kind is found. */
export function PrinterFields(props: {
  readonly printer: Printer;
  readonly system: 'windows' | 'mac' | 'linux';
  readonly onChange: (printer: Printer) => void;
}): ReactNode {
  const says = useTexts().printing;
  const { printer, onChange } = props;
  switch (printer.kind) {
    case 'network':
      return (
        <div className="printer__row">
          <Field
            label={says.host}
            hint={says.hostHint}
            value={printer.host}
            maxLength={253}
            onChange={(event) => onChange({ ...printer, host: event.target.value.trim() })}
          />
          <Field
            label={says.port}
            value={printer.port === 0 ? '' : String(printer.port)}
            inputMode="numeric"
            maxLength={5}
            onChange={(event) =>
              onChange({ ...printer, port: Number(event.target.value.replaceAll(/\D/gu, '')) })
            }
          />
        </div>
      );
    case 'device':
      return <DeviceFields printer={printer} system={props.system} onChange={onChange} />;
    case 'spooler':
      return (
        <Field
          label={says.queue}
          value={printer.queue}
          maxLength={220}
          onChange={(event) => onChange({ ...printer, queue: event.target.value })}
        />
      );
    case 'none':
    case 'virtual':
    case 'system':
      return null;
    default:
      throw new Error(`No fields for ${String(printer satisfies never)}`);
  }
}

/** USB printers and serial lines: a name, and for a line its speed. */
function DeviceFields(props: {
  readonly printer: Printer & { readonly kind: 'device' };
  readonly system: 'windows' | 'mac' | 'linux';
  readonly onChange: (printer: Printer) => void;
}): ReactNode {
  const says = useTexts().printing;
  const { printer, onChange } = props;
  return (
    <>
      <Field
        label={says.device}
        hint={says.deviceHint[props.system]}
        value={printer.path}
        maxLength={110}
        mono
        onChange={(event) => onChange({ ...printer, path: event.target.value.trim() })}
      />
      <div className="field">
        <span className="field__label">{says.speed}</span>
        <Select
          label={says.speed}
          value={printer.baudRate === null ? 'usb' : String(printer.baudRate)}
          choices={[
            { value: 'usb', label: says.usb },
            ...BAUD_RATES.map((rate) => ({ value: String(rate), label: says.baud(rate) })),
          ]}
          onChoose={(value) =>
            onChange({ ...printer, baudRate: BAUD_RATES.find((rate) => String(rate) === value) ?? null })
          }
        />
      </div>
    </>
  );
}
