export {
  codeForms,
  EMBEDDED_RULES_DEFAULT,
  gtinCheckDigit,
  isGtin,
  isMisreadGtin,
  readEmbeddedCode,
  type EmbeddedCode,
  type EmbeddedRule,
} from './barcode.ts';
export { judgeStock, type Oversell, type StockVerdict } from './stock.ts';
export { GRAMS_MAX, kilogramText, parseKilograms, priceOfWeight, weightOfPrice } from './weight.ts';
