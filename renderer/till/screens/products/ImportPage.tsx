export function ImportPage(_props: { readonly onBack: () => void }) {
  return null;
}
