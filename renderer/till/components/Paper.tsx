import type { Paper as PaperView } from '../../../shared/contract/views/printing.ts';
import { code128Bars, type ReceiptLogo } from '../../../shared/domain/receipt/index.ts';
import { useTexts } from '../text/use-texts.tsx';
import { joinClasses } from './join-classes.ts';

/** A paper as it comes out of the printer: the same lines, codes and pictures, at the width of the roll. */
export function Paper(props: { readonly paper: PaperView; readonly label: string }) {
  const { columns, blocks } = props.paper;
  return (
    <div className="paper mono" data-columns={columns} tabIndex={0} role="region" aria-label={props.label}>
      {blocks.map((block, index) => {
        switch (block.kind) {
          case 'line':
            return (
              <div
                key={index}
                className={joinClasses(
                  'paper__line',
                  block.weight !== 'plain' && `paper__line--${block.weight}`,
                )}
              >
                {block.text === '' ? '\u00a0' : block.text}
              </div>
            );
          case 'code':
            return <Code key={index} value={block.value} text={block.text} />;
          case 'logo':
            return <Dots key={index} logo={block} />;
          default:
            throw new Error(`Not drawn: ${String(block satisfies never)}`);
        }
      })}
    </div>
  );
}

function Code(props: { readonly value: string; readonly text: readonly string[] }) {
  const texts = useTexts().printing;
  const bars = code128Bars(props.value);
  return (
    <div className="paper__code">
      {bars === null ? null : <Bars bars={bars} label={texts.scanCode} />}
      {props.text.map((line) => (
        <div key={line} className="paper__line">
          {line}
        </div>
      ))}
    </div>
  );
}

function Bars(props: { readonly bars: readonly number[]; readonly label: string }) {
  const modules = props.bars.reduce((sum, width) => sum + width, 0);
  return (
    <svg
      className="paper__bars"
      viewBox={`0 0 ${String(modules)} 40`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      <path d={drawBars(props.bars)} />
    </svg>
  );
}

/** Every second width is a bar; the others are the gaps between. */
function drawBars(bars: readonly number[]): string {
  let x = 0;
  let path = '';
  for (const [index, width] of bars.entries()) {
    if (index % 2 === 0) path += `M${String(x)} 0h${String(width)}v40h-${String(width)}z`;
    x += width;
  }
  return path;
}

function Dots({ logo }: { readonly logo: ReceiptLogo }) {
  const texts = useTexts().printing;
  const bytes = Uint8Array.from(atob(logo.bits), (letter) => letter.charCodeAt(0));
  const drawn: string[] = [];
  for (let row = 0; row < logo.heightDots; row += 1)
    for (let column = 0; column < logo.widthDots; column += 1) {
      const at = row * logo.widthDots + column;
      if ((((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1)
        drawn.push(`M${String(column)} ${String(row)}h1v1h-1z`);
    }
  return (
    <svg
      className="paper__logo"
      width={logo.widthDots / 2}
      height={logo.heightDots / 2}
      viewBox={`0 0 ${String(logo.widthDots)} ${String(logo.heightDots)}`}
      role="img"
      aria-label={texts.logo}
    >
      <path d={drawn.join('')} />
    </svg>
  );
}
