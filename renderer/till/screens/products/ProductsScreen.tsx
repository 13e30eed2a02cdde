import { useEffect, useRef, useState } from 'react';
import { useTill } from '../../store/index.ts';
import { CategoriesPage } from './CategoriesPage.tsx';
import { ImportPage } from './ImportPage.tsx';
import { ProductEditor } from './ProductEditor.tsx';
import { ProductList } from './ProductList.tsx';

type View =
  | { readonly kind: 'list' }
  | { readonly kind: 'edit'; readonly productId: string }
  | { readonly kind: 'new'; readonly code: string | null }
  | { readonly kind: 'categories' }
  | { readonly kind: 'import' };

/** What the shop sells, where it is changed. `newCode`: a scanned code for which a product is to be made. */
export function ProductsScreen(props: { readonly newCode: string | null }) {
  const [view, setView] = useState<View>(
    props.newCode === null ? { kind: 'list' } : { kind: 'new', code: props.newCode },
  );
  const go = useTill((state) => state.go);
  const toList = (): void => setView({ kind: 'list' });
  const route = useTill((state) => state.route);
  const shownFor = useRef(route);
  useEffect(() => {
    // Products pressed again leads back to the list.
    if (shownFor.current !== route) setView({ kind: 'list' });
    shownFor.current = route;
  }, [route]);
  switch (view.kind) {
    case 'list':
      return (
        <ProductList
          onOpen={(productId) => setView({ kind: 'edit', productId })}
          onNew={(code) => setView({ kind: 'new', code })}
          onCategories={() => setView({ kind: 'categories' })}
          onImport={() => setView({ kind: 'import' })}
        />
      );
    case 'edit':
      return <ProductEditor key={view.productId} productId={view.productId} code={null} onBack={toList} />;
    case 'new':
      return (
        <ProductEditor
          productId={null}
          code={view.code}
          // Whoever came from an unknown code goes on selling.
          onBack={() => (props.newCode === null ? toList() : go({ name: 'sell' }))}
        />
      );
    case 'categories':
      return <CategoriesPage onBack={toList} />;
    case 'import':
      return <ImportPage onBack={toList} />;
    default:
      throw new Error(`No view ${String(view satisfies never)}`);
  }
}
