/** Where the page is. Charging is not a route: main says by its snapshot whether a sale is being charged. */
export type Route =
  | { readonly name: 'sell' }
  | { readonly name: 'transactions' }
  | { readonly name: 'transaction'; readonly saleId: string }
  | { readonly name: 'settings'; readonly section: SettingsSection };

export type SettingsSection = 'shop' | 'stripe' | 'security' | 'about';
export type RouteName = Route['name'];
