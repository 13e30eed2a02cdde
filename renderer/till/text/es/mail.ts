import type { Texts } from '../index.ts';

export const mail: Texts['mail'] = {
  title: 'Tickets por correo',
  on: 'Los tickets se pueden enviar por correo',
  onHint:
    'El cliente que lo pide recibe su ticket por correo. Su dirección se usa una vez y no se guarda.',
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
  sent: 'El servidor de correo ha aceptado el ticket.',
};
