"""Italian."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        parlare, parlo, parli, chattare, conversare, contattare, comunicare, discutere,
        mettermi in contatto, sentire, confrontarmi, dialogare
    """,
    "transfer": """
        trasferire, trasferiscimi, trasferitemi, mi trasferisca, mettimi in contatto,
        mettetemi in contatto, mi metta in contatto, passami, passatemi, mi passi, mi passa, collegami,
        collegatemi, connettimi, connettiti, connettermi, mettermi in comunicazione,
        mi metta in comunicazione, portami, inoltrare, passare, trasferirmi, chiamami, connettetemi,
        mi può passare
    """,
    "want": """
        voglio, vorrei, ho bisogno, bisogno, desidero, preferisco, dammi, datemi, mi serve, mi servirebbe,
        fammi, fatemi, mi faccia, esigo, pretendo, posso, cerco, chiedo, mi piacerebbe, preferirei, devo
    """,
    "can": "può, c'è, posso, potrebbe, potete, potrei, ci sono, avete, esiste, è possibile, puoi, qualche",
    "staff": """
        umano, umana, umani, essere umano, operatore, operatrice, operatori, agente, rappresentante,
        consulente, collega, impiegato, impiegata, addetto, addetta, supervisore, responsabile, manager,
        direttore, dipendente, assistenza umana, aiuto umano, qualcuno di reale, vero team, carne e ossa,
        in carne e ossa, capo, tecnico, qualcuno del team, assistente, qualcuno in carne e ossa, referente
    """,
    "someone": "qualcuno, persona, persone, qualcun altro, gente",
    "real": "vero, vera, veri, reale, reali, vero e proprio, vera e propria, fisica, viva",
    "bot": """
        bot, robot, macchina, macchine, ia, chatbot, computer, intelligenza artificiale, risponditore,
        risposte automatiche, risponditore automatico
    """,
    "unwanted": """
        non voglio, non vorrei, non desidero, stufo di, stufa di, odio, basta con, invece di, invece che,
        al posto di, non ho bisogno, non serve, smettila, piuttosto che, preferirei non, stanco di, basta
    """,
    "not": "non, senza, mai, né, nessun, nessuno, niente",
    "department": """
        reception, reparto, ufficio vendite, amministrazione, commerciale, ufficio reclami,
        reparto tecnico
    """,
    "service": """
        servizio clienti, assistenza clienti, assistenza, supporto, call center, customer care,
        supporto clienti
    """,
    "maybe": "chiamatemi, mi chiami, richiamatemi, essere richiamato, mi richiami, mi chiamate",
    "act": """
        aiuti, aiutare, leggere, legga, controllare, controlli, rispondere, risponda, guardare,
        intervenire, aiutarmi, verificare, occuparsi, veda
    """,
    "veto": """
        quanti, quante, quanto, prezzo, piano, ruolo, funzione, aggiungere, invitare, licenza, costo,
        codice, include, assumere, come si chiama, tuo manager, tua manager
    """,
    "identity": "hai un, sei un, sei una, sei, lei è, tu sei, sto parlando, è questo, se sei, chi è il tuo",
    "mine": """
        mio, mia, miei, padrone di casa, proprietario, medico, vicino, avvocato, tuo, tua, creatore,
        creatori, programmatore, sviluppatore, affittuario
    """,
    "goods": "denaro, soldi, pagamento, bonifico, conto, dati, file, saldo",
    "ignored": """
        risorse umane, diritti umani, corpo umano, agente immobiliare, agenzia, non so, non capisco,
        non capisci, non funziona, non aiuta, non mi aiuta, non serve a, persona di contatto,
        tour operator, a persona, non riesco, non mi capisci, per persona, non mi aiuti
    """,
    "past": "parlato, ho parlato, già parlato, contattato, sentito",
    "me": "mi, me, ci",
    "you": "te, lei, voi",
    "else": "altro, altra, altri, competente",
    "filler": """
        con, un, una, uno, a, al, il, la, lo, di, del, per, favore, che, da, qui, ora, vostro, vostri,
        direttamente, d, alla, il vostro, disponibile, subito, in, un', gentilmente, e, dal, di un
    """,
    "courtesy": """
        per favore, per piacere, perfavore, ciao, salve, buongiorno, buonasera, grazie, sì, no, ora,
        subito, adesso, ma, e
    """,
}

_PROMISE: Final = {
    "transferring": """
        la trasferisco, ti trasferisco, la metto, ti metto, la passo, ti passo, la collego, ti collego,
        sto trasferendo, ho inoltrato, inoltro, la connetto, ti connetto, provvedo a trasferire, passo la,
        ho passato, giro la
    """,
    "staff": """
        operatore, operatrice, collega, agente, umano, team, persona, consulente, specialista, esperto,
        responsabile, qualcuno, assistenza, rappresentante, tecnico, addetto
    """,
    "future": "sta per, verrà, andrà",
    "contact": "contattare, contattarla, aiutare, chiamare, rispondere, scrivere, assistere",
    "will contact": """
        contatterà, aiuterà, chiamerà, risponderà, assisterà, ricontatterà, scriverà, contatteranno
    """,
    "you": "la, ti, lei, la sua richiesta, la tua richiesta, questo",
    "hedge": """
        può, puoi, posso, potrebbe, vuole, vuoi, non, desidera, desideri, purtroppo, vorrebbe, vorresti
    """,
    "condition": "se",
    "but": "ma",
    "done": """
        sarà contattato, sarà trasferito, verrà trasferito, verrà contattato, è stata inoltrata,
        verrai contattato, sarai contattato
    """,
}

_LEGAL: Final = {
    "threat": """
        denuncio, denunciare, denuncia, vi denuncio, denuncerò, fare causa, farò causa, vi faccio causa,
        querela, querelare, vie legali, azione legale, azioni legali, tribunale, causa legale,
        adire le vie legali, procedere legalmente, diffida, violazione del gdpr, per vie legali,
        class action, citare in giudizio, esposto
    """,
    "lawyer": "avvocato, avvocati, avvocata, legale, legali",
    "mine": "mio, miei, un, nostro, nostri, mie, al mio",
    "authority": """
        agcom, garante, garante della privacy, polizia, polizia postale, carabinieri, altroconsumo,
        codacons, associazione consumatori, antitrust, federconsumatori, guardia di finanza
    """,
    "act": """
        segnalare, segnalerò, segnalo, rivolgere, rivolgerò, contattare, contatterà, denunciare, sentire,
        lettera, andrò, vado, parlare, reclamo, incaricato, scriverà, consultare, chiamo
    """,
    "veto": "sconto, sconti, note, modello, fattura, nome, sede, articolo, libro",
}

_VALUE: Final = {
    "strong": """
        contratto quadro, accordo quadro, ingrosso, all'ingrosso, grossista, sconto quantità,
        sconti quantità, sconto volume, contratto annuale, rivenditore, rivenditori, distributore,
        gara d'appalto, marchio bianco, per la nostra azienda, per la nostra società, licenza aziendale,
        piano aziendale, franchising, grande ordine, partnership, ordine aziendale, rinnovo del contratto,
        contratto pluriennale, capitolato, per la nostra organizzazione, fornitura aziendale
    """,
    "unit": """
        licenze, utenti, dipendenti, unità, sedi, negozi, pezzi, postazioni, filiali, persone, dispositivi,
        uffici, camere, collaboratori
    """,
    "buy": """
        preventivo, comprare, ordinare, serve, servono, offerta, prezzo, vogliamo, vorremmo, ordine,
        acquistare, sconto
    """,
    "veto": "annullare, fattura, spedizione, rimborso, codice sconto, studente, punti",
}

_MOOD: Final = {
    "insult": """
        idiota, stupido, stupida, scemo, scema, cretino, imbecille, inutile, merda, zitto, zitta,
        stai zitto, stai zitta, vaffanculo, stronzo, stronza, coglione, spazzatura, truffa, truffatori,
        ladri, bugiardo, bugiardi, ridicolo, patetico, incompetente, incapace, brutto, brutta, bruttissimo,
        orribile, vattene, licenziato, licenziata, licenziarti, peggiore, peggio, schifo, fa schifo,
        fai schifo, schifoso, cattivo, perdita di tempo, vergogna, vergognatevi, silenzio, noioso,
        fastidioso, bugie, scemenze, buono a nulla, sparisci, antipatico, deficiente, terribile, pessimo,
        pessima
    """,
    "fury": """
        arrabbiato, arrabbiata, furioso, furiosa, incazzato, incazzata, stufo, stufa, inaccettabile,
        vergognoso, indignato, basta, mai più, frustrato, frustrata, mi fai arrabbiare, mi irriti,
        irritato, irritata, esasperato, inammissibile, non ne posso più, testa tanta, nervoso,
        mi hai stufato, mi dai fastidio, rabbia, scandaloso, rotto le palle
    """,
    "bad": """
        non funziona, non serve, deluso, delusa, non mi aiuta, non aiuta, sbagliato, ancora, terza volta,
        sto ancora aspettando, te l'ho detto, non capisci, non è vero, non sono molto buone, insoddisfatto,
        risposta sbagliata, non va bene, non mi capisci
    """,
    "curse": "cazzo, merda, porca, maledetto, maledetta, minchia, palle, dannazione",
    "distress": """
        suicidarmi, suicidio, uccidermi, voglio morire, farmi del male, in pericolo, togliermi la vita,
        farla finita
    """,
    "you": "tu, sei, ti, voi, siete, tua, vostro, tue, lei è, tuo",
    "very": "molto, così, un, una, davvero, proprio, che, il, veramente, più, la, troppo",
    "not": "non, mai, niente",
    "joy": "grazie, felice, contento, contenta, perfetto, ottimo, fortunata, fantastica, bello",
}

ITALIAN: Final = Language("it", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
