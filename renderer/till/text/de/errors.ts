import { catalogErrors } from './catalog-errors.ts';
import type { Texts } from '../index.ts';
import { paperErrors } from './paper-errors.ts';
import { drawerErrors } from './drawer-errors.ts';
import { ledgerErrors } from './ledger-errors.ts';
import { peopleErrors } from './people-errors.ts';
import { settingsErrors } from './settings-errors.ts';

export const errors: Texts['errors'] = {
  money: {
    'nothing-happened': 'Es floss kein Geld.',
    'saved-locally': 'Auf dieser Kasse gespeichert. Durch diesen Schritt floss kein Geld.',
    'money-moved': 'Das Geld ist bei Stripe.',
    'outcome-unknown': 'Noch nicht bekannt, ob Geld geflossen ist.',
  },
  codes: {
    CONTRACT_UNKNOWN_CHANNEL: {
      title: 'Die Kasse kennt diese Anfrage nicht',
      happened: 'Ein Teil der Seite wollte etwas, das diese Version nicht kann.',
      todo: 'Kasse neu starten. Kommt es wieder, den Support anrufen.',
    },
    CONTRACT_MALFORMED_REQUEST: {
      title: 'Die Kasse nimmt diese Eingabe nicht an',
      happened: 'Was die Seite schickte, war unvollständig und wurde nicht verwendet.',
      todo: 'Eingabe prüfen. Sieht sie richtig aus, den Support anrufen.',
    },
    CONTRACT_MALFORMED_RESPONSE: {
      title: 'Die Antwort der Kasse war nicht lesbar',
      happened: 'Die Kasse hat gearbeitet, aber ihre Antwort war nicht in Ordnung.',
      todo: 'Erst den Verkauf ansehen, dann die Kasse neu starten.',
    },
    CONTRACT_SENDER_REFUSED: {
      title: 'Diese Seite darf nicht mit der Kasse sprechen',
      happened: 'Die Anfrage kam nicht von der Seite der Kasse.',
      todo: 'Fenster schließen und die Kasse neu öffnen. Kommt es wieder, den Support anrufen.',
    },
    CONTRACT_TOO_LARGE: {
      title: 'Diese Eingabe ist zu lang',
      happened: 'Es kam mehr an, als die Kasse auf einmal liest; nichts wurde verwendet.',
      todo: 'Text kürzen und noch einmal versuchen.',
    },
    CONTRACT_UNREACHABLE: {
      title: 'Die Kasse antwortet nicht',
      happened: 'Die Verbindung in diesem Computer ist abgerissen. Gespeichertes bleibt gespeichert.',
      todo: 'Kurz warten. Ändert sich nichts, die Kasse neu starten; sie fragt Stripe, bevor sie weitermacht.',
    },
    APP_UNEXPECTED: {
      title: 'Etwas Unerwartetes ist geschehen',
      happened: 'Die Kasse konnte diesen Schritt nicht beenden. Gespeichertes bleibt gespeichert.',
      todo: 'Erst den Verkauf ansehen, dann wiederholen. Kommt es wieder, neu starten und dem Support die Kennung nennen.',
    },
    APP_NOT_SET_UP: {
      title: 'Diese Kasse ist noch nicht eingerichtet',
      happened: 'Auf dieser Kasse gibt es noch keinen Laden.',
      todo: 'Zuerst Übung oder Stripe verbinden wählen.',
    },
    APP_ALREADY_SET_UP: {
      title: 'Diese Kasse ist schon eingerichtet',
      happened: 'Der Laden auf dieser Kasse bleibt, wie er ist.',
      todo: 'Nichts zu tun. Ändern geht in den Einstellungen.',
    },
    TRAINING_NOT_STARTED: {
      title: 'Die Übung ließ sich nicht starten',
      happened: 'Die Begleitdienste der Übung sind nicht gestartet. Nichts wurde eingerichtet.',
      todo: 'Noch einmal versuchen. Bleibt es dabei, die Kasse neu starten.',
    },
    EXERCISE_NOT_IN_TRAINING: {
      title: 'Störungen gibt es nur in der Übung',
      happened: 'Diese Kasse ist nicht in der Übung, deshalb wurde nichts mit Absicht gestört.',
      todo: 'Zum Üben ein anderes Profil als Übung beginnen.',
    },
    EXERCISE_NEEDS_OTHER_SETTINGS: {
      title: 'Diese Störung passt nicht zu den Einstellungen',
      happened: 'Mit den jetzigen Einstellungen kann sie nicht auftreten. Nichts wurde geändert.',
      todo: 'Ändern, was dabei steht, dann beginnen.',
    },
    EXERCISE_NOT_CHANGED: {
      title: 'An der Störung hat sich nichts geändert',
      happened: 'Die Begleitdienste der Übung haben nicht geantwortet.',
      todo: 'Noch einmal versuchen. Bleibt es so, die Kasse neu starten.',
    },
    APP_LOCKED: {
      title: 'Die Kasse ist gesperrt',
      happened: 'Im Augenblick ist niemand angemeldet.',
      todo: 'PIN eingeben.',
    },
    STAFF_PIN_WRONG: {
      title: 'Diese PIN stimmt nicht',
      happened: 'Sie hat nichts geöffnet, und es wurde nichts getan.',
      todo: 'PIN noch einmal eingeben.',
    },
    STAFF_PIN_THROTTLED: {
      title: 'Zu viele falsche PINs',
      happened: 'Die Kasse nimmt {seconds} Sekunden lang keine PIN an.',
      todo: 'Warten und die PIN dann noch einmal eingeben.',
    },
    STAFF_PIN_NOT_ALLOWED: {
      title: 'Diese PIN ist zu leicht zu erraten',
      happened: 'Die PIN wurde nicht geändert.',
      todo: '4 bis 8 Ziffern wählen, keine Reihe und nicht lauter gleiche.',
    },
    ...paperErrors,
    ...peopleErrors,
    ...drawerErrors,
    ...ledgerErrors,
    ...settingsErrors,
    STAFF_PIN_NOT_SET: {
      title: 'Noch niemand hat eine PIN',
      happened: 'Ohne PIN kann niemand etwas freigeben. Nichts wurde geändert.',
      todo: 'Unter Einstellungen → Sicherheit eine PIN festlegen, dann noch einmal freigeben.',
    },
    SALE_NOT_FOUND: {
      title: 'Dieser Verkauf ist nicht hier',
      happened: 'Die Kasse hat keinen solchen Verkauf. Vielleicht gehört er zu einer anderen Kasse.',
      todo: 'Unter Vorgänge danach suchen.',
    },
    SALE_NOT_OPEN: {
      title: 'Dieser Verkauf ist abgeschlossen',
      happened: 'Ein abgeschlossener Verkauf lässt sich nicht ändern.',
      todo: 'Einen neuen Verkauf beginnen.',
    },
    SALE_EMPTY: {
      title: 'Der Warenkorb ist leer',
      happened: 'Es gibt nichts zu kassieren.',
      todo: 'Zuerst einen Artikel hinzufügen.',
    },
    SALE_LINE_NOT_FOUND: {
      title: 'Diese Zeile ist nicht mehr im Warenkorb',
      happened: 'Sie wurde inzwischen entfernt.',
      todo: 'Nichts zu tun. Der Warenkorb zeigt den jetzigen Stand.',
    },
    SALE_QUANTITY_NOT_ALLOWED: {
      title: 'Diese Menge geht nicht',
      happened: 'Die Menge bleibt, wie sie war.',
      todo: 'Eine ganze Zahl von 0 bis 9.999 eintippen.',
    },
    SALE_AMOUNT_NOT_ALLOWED: {
      title: 'Dieser Preis geht nicht',
      happened: 'Der Artikel wurde nicht hinzugefügt.',
      todo: 'Einen Preis über null eintippen, den die Kasse noch summieren kann.',
    },
    SALE_LOCKED_BY_PAYMENT: {
      title: 'Der Warenkorb ist durch eine Zahlung gesperrt',
      happened: 'Für diesen Verkauf läuft eine Zahlung, darum blieb der Warenkorb gleich.',
      todo: 'Zuerst die Zahlung beenden oder abbrechen.',
    },
    ...catalogErrors,
    PAYMENT_CASH_NOT_ENOUGH: {
      title: 'Das Bargeld reicht nicht',
      happened: 'Es wurde weniger eingetippt als zu zahlen ist; nichts wurde gebucht.',
      todo: 'Den erhaltenen Betrag eintippen oder den Rest anders nehmen.',
    },
    PAYMENT_TENDER_NOT_FOUND: {
      title: 'Diese Zahlung ist nicht hier',
      happened: 'Die Kasse hat keine solche Zahlung.',
      todo: 'Den Verkauf unter Vorgänge öffnen.',
    },
    PAYMENT_NOT_NOW: {
      title: 'Das passt nicht mehr zur Zahlung',
      happened: 'Die Zahlung ist inzwischen weiter.',
      todo: 'Auf die Anzeige sehen; sie zeigt, was jetzt geht.',
    },
    PAYMENT_CARD_IN_DOUBT: {
      title: 'Diese Kartenzahlung ist noch nicht bekannt',
      happened:
        'Stripe hat noch nicht gesagt, was aus ihr wurde, darum nimmt dieser Verkauf keine andere Zahlung an.',
      todo: 'Nicht noch einmal kassieren. Die nächste Person bedienen; die Kasse fragt Stripe weiter.',
    },
    PAYMENT_CARD_UNDER_WAY: {
      title: 'Eine Kartenzahlung läuft noch',
      happened: 'Die Karte könnte noch belastet werden, darum geht noch keine andere Zahlung.',
      todo: 'Auf die Antwort warten oder erst die Kartenzahlung abbrechen.',
    },
    PAYMENT_ALREADY_CHARGED: {
      title: 'Dieser Verkauf ist schon bezahlt',
      happened: 'Stripe hat das Geld dafür.',
      todo: 'Nichts zu tun. Der Beleg ist bereit.',
    },
    PAYMENT_PART_NOT_ALLOWED: {
      title: 'Dieser Teilbetrag geht nicht',
      happened: 'Er ist nicht größer als null, mehr als offen ist, oder mit Münzen nicht zu zahlen.',
      todo: 'Einen anderen Betrag eingeben, oder alles kassieren, was offen ist.',
    },
    PAYMENT_TIP_NOT_ALLOWED: {
      title: 'Dieses Trinkgeld geht nicht',
      happened: 'Es ist größer als der Betrag, oder diese Kasse nimmt kein Trinkgeld an.',
      todo: 'Ein kleineres Trinkgeld wählen, oder ohne weitermachen.',
    },
    PAYMENT_UNWIND_UNFINISHED: {
      title: 'Eine Erstattung ist noch unterwegs',
      happened: 'Stripe hat noch nicht gesagt, ob das Geld zur Karte zurückgeht. Die Kasse fragt weiter.',
      todo: 'Noch kein Bargeld herausgeben. Kurz warten und die Rückabwicklung noch einmal beginnen.',
    },
    PAYMENT_AMOUNT_TOO_SMALL: {
      title: 'Dieser Betrag ist zu klein für eine Karte',
      happened: 'Stripe nimmt so kleine Kartenzahlungen nicht an.',
      todo: 'Bar kassieren oder einen Artikel hinzufügen.',
    },
    PAYMENT_STORE_DEGRADED: {
      title: 'Karten warten, weil die Kasse sie nicht festhalten kann',
      happened: 'Der Speicher dieser Kasse nimmt nichts mehr sicher auf.',
      todo: 'Keine Karte annehmen. Den Support anrufen; fertige Verkäufe bleiben gespeichert.',
    },
    PAYMENT_CARDS_NOT_SET_UP: {
      title: 'Karten sind noch nicht eingerichtet',
      happened: 'Der Kasse fehlen Schlüssel oder Lesegerät für Kartenzahlungen.',
      todo: 'Bar kassieren oder Stripe in den Einstellungen einrichten.',
    },
    REFUND_NOT_PAID: {
      title: 'Hier gibt es nichts zu erstatten',
      happened: 'Stripe hat für diese Zahlung nichts eingenommen.',
      todo: 'Den Verkauf ansehen: Was nicht eingezogen wurde, wird storniert und nicht erstattet.',
    },
    REFUND_NOT_AS_CASH: {
      title: 'Diese Zahlung kann nicht bar werden',
      happened:
        'Nichts hat sich geändert, kein Geld ist geflossen. Ihre Schicht ist geschlossen, oder von dem Verkauf wurde schon etwas erstattet oder umgetauscht.',
      todo: 'Die Karte erstatten und den Verkauf neu bar kassieren.',
    },
    REFUND_NOTHING_LEFT: {
      title: 'Alles ist schon erstattet',
      happened: 'Die Erstattungen dieser Zahlung, hier oder anderswo, decken den ganzen Betrag.',
      todo: 'Nichts zu tun. Die Transaktion zeigt jede Erstattung.',
    },
    REFUND_TOO_MUCH: {
      title: 'Das ist mehr, als erstattet werden kann',
      happened: 'Der Betrag ist höher als das Bezahlte abzüglich früherer Erstattungen.',
      todo: 'Einen kleineren Betrag wählen.',
    },
    REFUND_LINE_GONE: {
      title: 'Diese Ware wurde schon zurückgenommen',
      happened: 'Von einer Position sind weniger Stück übrig als gewählt.',
      todo: 'Die Liste noch einmal ansehen: Sie zeigt jetzt, was übrig ist.',
    },
    REFUND_SHARES_DIFFER: {
      title: 'Die Teile ergeben nicht die Erstattung',
      happened: 'Karten und Bargeld zusammen ergeben nicht den Betrag der Erstattung.',
      todo: 'Die Teile ändern, bis nichts mehr zu verteilen ist.',
    },
    REFUND_AMOUNT_CHANGED: {
      title: 'Der Betrag hat sich inzwischen geändert',
      happened:
        'Seit diese Seite offen ist, wurde etwas erstattet; die Summe auf der Taste stimmt nicht mehr.',
      todo: 'Die neue Summe ansehen und noch einmal drücken.',
    },
    REFUND_NOT_IN_TROUBLE: {
      title: 'Diese Erstattung braucht nichts mehr',
      happened: 'Sie ist angekommen, kann noch ankommen oder wurde schon ausgeglichen.',
      todo: 'Die Erstattung ansehen: Sie zeigt, wo das Geld ist.',
    },
    EXCHANGE_OF_ONE_SALE: {
      title: 'Ein Umtausch nach dem anderen',
      happened: 'Der Warenkorb nimmt schon Ware eines anderen Verkaufs zurück.',
      todo: 'Zuerst diesen Warenkorb abschließen oder leeren.',
    },
    REFUND_CODE_UNREADABLE: {
      title: 'Das ist nicht der Code eines Belegs',
      happened: 'Eine Ziffer fehlt oder ist falsch, oder es ist der Code von etwas anderem.',
      todo: 'Noch einmal scannen oder die Ziffern in ihren Vierergruppen vergleichen.',
    },
    REFUND_NOT_FOUND: {
      title: 'Diese Erstattung ist nicht auf dieser Kasse',
      happened: 'Die Kasse kennt keine Erstattung mit dieser Nummer.',
      todo: 'An der Kasse suchen, die sie gemacht hat.',
    },
    REFUND_OTHER_MODE: {
      title: 'Diese Zahlung gehört zu einem anderen Modus',
      happened:
        'Testzahlungen werden im Testmodus erstattet, echte im Live-Modus; diese Kasse arbeitet im anderen.',
      todo: 'An einer Kasse erstatten, die im Modus der Zahlung arbeitet.',
    },
    REFUND_PAYMENT_NOT_FOUND: {
      title: 'Stripe kennt diese Zahlung nicht',
      happened: 'Das Stripe-Konto dieser Kasse hat keine Zahlung mit diesem Code.',
      todo: 'Den Beleg prüfen: Er kann von einem anderen Geschäft oder Modus sein.',
    },
    REVIEW_ITEM_GONE: {
      title: 'Das ist nicht mehr offen',
      happened: 'Jemand hat es erledigt, oder es hat sich geklärt, seit diese Seite gezeigt wurde.',
      todo: 'Sieh die Liste noch einmal an; Erledigtes steht unter Erledigt.',
    },
    REVIEW_ITEMS_DO_NOT_FIT: {
      title: 'Die Artikel ergeben nicht den belasteten Betrag',
      happened: 'Der Verkauf wurde nicht angelegt, weil sein Beleg falsch wäre.',
      todo: 'Wähle einen anderen Weg: eine Zeile mit dem ganzen Betrag passt immer.',
    },
    REVIEW_ALREADY_ADOPTED: {
      title: 'Eine andere Kasse hat diese Zahlung übernommen',
      happened: 'Dort wurde ein Verkauf daraus. Hier wurde nichts geändert.',
      todo: 'Suche den Verkauf an jener Kasse.',
    },
    REVIEW_REGISTER_IN_USE: {
      title: 'Diese Kasse ist in Gebrauch',
      happened: 'Eine Kasse kann sich nicht selbst ausmustern.',
      todo: 'Mustere sie an einer anderen Kasse des Ladens aus.',
    },
    PAYOUT_NOT_FOUND: {
      title: 'Diese Auszahlung ist nicht hier',
      happened: 'Diese Kasse kennt sie nicht.',
      todo: 'Sieh die Liste noch einmal an, oder bei Stripe nach.',
    },
    SHIFT_CHANGED: {
      title: 'Inzwischen hat sich etwas geändert',
      happened:
        'Während des Vergleichs hat sich ein Verkauf, eine Zahlung oder ein Betrag geändert. Die Schicht ist noch offen.',
      todo: 'Sieh den neuen Vergleich an und schließe dann ab.',
    },
    SHIFT_NOT_EXPLAINED: {
      title: 'Nicht jeder Unterschied hat einen Namen',
      happened:
        'Eine Zahlung stimmt nicht mit Stripe überein, und niemand mit Leitung steht dafür ein. Die Schicht ist noch offen.',
      todo: 'Erkläre jede markierte Zeile und schließe dann ab.',
    },
    SHIFT_BUSY: {
      title: 'Etwas läuft noch',
      happened: 'Eine Zahlung oder Erstattung ist nicht fertig. Die Schicht ist noch offen.',
      todo: 'Bring sie zu Ende oder brich sie ab und vergleiche dann noch einmal.',
    },
    SHIFT_LINE_GONE: {
      title: 'Diese Zeile ist nicht mehr dieselbe',
      happened:
        'Ihre Art oder ihre Beträge haben sich seit der Anzeige geändert, deshalb wurde nichts angenommen.',
      todo: 'Sieh den neuen Vergleich an.',
    },
    SHIFT_NOT_FOUND: {
      title: 'Diese Schicht ist nicht hier',
      happened: 'Diese Kasse hat keine solche abgeschlossene Schicht.',
      todo: 'Sieh die Liste noch einmal an.',
    },
    READER_NOT_FOUND: {
      title: 'Das Lesegerät wurde nicht gefunden',
      happened: 'Kein Gerät mit diesem Namen antwortet im Netz.',
      todo: 'Prüfen, ob es eingeschaltet und im selben Netz wie die Kasse ist.',
    },
    READER_OFFLINE: {
      title: 'Das Lesegerät ist nicht erreichbar',
      happened: 'Es ist aus oder hat kein Netz.',
      todo: 'Strom und Netz prüfen oder bar kassieren.',
    },
    READER_BUSY: {
      title: 'Das Lesegerät ist beschäftigt',
      happened: 'Es ist noch mit etwas anderem beschäftigt.',
      todo: 'Kurz warten und erneut anfordern.',
    },
    READER_IN_USE: {
      title: 'Eine andere Kasse nutzt dieses Lesegerät',
      happened: 'Das Gerät blieb, wo es ist.',
      todo: 'Erst dort fragen. Danach kann die Leitung es in den Einstellungen übernehmen.',
    },
    READER_FALLBACK_NOT_ALLOWED: {
      title: 'Der Leser ist nur über das Netz des Ladens erreichbar',
      happened: 'Stripes Server dürfen hier nicht einspringen, oder das Netz ist wieder da.',
      todo: 'Noch einmal fragen. Klappt es nicht, prüfen, ob Leser und Kasse im selben Netz sind.',
    },
    READER_NONE_CHOSEN: {
      title: 'Kein Lesegerät gewählt',
      happened: 'Diese Kasse weiß nicht, welches Gerät zu ihr gehört.',
      todo: 'In den Einstellungen ein Lesegerät wählen.',
    },
    READER_PAGE_NOT_RUNNING: {
      title: 'Die Verbindung zum Lesegerät startet noch',
      happened: 'Der Teil der Kasse, der mit Lesegeräten spricht, ist noch nicht da.',
      todo: 'Kurz warten. Bleibt es so, die Internetverbindung prüfen.',
    },
    READER_SDK_NOT_LOADED: {
      title: 'Die Software für Lesegeräte wurde nicht geladen',
      happened: 'Die Kasse konnte sie nicht bei Stripe holen.',
      todo: 'Internetverbindung prüfen. Bar geht inzwischen.',
    },
    READER_CODE_NOT_ACCEPTED: {
      title: 'Stripe kennt diesen Code nicht',
      happened: 'Das Lesegerät wurde nicht registriert.',
      todo: 'Code am Gerät noch einmal ablesen; er wechselt nach einigen Minuten.',
    },
    STRIPE_UNREACHABLE: {
      title: 'Stripe ist nicht erreichbar',
      happened: 'Die Internetverbindung ist unterbrochen.',
      todo: 'Bar geht. Karten warten, bis die Leitung wieder da ist.',
    },
    STRIPE_KEY_REFUSED: {
      title: 'Stripe nimmt den Schlüssel nicht an',
      happened: 'Der geheime Schlüssel ist gesperrt oder unvollständig, darum hat Stripe nichts getan.',
      todo: 'Inzwischen bar kassieren und in den Einstellungen einen gültigen Schlüssel eingeben lassen.',
    },
    STRIPE_KEY_RIGHTS_MISSING: {
      title: 'Dem Schlüssel fehlt ein Recht',
      happened: 'Stripe kennt den Schlüssel, aber er darf das nicht; darum wurde nichts getan.',
      todo: 'Inzwischen bar kassieren und dem Schlüssel die Rechte geben lassen, die in den Einstellungen stehen.',
    },
    STRIPE_WEBHOOK_RIGHTS_MISSING: {
      title: 'Der Schlüssel darf Webhooks nicht verwalten',
      happened:
        'Dem eingeschränkten Schlüssel fehlt das Recht „Webhook Endpoints: write“. Der Webhook bleibt, wie er war.',
      todo: 'Dem Schlüssel bei Stripe dieses Recht geben und „Neu einrichten“ drücken; oder den Endpunkt dort von Hand anlegen und sein Signatur-Geheimnis hier speichern.',
    },
    STRIPE_RATE_LIMITED: {
      title: 'Stripe bittet um langsameres Fragen',
      happened: 'Es gingen zu viele Anfragen auf einmal an Stripe, darum wurde diese abgewiesen.',
      todo: 'Einige Sekunden warten und noch einmal versuchen.',
    },
    STRIPE_REQUEST_REFUSED: {
      title: 'Stripe hat die Anfrage nicht angenommen',
      happened: 'Stripe hat die Kasse verstanden, aber diesen Schritt abgelehnt und nichts getan.',
      todo: 'Eine andere Zahlungsart nehmen und den Support anrufen.',
    },
    STRIPE_OUTCOME_UNKNOWN: {
      title: 'Noch nicht bekannt',
      happened: 'Stripe hat nicht rechtzeitig geantwortet.',
      todo: 'Nicht noch einmal kassieren. Die Kasse fragt Stripe von selbst weiter.',
    },
    VAULT_UNAVAILABLE: {
      title: 'Der Schlüsselspeicher dieses Computers ist zu',
      happened: 'Geheimnisse lassen sich gerade weder lesen noch speichern.',
      todo: 'Am Computer neu anmelden. Hilft das nicht, den Support anrufen.',
    },
    VAULT_PLAIN_TEXT_REFUSED: {
      title: 'Dieser Computer würde Geheimnisse offen ablegen',
      happened: 'Das macht die Kasse nicht; es wurde nichts gespeichert.',
      todo: 'Den Schlüsselbund des Systems einrichten oder den Support anrufen.',
    },
    RELAY_UNREACHABLE: {
      title: 'Das Relay ist nicht erreichbar',
      happened: 'Die Kasse fragt inzwischen Stripe selbst.',
      todo: 'Adresse und Internetverbindung prüfen.',
    },
    RELAY_NOT_SECURE: {
      title: 'Diese Relay-Adresse ist nicht sicher',
      happened: 'Außerhalb dieses Computers spricht die Kasse nur über https mit einem Relay.',
      todo: 'Die Adresse mit https verwenden.',
    },
    RELAY_CODE_NOT_ACCEPTED: {
      title: 'Das Relay nimmt diesen Code nicht an',
      happened: 'Die Kasse wurde nicht gekoppelt.',
      todo: 'Einen neuen Code geben lassen; jeder gilt einmal und nur einige Minuten.',
    },
    RELAY_MODE_DIFFERS: {
      title: 'Dieser Kopplungscode ist für einen anderen Modus',
      happened: 'Der Shop im Relay und diese Kasse sind nicht beide im Testmodus oder beide im Livemodus.',
      todo: 'Einen Kopplungscode für einen Shop im Modus dieser Kasse anfordern.',
    },
    RELAY_TOKEN_REFUSED: {
      title: 'Das Relay kennt diese Kasse nicht mehr',
      happened: 'Ihr Zugang wurde entzogen. Die Kasse fragt inzwischen Stripe selbst.',
      todo: 'Die Kasse in den Einstellungen neu koppeln.',
    },
    RELAY_NOT_PAIRED: {
      title: 'Diese Kasse hat kein Relay',
      happened: 'Es gibt nichts zu trennen.',
      todo: 'Bei Bedarf in den Einstellungen ein Relay koppeln.',
    },
    WEBHOOK_SIGNATURE_INVALID: {
      title: 'Eine Webhook-Signatur ist ungültig',
      happened:
        'Ein Ereignis wurde abgewiesen, weil seine Signatur nicht passte. Die Zahlung ist sicher; die Kasse fragt Stripe.',
      todo: 'Das Signaturgeheimnis in den Einstellungen mit dem bei Stripe vergleichen.',
    },
    DB_FROM_THE_FUTURE: {
      title: 'Die Daten sind von einer neueren Version',
      happened: 'Diese Version öffnet sie nicht, damit nichts beschädigt wird.',
      todo: 'Die neuere Version wieder installieren oder den Support anrufen.',
    },
    DB_DAMAGED: {
      title: 'Die Daten dieser Kasse sind beschädigt',
      happened: 'Die Kasse hat angehalten, damit es nicht schlimmer wird.',
      todo: 'Nichts löschen. Den Support anrufen; er kann den letzten guten Stand zurückholen.',
    },
    DB_FULL: {
      title: 'Der Speicher dieser Kasse ist voll',
      happened: 'Dieser Schritt konnte nicht gespeichert werden.',
      todo: 'Den Support anrufen. Fertige Verkäufe bleiben gespeichert.',
    },
    DB_READ_ONLY: {
      title: 'Diese Kasse kann nicht auf ihren Speicher schreiben',
      happened: 'Dieser Schritt konnte nicht gespeichert werden.',
      todo: 'Den Support anrufen. Fertige Verkäufe bleiben gespeichert.',
    },
  },
};
