"""German."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        sprechen, reden, spreche, rede, chatten, schreiben mit, telefonieren, unterhalten, kontaktieren,
        kontakt aufnehmen, erreichen, erreiche, gesprächspartner, ansprechpartner, kommunizieren,
        quatschen, kontakt zu, kontakt mit, beraten
    """,
    "transfer": """
        verbinden, verbinde, verbindet, verbunden, weiterleiten, weiterleitung, weiterverbinden,
        durchstellen, übergeben, übergib, leite, leiten, stellen sie mich, stell mich, stelle mich,
        gib mir, geben sie mir, holen, hol, bring mich, vermitteln, eskalieren, weitergeben, einschalten,
        weitergeleitet, durchgestellt
    """,
    "want": """
        ich will, will ich, möchte, möchten, ich brauche, brauche, würde gerne, würde gern, will, verlange,
        hätte gerne, hätte gern, lieber, ich muss, wünsche, bitte um, gebt mir, lass mich, lassen sie mich,
        benötige, ich suche, wie kann ich, wie erreiche ich, ich fordere, wollen, wünschte
    """,
    "can": """
        kann, kann ich, gibt es, gibts, könnte, könnten, können, könntest, kannst, darf, habt ihr,
        haben sie, ist da, ist hier, wäre es möglich, soll, sollte, möglich
    """,
    "staff": """
        mensch, menschen, echte menschen, mitarbeiter, mitarbeiterin, mitarbeitern, mitarbeiters, berater,
        beraterin, kundenberater, kundenberaterin, kollege, kollegen, kollegin, sachbearbeiter,
        sachbearbeiterin, ansprechpartner, agenten, vorgesetzter, vorgesetzten, vorgesetzte, supervisor,
        chef, teamleiter, operator, servicemitarbeiter, kundendienstmitarbeiter, support mitarbeiter,
        supportmitarbeiter, kundenbetreuer, fleisch und blut, aus fleisch und blut, menschliche hilfe,
        menschlichen ansprechpartner, jemand vom team, jemand aus dem team, jemanden vom support,
        menschliche unterstützung, bearbeiter, angestellten, live agent, jemanden aus fleisch und blut,
        verantwortlichen, geschäftsführer, filialleiter, fachmann, experten
    """,
    "someone": "jemand, jemanden, jemandem, person, wem, personen, irgendwem, irgendjemand, irgendjemanden",
    "real": """
        echte, echten, echter, echtes, echt, richtige, richtigen, richtiger, reale, realen, realer,
        wirkliche, wirklichen, lebende, lebenden, menschliche, menschlichen, menschlicher, lebendigen,
        normalen, leibhaftigen
    """,
    "bot": """
        bot, bots, roboter, computer, maschine, ki, automaten, chatbot, automat, automatische antworten,
        künstliche intelligenz, künstlichen intelligenz, blechkiste, maschinen, robotern, sprachcomputer
    """,
    "unwanted": """
        ich will keinen, ich will kein, ich will nicht, will keinen, will keine, möchte keinen,
        möchte keine, ich möchte nicht, ich brauche keinen, brauche keinen, brauche keine, genug von,
        keine lust, satt, hör auf, hören sie auf, statt, anstatt, will nicht, will ich nicht,
        möchte ich nicht, keinen bot, kein bot, keine ki, keinen chatbot, kein roboter, keinen roboter,
        nicht nötig, keine maschine
    """,
    "not": "nicht, kein, keine, keinen, keinem, ohne, nie, niemals, statt",
    "department": """
        reception, rezeption, vertrieb, buchhaltung, fachabteilung, technik, beschwerdestelle, zentrale
    """,
    "service": """
        kundenservice, kundendienst, kundensupport, kundenbetreuung, support, hotline, service center,
        menschliche dienste, callcenter, serviceteam
    """,
    "maybe": """
        ruft mich an, rufen sie mich an, ruf mich an, rückruf, bitte um rückruf, kontaktaufnahme,
        telefonat
    """,
    "act": """
        hilft, helfen, lesen, liest, ansehen, anschauen, anschaut, prüfen, prüft, übernehmen, übernimmt,
        antworten, antwortet, kümmern, kümmert, schauen, weiterhelfen, beantworten, beraten, einspringen
    """,
    "request": "bitte weiterverbinden, bitte durchstellen, bitte verbinden, bitte weiterleiten",
    "veto": """
        wie viele, wieviele, tarif, preis, preise, hinzufügen, anlegen, rolle, rollen, funktion,
        funktioniert, feature, lizenz, kosten, kostet, gehalt, integration, integrieren, einrichten,
        einladen, code, nummer, stelle, bewerben, bewerbung, übergabefunktion, jobs, warum sind,
        über die funktion
    """,
    "identity": """
        bist du, sind sie, bin ich, ist das, bist, du bist, sie sind, sei ehrlich, ob du, ob sie, rede ich,
        spreche ich gerade, wer ist dein, wie heißt dein, dein, deine, deinen, deinem, wärst
    """,
    "mine": """
        mein, meine, meinen, meinem, meiner, vermieter, arzt, nachbarn, hausverwaltung, freund, freundin,
        programmierer, entwickler, entwicklern, erfinder
    """,
    "goods": "geld, überweisung, betrag, konto, daten, datei, zahlung, paket",
    "ignored": """
        personalabteilung, weiß nicht, weiss nicht, verstehe nicht, hilft nicht, nicht hilfreich,
        geht nicht, funktioniert nicht, nicht weiter, hilft mir nicht, verstehst mich nicht,
        verstehst nicht, nicht sicher, ansprechpartner ändern, pro person, für personen, verbinde mein,
        nicht zufrieden, warum nicht, menschenrechte, immobilienmakler, real
    """,
    "past": "habe gesprochen, gesprochen, sprach, geredet, hatte kontakt, telefoniert",
    "me": "mich, mir, uns, das gespräch, den chat",
    "you": "dir, dich, ihnen",
    "else": "anderen, anderem, andere, anders, kompetenten, kompetentem, zuständigen",
    "filler": """
        mit, einem, einer, einen, ein, eine, der, die, den, dem, an, zu, zum, bitte, ich, gerne, gern,
        doch, mal, jetzt, endlich, hier, auch, sofort, direkt, da, sie, es, irgendeinem, euch, eurem,
        ihrem, wieder, verfügbar, so, vom, von, des, einfach, nur
    """,
    "courtesy": """
        bitte, hallo, hi, guten tag, danke, ja, nein, jetzt, sofort, moin, servus, endlich, ok, aber, und
    """,
}

_PROMISE: Final = {
    "transferring": """
        ich verbinde, verbinde sie, verbinde dich, ich leite, leite ich, ich übergebe, ich gebe,
        stelle sie durch, ich stelle, wir leiten, ich habe ihre anfrage, ich habe deine anfrage,
        verbinde ich, ich reiche, gebe ich, ich hole, ich informiere, ich werde sie, ich werde dich,
        leite ihre anfrage
    """,
    "staff": """
        kollege, kollegen, kollegin, mitarbeiter, mitarbeiterin, team, berater, beraterin, menschen,
        kundenservice, experte, experten, jemand, kundendienst, support, kundenberater, fachabteilung,
        spezialisten, spezialist
    """,
    "future": "wird, werden, wird sich",
    "contact": """
        melden, kontaktieren, helfen, anrufen, schreiben, kümmern, antworten, übernehmen, meldet sich,
        unterstützen
    """,
    "will contact": "meldet, kontaktiert, übernimmt, kümmert",
    "you": "sie, dich, ihnen, dir, ihre anfrage, deine anfrage, das, es, ihr anliegen, dein anliegen",
    "hedge": """
        kann, können, könnte, möchten sie, möchtest, soll ich, nicht, leider, wenden sie sich, sollten,
        darf ich, kein, keine, bitte kontaktieren
    """,
    "condition": "falls, wenn",
    "but": "aber, doch",
    "done": """
        sie werden verbunden, sie werden weitergeleitet, wurde weitergeleitet, wurde an unser team,
        du wirst verbunden
    """,
}

_LEGAL: Final = {
    "threat": """
        verklagen, verklage, klage einreichen, klagen, rechtliche schritte, rechtlichen schritte,
        rechtsweg, vor gericht, anzeige erstatten, strafanzeige, zeige sie an, zeige ich sie an,
        zeige euch an, anzeigen werde, einstweilige verfügung, rechtliche konsequenzen,
        juristische schritte, juristisch vorgehen, gerichtlich, sammelklage, abmahnung, mahnverfahren,
        dsgvo verstoß, verstoß gegen die dsgvo, ich zeige euch an, betrugsanzeige
    """,
    "lawyer": "anwalt, anwältin, rechtsanwalt, rechtsanwältin, anwälte, rechtsbeistand, anwaltlich",
    "mine": "mein, meinen, meinem, meine, meiner, einen, einem, unser, unserem, unseren",
    "authority": """
        verbraucherzentrale, verbraucherschutz, datenschutzbehörde, polizei, aufsichtsbehörde, bafin,
        datenschutzbeauftragten, ombudsmann, bundesnetzagentur, schlichtungsstelle, staatsanwaltschaft,
        gewerbeaufsicht
    """,
    "act": """
        melde, melden, beschwere, beschweren, wende, wenden, einschalten, schalte, informieren, gehe,
        kontaktieren, hören, beauftragt, beauftragen, übergebe, übergeben, anzeige, meldet, brief, post,
        nehme
    """,
    "veto": """
        rabatt, vorlage, muster, firmenname, rechtsabteilung, rechnung, impressum, buch, artikel,
        empfehlen
    """,
}

_VALUE: Final = {
    "strong": """
        rahmenvertrag, großbestellung, grossbestellung, mengenrabatt, staffelpreise, staffelpreis,
        großhandel, grosshandel, wiederverkäufer, händler werden, vertriebspartner, jahresvertrag,
        unternehmenslizenz, ausschreibung, firmenkunden, firmenvertrag, firmenlizenz, enterprise lizenz,
        für unser unternehmen, für unsere firma, für unsere organisation, großkunde, großkunden,
        partnerschaft, mehrjahresvertrag, volumenlizenz, white label, vertragsverlängerung, franchise,
        geschäftskunden angebot, on premise, auftragsvolumen, großauftrag
    """,
    "unit": """
        lizenzen, nutzer, mitarbeiter, stück, standorte, filialen, arbeitsplätze, benutzer, geräte, plätze,
        personen, zimmer, einheiten, exemplare, anwender
    """,
    "buy": """
        angebot, kaufen, bestellen, brauchen, benötigen, möchten, preis, rabatt, kostenvoranschlag, wollen,
        suchen
    """,
    "veto": "stornieren, rechnung, lieferung, fehlermeldung, studentenrabatt, punkte, rückgabe",
}

_MOOD: Final = {
    "insult": """
        idiot, dumm, blöd, doof, dämlich, nutzlos, arschloch, vollidiot, schwachsinn, scheiße, scheisse,
        scheiß, halt die klappe, halt den mund, halt die fresse, halts maul, fick dich, verpiss dich, müll,
        unfähig, peinlich, lächerlich, hässlich, schrecklich, furchtbar, saftladen, betrüger, abzocke,
        lügner, beschissen, beschissener, beschissene, hau ab, geh weg, gefeuert, gekündigt, feuere,
        feuern, entlassen, dümmste, schlechteste, lügst, bescheuert, unbrauchbar, nervst, nervt, nervig,
        ekelhaft, miserabel, langweilig, blödsinn, unsinn, hässlichste, dumme, lahm, kacke
    """,
    "fury": """
        wütend, wütender, sauer, stinksauer, unverschämt, frechheit, inakzeptabel, reicht mir,
        mir reicht es, es reicht, verärgert, genervt, empört, nie wieder, geht gar nicht, schnauze voll,
        zum kotzen, satt, genug von, skandal, unmöglich, frustriert, halte das nicht mehr aus,
        auf die nerven, kocht, zornig, pikiert, rasend
    """,
    "bad": """
        hilft nicht, nicht hilfreich, enttäuscht, funktioniert nicht, geht nicht, schlecht, falsch,
        unzufrieden, verstehst mich nicht, schon wieder, immer noch, zum dritten mal, keine ahnung,
        verstehst nicht, stimmt nicht, nicht wahr, nicht gut, streng dich an, weisst nicht genug,
        weißt nicht genug, nichts mehr
    """,
    "curse": "verdammt, verdammte, scheiß, fuck, fucking, verfickt, verfickte, hölle, zum teufel",
    "distress": """
        umbringen, selbstmord, suizid, nicht mehr leben, will sterben, mir etwas antun, mich verletzen,
        in gefahr, lebensgefahr, mein leben beenden
    """,
    "you": "du, dein, deine, ihr, euer, sie sind, dich, dir, deinen",
    "very": """
        mal, so, sehr, echt, wirklich, total, bist, ein, eine, einfach, der, die, das, richtig, wie, alter
    """,
    "not": "nicht, kein, keine",
    "joy": "danke, super, toll, freut, glücklich, prima, klasse, perfekt",
}

GERMAN: Final = Language("de", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
