import type { MismatchKind } from '../../../../shared/contract/index.ts';

export const mismatchEs: Readonly<Record<MismatchKind, string>> = {
  amount:
    'Stripe recibió un importe distinto del que registró esta caja. El dinero que tiene Stripe es lo que pagó el cliente. Un encargado compara ambos y reembolsa o corrige la diferencia.',
  tip: 'Stripe registró una propina distinta de la de esta caja. El cliente pagó lo que dice Stripe. Un encargado compara ambas y corrige o reembolsa la propina.',
  currency:
    'Stripe tiene este pago en otra moneda. No es seguro que se pagara el importe correcto. Un encargado lo consulta en Stripe antes de reembolsar nada.',
  mode: 'Stripe tiene este pago en otro modo: de prueba aquí y real allí, o al revés. Considérelo impagado hasta que un encargado lo haya consultado.',
  state:
    'Esta caja y Stripe no dicen lo mismo de este pago. No vuelva a cobrar. Un encargado lo comprueba con Stripe.',
  'not-captured':
    'El banco retiene el importe y nadie lo ha cobrado aún. El dinero no ha llegado. Hay que cobrarlo antes de que caduque la retención.',
  'charged-after-cancel':
    'Al cliente se le cobró después de cancelar aquí este pago. El dinero está en Stripe y hay que reembolsarlo.',
  'missing-at-stripe':
    'Stripe no conoce este pago. No ha llegado dinero por él. Un encargado revisa las claves y el modo, y después cómo pagó realmente el cliente.',
};
