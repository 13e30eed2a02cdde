import type { Texts } from '../index.ts';

const causes: Texts['readerCauses']['causes'] = {
  'not-registered': {
    title: 'Este lector no está registrado',
    happened: 'Stripe no tiene este lector en esta cuenta.',
    perhaps: 'No está registrado en esta cuenta.',
    todo: 'Regístrelo en los ajustes con el código de su pantalla.',
  },
  'other-location': {
    title: 'El lector es de otra ubicación',
    happened: 'Stripe lo tiene en una ubicación distinta de la de esta caja.',
    perhaps: 'Está registrado en otra ubicación.',
    todo: 'Elija su ubicación en los ajustes, o regístrelo aquí de nuevo.',
  },
  'other-mode': {
    title: 'El lector está registrado en el otro modo',
    happened: 'Se registró para pagos reales y la caja está en modo de prueba, o al revés.',
    perhaps: 'Está registrado para el otro modo.',
    todo: 'Regístrelo de nuevo con las claves que usa esta caja.',
  },
  off: {
    title: 'El lector está apagado',
    happened: 'Stripe no recibe nada de él: está apagado, en reposo o sin red.',
    perhaps: 'Está apagado o en reposo.',
    todo: 'Actívelo, y revise su cable y su red.',
  },
  'other-subnet': {
    title: 'El lector y la caja están en dos redes',
    happened: 'La dirección del lector no está en ninguna red de este ordenador, y no responde allí.',
    perhaps: 'Está en una red distinta de la caja, como la de invitados.',
    todo: 'Ponga ambos en la misma red.',
  },
  'dns-protection': {
    title: 'El router oculta el nombre del lector',
    happened:
      'La red no da direcciones privadas para nombres públicos, así que el nombre del lector no lleva a ninguna parte.',
    perhaps: 'El router no da una dirección privada para el nombre del lector.',
    todo: 'Permita stripe-terminal-local-reader.net en su protección contra rebinding, o ponga el servidor DNS 1.1.1.1.',
  },
  firewall: {
    title: 'Algo se interpone entre la caja y el lector',
    happened: 'Un cortafuegos o la Wi-Fi los mantiene separados.',
    perhaps:
      'Un cortafuegos los separa, o lee lo que está cifrado; o la Wi-Fi mantiene separados sus dispositivos.',
    todo: 'Desactive el aislamiento de clientes, y deje que esta caja llegue al lector sin inspección.',
  },
  'in-use': {
    title: 'Otra caja tiene el lector',
    happened: 'Se ha dejado allí.',
    perhaps: 'Otra caja lo usa, y no lo ha dicho.',
    todo: 'Pregunte allí. Un encargado puede tomarlo en los ajustes.',
  },
  'needs-update': {
    title: 'El lector necesita una actualización',
    happened: 'Su software es más antiguo de lo que Stripe acepta.',
    perhaps: 'Se está actualizando o reiniciando.',
    todo: 'Déjelo con corriente y conectado; se actualiza solo en unos minutos.',
  },
  'page-permission': {
    title: 'El navegador aparta la caja de la red local',
    happened: 'Alguien negó a esta página el permiso de llegar a los dispositivos de la red de la tienda.',
    perhaps: 'El navegador o el ordenador aparta la caja de la red local.',
    todo: 'Permita la red local a esta caja en los ajustes del navegador y del ordenador.',
  },
  'stripe-away': {
    title: 'Stripe no responde',
    happened: 'Sin Stripe la caja no encuentra ningún lector.',
    perhaps: 'No se llegó a Stripe a tiempo.',
    todo: 'Revise la conexión a Internet. Entretanto funciona el efectivo.',
  },
  'key-refused': {
    title: 'Stripe no deja a esta clave buscar lectores',
    happened: 'La clave fue revocada, o le falta un permiso para lectores.',
    perhaps: 'A la clave le falta un permiso para lectores.',
    todo: 'Haga comprobar la clave en los ajustes, con Verificar.',
  },
  'sdk-blocked': {
    title: 'El software de lectores de Stripe no se ha cargado',
    happened: 'La caja no pudo descargarlo de js.stripe.com.',
    perhaps: 'El software de lectores de Stripe no se ha cargado.',
    todo: 'Revise la conexión a Internet, y deje pasar js.stripe.com.',
  },
};

export const readerCauses: Texts['readerCauses'] = {
  causes,
  notFoundOut: 'La caja no ha podido averiguar la causa. Una de estas, la más probable primero:',
  heldBy: (register, since) => `${register} lo tiene desde ${since}.`,
};
