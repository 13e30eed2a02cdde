import { Segments } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** One question with two answers. */
export function YesNo(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const texts = useTexts().catalog;
  return (
    <Segments
      label={props.label}
      value={props.on ? 'on' : 'off'}
      segments={[
        { value: 'on', label: texts.on },
        { value: 'off', label: texts.off },
      ]}
      onChoose={(value) => props.onChange(value === 'on')}
    />
  );
}
