import { Star } from 'lucide-react';
import { Icon, joinClasses, Skeleton } from '../../components/index.ts';
import { FAVOURITES, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** The categories of the catalogue; the shop's favourites come first. */
export function CategoryChips() {
  const texts = useTexts().checkout;
  const catalog = useTill((state) => state.catalog);
  const chosen = useTill((state) => state.category);
  const isSearching = useTill((state) => state.searchText !== '');
  const choose = useTill((state) => state.chooseCategory);
  if (catalog.state === 'failed') return null;
  if (catalog.state !== 'ready')
    return (
      <div className="sell__cats" aria-hidden="true">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="skel--chip" />
        ))}
      </div>
    );
  const chip = (id: string, label: string, mark: React.ReactNode, tone?: string) => (
    <button
      key={id}
      type="button"
      className={joinClasses('cat', tone, !isSearching && chosen === id && 'is-on')}
      aria-pressed={!isSearching && chosen === id}
      onClick={() => void choose(id)}
    >
      {mark}
      {label}
    </button>
  );
  return (
    <div className="sell__cats" role="group" aria-label={texts.categories}>
      {chip(FAVOURITES, texts.favourites, <Icon of={Star} size="sm" />)}
      {catalog.categories.map((category) =>
        chip(category.categoryId, category.name, <span className="cat__hue" />, `tone-${category.tone}`),
      )}
    </div>
  );
}
