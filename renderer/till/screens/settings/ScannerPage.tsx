import { Barcode, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isGtin, isMisreadGtin, type EmbeddedRule } from '../../../../shared/domain/catalog/index.ts';
import { Banner, EmptyState, Select } from '../../components/index.ts';
import { useKeyboard, type Scan } from '../../keyboard/index.ts';
import { useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';

const PREFIXES = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'] as const;

/** Shows how a scanner sends, so that somebody can set it up; and what the shop's scales print. */
export function ScannerPage() {
  const texts = useTexts().catalog.scanner;
  const [scan, setScan] = useState<Scan | null>(null);
  const [isTyped, setTyped] = useState(false);
  useKeyboard({
    onScan: (_code, from) => {
      setScan(from.scan);
      setTyped(false);
      return true;
    },
    onText: () => {
      setTyped(true);
      return true;
    },
  });
  return (
    <>
      <header className="cell2">
        <h1 className="h-title">{texts.title}</h1>
      </header>
      {isTyped ? (
        <Banner tone="info" icon={TriangleAlert} title={texts.typedTitle}>
          {texts.typedText}
        </Banner>
      ) : null}
      <section className="card" aria-live="polite">
        <div className="card__body">
          {scan === null ? (
            <EmptyState icon={Barcode} title={texts.waiting}>
              {texts.text}
            </EmptyState>
          ) : (
            <ScanFacts scan={scan} />
          )}
        </div>
      </section>
      <ScalesCard />
    </>
  );
}

function ScanFacts(props: { readonly scan: Scan }) {
  const texts = useTexts().catalog.scanner;
  const locale = useFormatLocale();
  const ask = useTill((state) => state.ask);
  const [product, setProduct] = useState<string | null>(null);
  const { code, averageMs, slowestMs, end } = props.scan;
  useEffect(() => {
    let isCurrent = true;
    void ask('catalog.search', { text: code.slice(0, 80), limit: 1 }, { quiet: true }).then((answer) => {
      const [found] = answer.ok ? answer.value.products : [];
      if (isCurrent) setProduct(found === undefined ? texts.noProduct : found.name);
    });
    return () => {
      isCurrent = false;
    };
  }, [code, ask, texts]);
  const number = (value: number): string => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <dl className="scantest">
      <dt>{texts.code}</dt>
      <dd className="num strong">{code}</dd>
      <dt>{texts.kind}</dt>
      <dd>{texts.kinds[isGtin(code) ? 'gtin' : isMisreadGtin(code) ? 'misread' : 'other']}</dd>
      <dt>{texts.product}</dt>
      <dd>{product}</dd>
      <dt>{texts.speed}</dt>
      <dd>{texts.speedText(number(averageMs), number(slowestMs))}</dd>
      <dt>{texts.end}</dt>
      <dd>{texts.ends[end]}</dd>
    </dl>
  );
}

function ScalesCard() {
  const texts = useTexts().catalog.scanner;
  const ask = useTill((state) => state.ask);
  const [rules, setRules] = useState<readonly EmbeddedRule[]>([]);
  useEffect(() => {
    void ask('catalog.getScaleCodes', {}, { quiet: true }).then((answer) => {
      if (answer.ok) setRules(answer.value.rules);
    });
  }, [ask]);
  const choose = (prefix: string, holds: string): void => {
    const others = rules.filter((rule) => rule.prefix !== prefix);
    const next = holds === 'price' || holds === 'weight' ? [...others, { prefix, holds } as const] : others;
    setRules(next);
    void ask('catalog.saveScaleCodes', { rules: [...next] });
  };
  return (
    <section className="card" aria-label={texts.scales}>
      <div className="card__body stack">
        <h2 className="h-card">{texts.scales}</h2>
        <p className="muted">{texts.scalesText}</p>
        <div className="mapping">
          {PREFIXES.map((prefix) => (
            <div key={prefix} className="field">
              <span className="field__label">{texts.prefix(prefix)}</span>
              <Select
                label={texts.prefix(prefix)}
                value={rules.find((rule) => rule.prefix === prefix)?.holds ?? 'none'}
                choices={(['none', 'price', 'weight'] as const).map((value) => ({
                  value,
                  label: texts.holds[value],
                }))}
                onChoose={(value) => choose(prefix, value)}
              />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
