import type { MismatchKind } from '../../../../shared/contract/index.ts';

export const mismatchFr: Readonly<Record<MismatchKind, string>> = {
  amount:
    'Stripe a reçu un autre montant que celui enregistré par cette caisse. Le client a payé le montant connu de Stripe. Un responsable compare les deux et rembourse ou corrige la différence.',
  tip: 'Stripe a enregistré un autre pourboire que cette caisse. Le client a payé ce que dit Stripe. Un responsable compare les deux et corrige ou rembourse le pourboire.',
  currency:
    'Stripe tient ce paiement dans une autre devise. Il n’est pas certain que le bon montant ait été payé. Un responsable vérifie chez Stripe avant tout remboursement.',
  mode: 'Stripe tient ce paiement dans un autre mode : test ici et réel là-bas, ou l’inverse. Considérez-le comme impayé tant qu’un responsable ne l’a pas vérifié.',
  state:
    'Cette caisse et Stripe ne disent pas la même chose de ce paiement. N’encaissez pas une seconde fois. Un responsable le vérifie avec Stripe.',
  'not-captured':
    'La banque réserve le montant et personne ne l’a encore prélevé. L’argent n’est pas arrivé. Il doit être prélevé avant la fin de la réservation.',
  'charged-after-cancel':
    'Le client a été débité après l’annulation de ce paiement ici. L’argent est chez Stripe et doit être remboursé.',
  'missing-at-stripe':
    'Stripe ne connaît pas ce paiement. Aucun argent n’est arrivé. Un responsable vérifie les clés et le mode, puis comment le client a réellement payé.',
};
