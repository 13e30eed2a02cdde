import { createRoot } from 'react-dom/client';
import type { CustomerDisplay } from '../../shared/contract/views/customer-display.ts';
import { CustomerView } from '../till/customer-display/CustomerView.tsx';
import { connectCustomerBridge } from './bridge.ts';
import './page.css';

/** The page that faces the customer: it hears what to show, and has no way to ask or to answer. */
const place = document.getElementById('customer');
if (place === null) throw new Error('The page has no element #customer to draw into.');
const root = createRoot(place);
const draw = (display: CustomerDisplay): void => {
  document.documentElement.lang = display.locale;
  document.documentElement.dataset['theme'] = display.theme;
  root.render(<CustomerView display={display} />);
};
connectCustomerBridge(window).onDisplay(draw);
