import type { Texts } from '../index.ts';

export const mail: Texts['mail'] = {
  title: 'Tickets por correo',
  on: 'Los tickets se pueden enviar por correo',
  onHint: 'El cliente que lo pide recibe su ticket por correo. Su dirección se usa una vez y no se guarda.',
  way: 'Quién los envía',
  ways: { smtp: 'Nuestro servidor', stripe: 'Stripe' },
  wayText: {
    smtp: 'El recibo como se imprime, con un PDF. Para cada venta.',
    stripe:
      'El recibo de Stripe, solo para pagos con tarjeta y después para sus devoluciones. Stripe guarda la dirección. No se envía nada por pagos de prueba ni en la práctica.',
  },
  host: 'Servidor de correo',
  hostHint: 'Su nombre para enviar (SMTP), como smtp.example.com.',
  port: 'Puerto',
  security: 'Cifrado',
  securities: { starttls: 'STARTTLS · 587', tls: 'TLS · 465' },
  username: 'Usuario',
  password: 'Contraseña',
  passwordHint: 'Se guarda con las claves y no se vuelve a mostrar.',
  passwordKept: 'Déjela vacía para conservar la guardada.',
  from: 'Remitente',
  fromHint: 'La dirección que ven los clientes.',
  save: 'Guardar',
  saved: 'Guardado',
  test: 'Enviar correo de prueba',
  testTo: 'Enviarlo a',
  tested: 'El servidor ha aceptado el correo de prueba.',
  send: 'Correo',
  address: 'Correo del cliente',
  sendTo: 'Enviar el ticket',
  sent: {
    'by-server': 'El servidor de correo ha aceptado el ticket.',
    'by-stripe': 'Stripe tiene la dirección y envía el recibo.',
    'by-stripe-test': 'Stripe tiene la dirección. Por un pago de prueba no envía nada.',
  },
};
