import type { Texts } from '../index.ts';

export const readerCauses: Texts['readerCauses'] = {
  causes: {
    'not-registered': {
      title: 'Dieses Lesegerät ist nicht registriert',
      happened: 'Stripe kennt in diesem Konto kein solches Lesegerät.',
      perhaps: 'Es ist in diesem Konto nicht registriert.',
      todo: 'In den Einstellungen mit dem Code auf seinem Bildschirm registrieren.',
    },
    'other-location': {
      title: 'Das Lesegerät gehört zu einem anderen Standort',
      happened: 'Stripe führt es an einem anderen Standort als diese Kasse.',
      perhaps: 'Es ist an einem anderen Standort registriert.',
      todo: 'In den Einstellungen seinen Standort wählen oder es hier neu registrieren.',
    },
    'other-mode': {
      title: 'Das Lesegerät ist im anderen Modus registriert',
      happened: 'Es wurde für echte Zahlungen registriert und die Kasse ist im Testmodus, oder umgekehrt.',
      perhaps: 'Es ist für den anderen Modus registriert.',
      todo: 'Mit den Schlüsseln dieser Kasse neu registrieren.',
    },
    off: {
      title: 'Das Lesegerät ist aus',
      happened: 'Stripe hört nichts von ihm: Es ist ausgeschaltet, schläft oder hat kein Netz.',
      perhaps: 'Es ist ausgeschaltet oder schläft.',
      todo: 'Aufwecken, Kabel und Netz prüfen.',
    },
    'other-subnet': {
      title: 'Lesegerät und Kasse sind in zwei Netzen',
      happened:
        'Die Adresse des Lesegeräts liegt in keinem Netz dieses Computers, und dort antwortet nichts.',
      perhaps: 'Es ist in einem anderen Netz als die Kasse, etwa in dem für Gäste.',
      todo: 'Beide in dasselbe Netz bringen.',
    },
    'dns-protection': {
      title: 'Der Router verbirgt den Namen des Lesegeräts',
      happened:
        'Das Netz gibt zu einem öffentlichen Namen keine private Adresse heraus, also führt der Name des Lesegeräts nirgendwohin.',
      perhaps: 'Der Router gibt zum Namen des Lesegeräts keine private Adresse heraus.',
      todo: 'Dort stripe-terminal-local-reader.net vom Rebind-Schutz ausnehmen oder den DNS-Server 1.1.1.1 einstellen.',
    },
    firewall: {
      title: 'Etwas steht zwischen Kasse und Lesegerät',
      happened: 'Eine Firewall oder das WLAN trennt sie.',
      perhaps:
        'Eine Firewall trennt sie oder liest Verschlüsseltes mit; oder das WLAN hält seine Geräte auseinander.',
      todo: 'Die Trennung der WLAN-Geräte ausschalten und die Kasse ungeprüft zum Lesegerät lassen.',
    },
    'in-use': {
      title: 'Eine andere Kasse hat das Lesegerät',
      happened: 'Es wurde dort gelassen.',
      perhaps: 'Eine andere Kasse verwendet es und hat das nicht vermerkt.',
      todo: 'Dort fragen. Die Leitung kann es in den Einstellungen übernehmen.',
    },
    'needs-update': {
      title: 'Das Lesegerät braucht eine Aktualisierung',
      happened: 'Seine Software ist älter, als Stripe annimmt.',
      perhaps: 'Es aktualisiert sich gerade oder startet neu.',
      todo: 'Am Strom und im Netz lassen; es aktualisiert sich in einigen Minuten selbst.',
    },
    'page-permission': {
      title: 'Der Browser hält die Kasse vom lokalen Netz fern',
      happened: 'Jemand hat dieser Seite verboten, Geräte im Netz des Ladens zu erreichen.',
      perhaps: 'Der Browser oder der Computer hält die Kasse vom lokalen Netz fern.',
      todo: 'In den Einstellungen von Browser und Computer das lokale Netz für diese Kasse erlauben.',
    },
    'stripe-away': {
      title: 'Stripe antwortet nicht',
      happened: 'Ohne Stripe findet die Kasse kein Lesegerät.',
      perhaps: 'Stripe wurde nicht rechtzeitig erreicht.',
      todo: 'Die Internetverbindung prüfen. Bargeld geht inzwischen.',
    },
    'key-refused': {
      title: 'Mit diesem Schlüssel gibt Stripe keine Lesegeräte heraus',
      happened: 'Der Schlüssel wurde widerrufen, oder ihm fehlt ein Recht für Lesegeräte.',
      perhaps: 'Dem Schlüssel fehlt ein Recht für Lesegeräte.',
      todo: 'Den Schlüssel in den Einstellungen prüfen lassen.',
    },
    'sdk-blocked': {
      title: 'Die Software von Stripe für Lesegeräte wurde nicht geladen',
      happened: 'Die Kasse konnte sie nicht von js.stripe.com holen.',
      perhaps: 'Die Software von Stripe für Lesegeräte wurde nicht geladen.',
      todo: 'Die Internetverbindung prüfen und js.stripe.com durchlassen.',
    },
  },
  notFoundOut: 'Die Kasse konnte nicht herausfinden, warum. Eines davon, das Wahrscheinlichste zuerst:',
  heldBy: (register, since) => `${register} hat es seit ${since}.`,
};
