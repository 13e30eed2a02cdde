import type {
  AppSnapshot,
  ChannelName,
  ContractError,
  RequestOf,
  ResponseOf,
  Result,
} from '../../../shared/contract/index.ts';
import type { PageTexts } from '../text/pages.en.ts';

/** Asks main one thing and gives its answer as a value; never throws. */
export type Call = <Name extends ChannelName>(
  name: Name,
  request: RequestOf<Name>,
) => Promise<Result<ResponseOf<Name>>>;

/** What a reading page needs from its surroundings. Given as a whole, so that a page never reaches for the bridge. */
export type PageContext = {
  readonly call: Call;
  readonly snapshot: AppSnapshot;
  readonly texts: PageTexts;
  /** Language tag for numbers and dates. */
  readonly languageTag: string;
  /** The sentence for a refusal: what happened, whether money moved, what to do. */
  readonly sentenceFor: (error: ContractError) => string;
};
