import type { settingsErrors as english } from '../en/settings-errors.ts';

export const settingsErrors: typeof english = {
  SETTINGS_SHORTCUT_TAKEN: {
    title: 'Esta tecla ya tiene una tarea',
    happened: 'Otra tarea de la misma pantalla usa esta tecla. No se ha cambiado nada.',
    todo: 'Elija otra tecla, o intercambie las dos.',
  },
  SETTINGS_KEY_MALFORMED: {
    title: 'Esto no es una clave de Stripe',
    happened: 'La clave no se ha guardado.',
    todo: 'Cópiela entera del panel de Stripe; empieza por pk_, sk_ o rk_.',
  },
  SETTINGS_KEY_MODES_DIFFER: {
    title: 'Una clave es de prueba y la otra real',
    happened: 'No se ha guardado ninguna de las dos.',
    todo: 'Use dos claves del mismo modo.',
  },
  SETTINGS_KEY_ACCOUNTS_DIFFER: {
    title: 'Las claves son de dos cuentas',
    happened: 'No se ha guardado ninguna de las dos.',
    todo: 'Copie ambas claves de la misma cuenta de Stripe.',
  },
  SETTINGS_LIVE_KEY_NOT_HERE: {
    title: 'El dinero real necesita la aplicación de escritorio',
    happened: 'Las claves reales no se aceptan en el navegador.',
    todo: 'Use aquí claves de prueba, o instale la aplicación de escritorio.',
  },
  SETTINGS_MODE_LOCKED: {
    title: 'El modo no se puede cambiar ahora',
    happened: 'Un pago del modo actual aún no está resuelto, o esta caja ya tiene ventas en él.',
    todo: 'Resuelva antes los pagos abiertos, o configure un perfil nuevo.',
  },
  SETTINGS_SIGNING_SECRET_MALFORMED: {
    title: 'Esto no es un secreto de firma',
    happened: 'No se ha guardado.',
    todo: 'Cópielo de la página del webhook en Stripe; empieza por whsec_.',
  },
  SETTINGS_FILE_DAMAGED: {
    title: 'No se han podido leer los ajustes',
    happened: 'El archivo dañado se ha apartado; las ventas y los pagos no están en él.',
    todo: 'Llame a soporte antes de volver a introducir nada.',
  },
};
