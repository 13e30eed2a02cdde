import type { Texts } from '../index.ts';
import { catalogErrors } from './catalog-errors.ts';
import { paperErrors } from './paper-errors.ts';
import { ledgerErrors } from './ledger-errors.ts';
import { peopleErrors } from './people-errors.ts';
import { settingsErrors } from './settings-errors.ts';

const money: Texts['errors']['money'] = {
  'nothing-happened': 'No se ha movido dinero.',
  'saved-locally': 'Guardado en esta caja. Este paso no ha movido dinero.',
  'money-moved': 'El dinero está en Stripe.',
  'outcome-unknown': 'Aún no se sabe si se ha movido dinero.',
};

const codes: Texts['errors']['codes'] = {
  PRINT_NO_PRINTER: {
    title: 'No hay ninguna impresora de tickets configurada',
    happened: 'No hay impresora a la que esta caja pueda enviar papel.',
    todo: 'Elija una impresora en Ajustes, Impresora. El ticket se podrá imprimir entonces desde su venta.',
  },
  PRINT_NOTHING_TO_PRINT: {
    title: 'No hay nada que imprimir',
    happened: 'En el registro no hay ningún papel así.',
    todo: 'Abra la venta e imprima desde allí.',
  },
  PRINT_JOB_NOT_OPEN: {
    title: 'Este trabajo de impresión ya terminó',
    happened: 'Entretanto se ha imprimido o retirado.',
    todo: 'Mire el papel. Desde la venta se puede imprimir una copia.',
  },
  MAIL_NOT_SET_UP: {
    title: 'El correo no está configurado',
    happened: 'No hay servidor de correo con el que esta caja pueda enviar tickets.',
    todo: 'Configúrelo en Ajustes, Tickets por correo. Hasta entonces, imprima el ticket.',
  },
  MAIL_SERVER_UNREACHABLE: {
    title: 'El servidor de correo no responde',
    happened: 'Nadie respondió a tiempo en su dirección, así que no se ha enviado nada.',
    todo: 'Revise la red, el nombre del servidor y su puerto. Entretanto se puede imprimir el ticket.',
  },
  MAIL_SERVER_NOT_TRUSTED: {
    title: 'El servidor de correo no es de confianza',
    happened: 'Su certificado no corresponde a su nombre, o no ofrece cifrado. No se ha enviado nada.',
    todo: 'Revise el nombre del servidor y el tipo de cifrado en los ajustes.',
  },
  MAIL_LOGIN_REFUSED: {
    title: 'El servidor de correo rechazó el acceso',
    happened: 'El usuario o la contraseña no son correctos. No se ha enviado nada.',
    todo: 'Vuelva a introducir la contraseña en los ajustes. Algunos proveedores piden una contraseña para programas.',
  },
  MAIL_ADDRESS_REFUSED: {
    title: 'El servidor de correo rechazó la dirección',
    happened: 'No acepta correo para esta dirección, o no de este remitente.',
    todo: 'Lea la dirección al cliente y corríjala.',
  },
  MAIL_REFUSED: {
    title: 'El servidor de correo rechazó el mensaje',
    happened: 'Aceptó el acceso, pero no el mensaje.',
    todo: 'Mire los límites del servidor, o imprima el ticket.',
  },
  MAIL_MAYBE_SENT: {
    title: 'No se sabe si el correo se envió',
    happened: 'La conexión se cortó al entregar el correo. Puede que llegue.',
    todo: 'Pida al cliente que mire. El ticket se puede imprimir ya.',
  },
  CONTRACT_UNKNOWN_CHANNEL: {
    title: 'La caja no conoce esta petición',
    happened: 'Una parte de la página ha pedido algo que esta versión no sabe hacer.',
    todo: 'Reinicie la caja. Si se repite, llame a soporte.',
  },
  CONTRACT_MALFORMED_REQUEST: {
    title: 'La caja no ha aceptado estos datos',
    happened: 'Lo que envió la página no estaba completo, así que no se ha usado.',
    todo: 'Revise lo que ha escrito. Si parece correcto, llame a soporte.',
  },
  CONTRACT_MALFORMED_RESPONSE: {
    title: 'No se ha podido leer la respuesta de la caja',
    happened: 'La caja hizo su trabajo, pero su respuesta no estaba en orden.',
    todo: 'Mire antes la venta y después reinicie la caja.',
  },
  CONTRACT_SENDER_REFUSED: {
    title: 'Esta página no puede hablar con la caja',
    happened: 'La petición no venía de la propia página de la caja.',
    todo: 'Cierre esta ventana y abra la caja otra vez. Si se repite, llame a soporte.',
  },
  CONTRACT_TOO_LARGE: {
    title: 'Este texto es demasiado largo',
    happened: 'Se envió más de lo que la caja lee de una vez, así que no se ha usado nada.',
    todo: 'Acorte el texto y pruebe otra vez.',
  },
  CONTRACT_UNREACHABLE: {
    title: 'La caja no responde',
    happened: 'Se perdió la conexión dentro de este ordenador. Lo guardado sigue guardado.',
    todo: 'Espere un momento. Si nada cambia, reinicie la caja; pregunta a Stripe antes de seguir.',
  },
  APP_UNEXPECTED: {
    title: 'Ha pasado algo inesperado',
    happened: 'La caja no ha podido terminar este paso. Lo guardado sigue guardado.',
    todo: 'Mire la venta antes de repetir nada. Si se repite, reinicie la caja y dé la referencia a soporte.',
  },
  APP_NOT_SET_UP: {
    title: 'Esta caja aún no está configurada',
    happened: 'Todavía no hay ninguna tienda en esta caja.',
    todo: 'Elija antes Formación o Conectar Stripe.',
  },
  APP_ALREADY_SET_UP: {
    title: 'Esta caja ya está configurada',
    happened: 'La tienda de esta caja queda como está.',
    todo: 'No hay nada que hacer. Cámbielo en los ajustes.',
  },
  TRAINING_NOT_STARTED: {
    title: 'La formación no ha podido empezar',
    happened: 'Los programas de formación de esta caja no arrancaron. No se ha configurado nada.',
    todo: 'Inténtelo otra vez. Si sigue pasando, reinicie la caja.',
  },
  EXERCISE_NOT_IN_TRAINING: {
    title: 'Los ejercicios son para la formación',
    happened: 'Esta caja no está en formación, así que no se ha provocado ningún fallo.',
    todo: 'Inicie otro perfil en formación para practicar.',
  },
  EXERCISE_NEEDS_OTHER_SETTINGS: {
    title: 'Este ejercicio no encaja con los ajustes',
    happened: 'Con los ajustes actuales su fallo no puede aparecer. No se ha cambiado nada.',
    todo: 'Cambie lo que nombra el ejercicio y después empiécelo.',
  },
  EXERCISE_NOT_CHANGED: {
    title: 'El ejercicio no ha cambiado',
    happened: 'Los programas de formación de esta caja no respondieron.',
    todo: 'Inténtelo otra vez. Si sigue pasando, reinicie la caja.',
  },
  APP_LOCKED: {
    title: 'La caja está bloqueada',
    happened: 'Ahora mismo no ha entrado nadie.',
    todo: 'Introduzca su PIN.',
  },
  STAFF_PIN_WRONG: {
    title: 'Este PIN no es correcto',
    happened: 'No ha abierto nada, y no se ha hecho nada.',
    todo: 'Introduzca el PIN otra vez.',
  },
  STAFF_PIN_THROTTLED: {
    title: 'Demasiados PIN incorrectos',
    happened: 'La caja no acepta ningún PIN durante {seconds} segundos.',
    todo: 'Espere y después introduzca el PIN otra vez.',
  },
  STAFF_PIN_NOT_ALLOWED: {
    title: 'Este PIN es demasiado fácil de adivinar',
    happened: 'El PIN no se ha cambiado.',
    todo: 'Elija de 4 a 8 cifras que no sean una serie ni todas iguales.',
  },
  ...paperErrors,
  ...peopleErrors,
  ...ledgerErrors,
  STAFF_PIN_NOT_SET: {
    title: 'Nadie tiene PIN todavía',
    happened: 'Sin un PIN nadie puede aprobar nada. No se ha cambiado nada.',
    todo: 'Ponga un PIN en Ajustes → Seguridad y después apruebe otra vez.',
  },
  SALE_NOT_FOUND: {
    title: 'Esta venta no está aquí',
    happened: 'La caja no tiene esa venta. Puede ser de otra caja.',
    todo: 'Búsquela en Operaciones.',
  },
  SALE_NOT_OPEN: {
    title: 'Esta venta está terminada',
    happened: 'Una venta terminada no se puede cambiar.',
    todo: 'Empiece una venta nueva.',
  },
  SALE_EMPTY: {
    title: 'El carrito está vacío',
    happened: 'No hay nada que cobrar.',
    todo: 'Añada antes un artículo.',
  },
  SALE_LINE_NOT_FOUND: {
    title: 'Esta línea ya no está en el carrito',
    happened: 'Se ha quitado entretanto.',
    todo: 'No hay nada que hacer. El carrito muestra cómo está ahora.',
  },
  SALE_QUANTITY_NOT_ALLOWED: {
    title: 'Esta cantidad no vale',
    happened: 'La cantidad queda como estaba.',
    todo: 'Introduzca un número entero de 0 a 9.999.',
  },
  SALE_AMOUNT_NOT_ALLOWED: {
    title: 'Este precio no vale',
    happened: 'El artículo no se ha añadido.',
    todo: 'Introduzca un precio mayor que cero que la caja aún pueda sumar.',
  },
  SALE_LOCKED_BY_PAYMENT: {
    title: 'Un pago bloquea el carrito',
    happened: 'Hay un pago en curso para esta venta, así que el carrito no ha cambiado.',
    todo: 'Termine o cancele antes el pago.',
  },
  ...catalogErrors,
  PAYMENT_CASH_NOT_ENOUGH: {
    title: 'El efectivo no alcanza',
    happened: 'Se tecleó menos de lo que se debe, así que no se ha registrado nada.',
    todo: 'Teclee lo que le ha dado el cliente, o cobre el resto de otra forma.',
  },
  PAYMENT_TENDER_NOT_FOUND: {
    title: 'Este pago no está aquí',
    happened: 'La caja no tiene ese pago.',
    todo: 'Abra la venta en Operaciones.',
  },
  PAYMENT_NOT_NOW: {
    title: 'Esto ya no encaja con el pago',
    happened: 'El pago ha avanzado entretanto.',
    todo: 'Mire el panel; muestra lo que se puede hacer ahora.',
  },
  PAYMENT_CARD_IN_DOUBT: {
    title: 'Este pago con tarjeta aún no se conoce',
    happened: 'Stripe aún no ha dicho qué ha sido de él, así que esta venta no acepta otro pago.',
    todo: 'No vuelva a cobrar. Atienda al siguiente cliente; la caja sigue preguntando a Stripe.',
  },
  PAYMENT_CARD_UNDER_WAY: {
    title: 'Hay un pago con tarjeta en curso',
    happened: 'La tarjeta aún podría cobrarse, así que esta venta no acepta todavía otro pago.',
    todo: 'Espere la respuesta, o cancele antes el pago con tarjeta.',
  },
  PAYMENT_ALREADY_CHARGED: {
    title: 'Esta venta ya está pagada',
    happened: 'Stripe tiene el dinero.',
    todo: 'No hay nada que hacer. El ticket está listo.',
  },
  PAYMENT_PART_NOT_ALLOWED: {
    title: 'Esta parte no se puede cobrar',
    happened: 'No es mayor que cero, es más de lo que se debe, o no hay monedas que la formen.',
    todo: 'Introduzca otro importe, o cobre todo lo pendiente.',
  },
  PAYMENT_TIP_NOT_ALLOWED: {
    title: 'Esta propina no se puede cobrar',
    happened: 'Es mayor que el importe, o esta caja no acepta propinas.',
    todo: 'Elija una propina menor, o siga sin ella.',
  },
  PAYMENT_UNWIND_UNFINISHED: {
    title: 'Un reembolso sigue en camino',
    happened: 'Stripe aún no ha dicho si el dinero vuelve a la tarjeta. La caja sigue preguntando.',
    todo: 'No entregue aún efectivo. Espere un momento y vuelva a empezar la devolución.',
  },
  PAYMENT_AMOUNT_TOO_SMALL: {
    title: 'Este importe es demasiado pequeño para una tarjeta',
    happened: 'Stripe no acepta pagos con tarjeta de este tamaño.',
    todo: 'Cobre en efectivo, o añada un artículo.',
  },
  PAYMENT_STORE_DEGRADED: {
    title: 'Las tarjetas esperan: esta caja no puede registrarlas',
    happened: 'El disco de esta caja no admite entradas nuevas con seguridad.',
    todo: 'No acepte tarjetas. Llame a soporte; las ventas hechas siguen guardadas.',
  },
  PAYMENT_CARDS_NOT_SET_UP: {
    title: 'Las tarjetas aún no están configuradas',
    happened: 'La caja no tiene claves o lector para pagos con tarjeta.',
    todo: 'Cobre en efectivo, o configure Stripe en los ajustes.',
  },
  REFUND_NOT_PAID: {
    title: 'Aquí no hay dinero que devolver',
    happened: 'Stripe no ha cobrado nada por este pago.',
    todo: 'Mire la venta: un pago que no se capturó se cancela, no se reembolsa.',
  },
  REFUND_NOT_AS_CASH: {
    title: 'Este pago no puede pasar a efectivo',
    happened:
      'No ha cambiado nada ni se ha movido dinero. Su turno está cerrado, o ya se devolvió o cambió algo de la venta.',
    todo: 'Reembolse la tarjeta y vuelva a registrar la venta en efectivo.',
  },
  REFUND_NOTHING_LEFT: {
    title: 'Ya se ha devuelto todo',
    happened: 'Los reembolsos de este pago, aquí o en otro sitio, cubren todo lo pagado.',
    todo: 'No hay nada que hacer. La operación muestra cada reembolso.',
  },
  REFUND_TOO_MUCH: {
    title: 'Es más de lo que se puede devolver',
    happened: 'El importe es mayor que lo pagado menos lo ya reembolsado.',
    todo: 'Elija un importe menor.',
  },
  REFUND_LINE_GONE: {
    title: 'Estos artículos ya se devolvieron',
    happened: 'De una línea quedan menos unidades de las elegidas.',
    todo: 'Mire otra vez la lista: ahora muestra lo que queda.',
  },
  REFUND_SHARES_DIFFER: {
    title: 'Las partes no suman el reembolso',
    happened: 'Lo que devuelven juntos tarjetas y efectivo no es el importe del reembolso.',
    todo: 'Cambie las partes hasta que no quede nada por repartir.',
  },
  REFUND_AMOUNT_CHANGED: {
    title: 'El importe ha cambiado entretanto',
    happened:
      'Se reembolsó algo desde que se abrió esta página, así que la suma del botón ya no es correcta.',
    todo: 'Mire la suma nueva y pulse otra vez.',
  },
  REFUND_NOT_IN_TROUBLE: {
    title: 'Este reembolso no necesita nada más',
    happened: 'Llegó, puede llegar todavía, o ya se compensó.',
    todo: 'Mire el reembolso: muestra dónde está el dinero.',
  },
  EXCHANGE_OF_ONE_SALE: {
    title: 'Los cambios, de uno en uno',
    happened: 'El carrito ya recoge artículos de otra venta.',
    todo: 'Termine o vacíe antes ese carrito.',
  },
  REFUND_CODE_UNREADABLE: {
    title: 'Este no es el código de un ticket',
    happened: 'Falta una cifra o es errónea, o es el código de otra cosa.',
    todo: 'Escanéelo otra vez, o compare las cifras en sus grupos de cuatro.',
  },
  REFUND_NOT_FOUND: {
    title: 'Este reembolso no está en esta caja',
    happened: 'La caja no tiene registrado ningún reembolso con este número.',
    todo: 'Búsquelo en la caja que lo hizo.',
  },
  REFUND_OTHER_MODE: {
    title: 'Este pago se hizo en otro modo',
    happened:
      'Los pagos de prueba se reembolsan en modo de prueba y los reales en modo real; esta caja trabaja en el otro.',
    todo: 'Reembólselo en una caja que trabaje en el modo del pago.',
  },
  REFUND_PAYMENT_NOT_FOUND: {
    title: 'Stripe no conoce este pago',
    happened: 'La cuenta de Stripe de esta caja no tiene ningún pago con este código.',
    todo: 'Revise el ticket: puede ser de otra tienda o de otro modo.',
  },
  REVIEW_ITEM_GONE: {
    title: 'Esto ya no está abierto',
    happened: 'Alguien o algo lo resolvió desde que se mostró esta página.',
    todo: 'Mire otra vez la lista; lo hecho figura en Hechos.',
  },
  REVIEW_ITEMS_DO_NOT_FIT: {
    title: 'Los artículos no suman el importe cobrado',
    happened: 'La venta no se ha hecho, porque su ticket sería erróneo.',
    todo: 'Elija otra forma: una línea con el importe entero siempre encaja.',
  },
  REVIEW_ALREADY_ADOPTED: {
    title: 'Otra caja se ha quedado con este cobro',
    happened: 'Allí se hizo una venta. Aquí no se ha cambiado nada.',
    todo: 'Busque la venta en esa caja.',
  },
  REVIEW_REGISTER_IN_USE: {
    title: 'Esta caja está en uso',
    happened: 'Una caja no se puede dar de baja desde sí misma.',
    todo: 'Dela de baja desde otra caja de la tienda.',
  },
  PAYOUT_NOT_FOUND: {
    title: 'Esta transferencia no está aquí',
    happened: 'Esta caja no la conoce.',
    todo: 'Mire otra vez la lista, o en Stripe.',
  },
  SHIFT_CHANGED: {
    title: 'Algo ha cambiado entretanto',
    happened: 'Al comparar el turno cambió una venta, un pago o una cifra. El turno sigue abierto.',
    todo: 'Mire la comparación nueva y después cierre.',
  },
  SHIFT_NOT_EXPLAINED: {
    title: 'No todas las diferencias tienen un nombre',
    happened:
      'Un pago no coincide con Stripe y ningún encargado ha puesto su nombre. El turno sigue abierto.',
    todo: 'Explique cada línea marcada y después cierre.',
  },
  SHIFT_BUSY: {
    title: 'Aún hay algo en curso',
    happened: 'Un pago o un reembolso no ha terminado. El turno sigue abierto.',
    todo: 'Termínelo o cancélelo, y vuelva a comparar.',
  },
  SHIFT_LINE_GONE: {
    title: 'Esta línea ya no es la misma',
    happened: 'Su tipo o sus cifras cambiaron desde que se mostraron, así que no se ha aceptado nada.',
    todo: 'Mire la comparación nueva.',
  },
  SHIFT_NOT_FOUND: {
    title: 'Este turno no está aquí',
    happened: 'Esta caja no tiene ningún turno cerrado así.',
    todo: 'Mire otra vez la lista.',
  },
  DRAWER_NOT_OPEN: {
    title: 'El turno aún no tiene fondo',
    happened: 'No se ha cobrado el efectivo: el cajón de este turno no se ha abierto.',
    todo: 'Abra el turno con lo que hay en el cajón y después cobre el efectivo.',
  },
  DRAWER_ALREADY_OPEN: {
    title: 'El turno ya está abierto',
    happened: 'Alguien abrió antes su cajón. No se ha cambiado nada.',
    todo: 'Siga vendiendo. Para meter más, use el menú de efectivo (F4).',
  },
  DRAWER_NONE: {
    title: 'Esta caja no tiene cajón',
    happened: 'No se ha registrado nada.',
    todo: 'Si tiene uno, indíquelo en Ajustes, Cajón del dinero.',
  },
  DRAWER_NOT_ENOUGH: {
    title: 'No hay tanto en el cajón',
    happened: 'Saldría más de lo que consta que hay dentro. No se ha registrado nada.',
    todo: 'Revise el importe. Si es correcto, cuente antes el cajón.',
  },
  DRAWER_AMOUNT_NOT_ALLOWED: {
    title: 'Este importe no puede ser',
    happened: 'Es cero, menos que cero, o más de lo contado. No se ha registrado nada.',
    todo: 'Introduzca el importe otra vez.',
  },
  DRAWER_NOT_COUNTED: {
    title: 'Hay que contar el cajón',
    happened: 'No se ha contado, o el efectivo cambió después. El turno sigue abierto.',
    todo: 'Cuéntelo y después cierre el turno.',
  },
  DRAWER_NEEDS_NOTE: {
    title: '¿Qué ha pasado en el cajón?',
    happened: 'El arqueo y el registro difieren, y ninguna nota dice por qué. El turno sigue abierto.',
    todo: 'Escriba una nota y después cierre el turno.',
  },
  DRAWER_NEEDS_MANAGER: {
    title: 'Un encargado tiene que firmar este descuadre',
    happened: 'Es mayor de lo que la tienda tolera. El turno sigue abierto.',
    todo: 'Pida a un encargado que lo firme.',
  },
  READER_NOT_FOUND: {
    title: 'No se ha encontrado el lector',
    happened: 'Ningún lector con este nombre responde en la red.',
    todo: 'Compruebe que está encendido y en la misma red que la caja.',
  },
  READER_OFFLINE: {
    title: 'No se llega al lector',
    happened: 'Está apagado o ha perdido la red.',
    todo: 'Revise su alimentación y su red, o cobre en efectivo.',
  },
  READER_BUSY: {
    title: 'El lector está ocupado',
    happened: 'Aún está terminando otra cosa.',
    todo: 'Espere un momento y vuelva a pedir la tarjeta.',
  },
  READER_IN_USE: {
    title: 'Otra caja usa este lector',
    happened: 'El lector se ha dejado donde está.',
    todo: 'Pregunte antes allí. Después un encargado puede tomarlo en los ajustes.',
  },
  READER_FALLBACK_NOT_ALLOWED: {
    title: 'Al lector solo se llega por la red de la tienda',
    happened: 'Los servidores de Stripe no pueden sustituirla aquí, o la red ha vuelto.',
    todo: 'Vuelva a pedir la tarjeta. Si falla, compruebe que el lector y la caja están en la misma red.',
  },
  READER_NONE_CHOSEN: {
    title: 'No hay ningún lector elegido',
    happened: 'Esta caja no sabe cuál es su lector.',
    todo: 'Elija un lector en los ajustes.',
  },
  READER_PAGE_NOT_RUNNING: {
    title: 'La conexión con el lector está arrancando',
    happened: 'La parte de la caja que habla con los lectores aún no está lista.',
    todo: 'Espere un momento. Si sigue así, revise la conexión a Internet.',
  },
  READER_SDK_NOT_LOADED: {
    title: 'El software de lectores de Stripe no se ha cargado',
    happened: 'La caja no pudo descargarlo de Stripe.',
    todo: 'Revise la conexión a Internet. Entretanto funciona el efectivo.',
  },
  READER_CODE_NOT_ACCEPTED: {
    title: 'Stripe no conoce este código',
    happened: 'El lector no se ha registrado.',
    todo: 'Lea otra vez el código en el lector; cambia a los pocos minutos.',
  },
  STRIPE_UNREACHABLE: {
    title: 'No se llega a Stripe',
    happened: 'La conexión a Internet está interrumpida.',
    todo: 'El efectivo funciona. Las tarjetas esperan a que vuelva la conexión.',
  },
  STRIPE_KEY_REFUSED: {
    title: 'Stripe no acepta la clave',
    happened: 'La clave secreta se revocó o no está completa, así que Stripe no ha hecho nada.',
    todo: 'Cobre entretanto en efectivo, y haga poner una clave válida en los ajustes.',
  },
  STRIPE_KEY_RIGHTS_MISSING: {
    title: 'A la clave le falta un permiso',
    happened: 'Stripe conoce la clave, pero no puede hacer esto, así que no se ha hecho nada.',
    todo: 'Cobre entretanto en efectivo, y haga dar a la clave los permisos que indican los ajustes.',
  },
  STRIPE_WEBHOOK_RIGHTS_MISSING: {
    title: 'La clave no puede gestionar webhooks',
    happened:
      'A la clave restringida le falta el permiso «Webhook Endpoints: write». El webhook queda como estaba.',
    todo: 'Dé ese permiso a la clave en Stripe y pulse Configurar de nuevo; o cree allí el punto de conexión a mano y guarde aquí su secreto de firma.',
  },
  STRIPE_RATE_LIMITED: {
    title: 'Stripe pide ir más despacio',
    happened: 'Llegaron a Stripe demasiadas peticiones a la vez, así que rechazó esta.',
    todo: 'Espere unos segundos y pruebe otra vez.',
  },
  STRIPE_REQUEST_REFUSED: {
    title: 'Stripe no ha aceptado la petición',
    happened: 'Stripe entendió a la caja, pero rechazó este paso y no hizo nada.',
    todo: 'Cobre de otra forma y llame a soporte.',
  },
  STRIPE_OUTCOME_UNKNOWN: {
    title: 'Aún no lo sabemos',
    happened: 'Stripe no respondió a tiempo.',
    todo: 'No vuelva a cobrar. La caja sigue preguntando a Stripe por sí sola.',
  },
  ...settingsErrors,
  VAULT_UNAVAILABLE: {
    title: 'El almacén de claves de este ordenador está cerrado',
    happened: 'Ahora mismo no se pueden leer ni guardar secretos.',
    todo: 'Vuelva a iniciar sesión en el ordenador. Si no ayuda, llame a soporte.',
  },
  VAULT_PLAIN_TEXT_REFUSED: {
    title: 'Este ordenador guardaría los secretos sin cifrar',
    happened: 'La caja no hace eso, así que no se ha guardado nada.',
    todo: 'Configure el llavero del sistema, o llame a soporte.',
  },
  RELAY_UNREACHABLE: {
    title: 'No se llega al relay',
    happened: 'Entretanto la caja pregunta ella misma a Stripe.',
    todo: 'Revise la dirección y la conexión a Internet.',
  },
  RELAY_NOT_SECURE: {
    title: 'Esta dirección de relay no es segura',
    happened: 'Fuera de este ordenador la caja solo habla con un relay por https.',
    todo: 'Use la dirección que empieza por https.',
  },
  RELAY_CODE_NOT_ACCEPTED: {
    title: 'El relay no acepta este código',
    happened: 'La caja no se ha vinculado.',
    todo: 'Pida un código de vinculación nuevo; cada uno vale una vez y solo unos minutos.',
  },
  RELAY_MODE_DIFFERS: {
    title: 'Este código de vinculación es de otro modo',
    happened: 'La tienda del relay y esta caja no están ambas en modo de prueba o ambas en modo real.',
    todo: 'Pida un código de vinculación de una tienda en el modo de esta caja.',
  },
  RELAY_TOKEN_REFUSED: {
    title: 'El relay ya no conoce esta caja',
    happened: 'Se le retiró el acceso. Entretanto la caja pregunta ella misma a Stripe.',
    todo: 'Vuelva a vincular la caja en los ajustes.',
  },
  RELAY_NOT_PAIRED: {
    title: 'Esta caja no tiene relay',
    happened: 'No hay nada que desconectar.',
    todo: 'Vincule un relay en los ajustes si quiere uno.',
  },
  WEBHOOK_SIGNATURE_INVALID: {
    title: 'La firma de un webhook no es válida',
    happened:
      'Se rechazó un evento porque su firma no encajaba. El pago en sí está a salvo; la caja pregunta a Stripe.',
    todo: 'Compare el secreto de firma de los ajustes con el de Stripe.',
  },
  DB_FROM_THE_FUTURE: {
    title: 'Los datos son de una versión más nueva',
    happened: 'Esta versión no los abre, para que no se dañe nada.',
    todo: 'Instale otra vez la versión más nueva, o llame a soporte.',
  },
  DB_DAMAGED: {
    title: 'Los datos de esta caja están dañados',
    happened: 'La caja se detuvo antes de poder empeorarlo.',
    todo: 'No borre nada. Llame a soporte, que puede restaurar la última copia buena.',
  },
  DB_FULL: {
    title: 'El disco de esta caja está lleno',
    happened: 'Este paso no se ha podido guardar.',
    todo: 'Llame a soporte. Las ventas hechas siguen guardadas.',
  },
  DB_READ_ONLY: {
    title: 'Esta caja no puede escribir en su disco',
    happened: 'Este paso no se ha podido guardar.',
    todo: 'Llame a soporte. Las ventas hechas siguen guardadas.',
  },
};

export const errors: Texts['errors'] = { money, codes };
