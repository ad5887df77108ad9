"""Dutch."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": "spreken, praten, chatten, contact opnemen, contact met, bereiken, spreek, praat, overleggen",
    "transfer": """
        doorverbinden, verbind, verbinden, doorgeven, doorsturen, doorschakelen, geef mij, geef me, haal,
        schakel, doorzetten, doorverbonden, escaleren
    """,
    "want": """
        ik wil, wil ik, wil, wil graag, zou graag, graag, heb nodig, nodig, mag ik, laat me, laat mij,
        liever, ik moet, ik zoek, wens, hoe kan ik, wilt
    """,
    "can": "kan, kan ik, is er, zijn er, kunt u, kun je, mag, hebben jullie, heeft u, mogelijk, kunnen",
    "staff": """
        mens, mensen, medewerker, medewerkster, medewerkers, collega, adviseur, vertegenwoordiger,
        leidinggevende, manager, echt mens, supervisor, chef, operator, agent, klantenservicemedewerker,
        menselijke hulp, iemand van vlees en bloed, vlees en bloed, iemand van jullie team, baas,
        specialist
    """,
    "someone": "iemand, persoon, personen",
    "real": "echt, echte, levend, levende, menselijke, menselijk, werkelijk",
    "bot": "bot, robot, robots, machine, computer, ai, chatbot, automaat, kunstmatige intelligentie",
    "unwanted": """
        wil geen, wil niet, ik wil geen, hoef geen, genoeg van, in plaats van, stop met, liever geen,
        niet nodig, hoeft niet, heb geen zin, hoef niet, ik hoef
    """,
    "not": "niet, geen, nooit, zonder",
    "department": "receptie, verkoop, afdeling, administratie",
    "service": "klantenservice, klantendienst, helpdesk, support",
    "maybe": "bel me, bel mij, terugbellen, terugbelverzoek",
    "act": """
        helpen, helpt, lezen, lees, kijken, kijkt, antwoorden, overnemen, controleren, meekijken,
        beantwoorden
    """,
    "veto": """
        hoeveel, prijs, abonnement, rol, functie, toevoegen, uitnodigen, licentie, kosten, code, vacature
    """,
    "identity": "ben je, bent u, is dit, ben jij, praat ik, spreek ik, jij bent, je bent, u bent",
    "mine": "mijn, huisbaas, verhuurder, dokter, buurman, advocaat, maker, makers, programmeur",
    "goods": "geld, betaling, rekening, bestand, saldo",
    "ignored": """
        weet niet, begrijp niet, werkt niet, helpt niet, snap niet, per persoon, personeelszaken, makelaar,
        begrijpt niet, snapt niet, helpt me niet, niet verder
    """,
    "past": "gesproken, sprak, gepraat, gebeld",
    "me": "me, mij, ons",
    "you": "jou, jullie",
    "else": "anders, andere, ander",
    "filler": """
        met, een, de, het, aan, naar, door, alstublieft, graag, nu, hier, even, u, ik, om, te, van,
        alsjeblieft, direct, gewoon, er, jullie, beschikbaar, je
    """,
    "courtesy": """
        alstublieft, alsjeblieft, aub, hallo, hoi, dank, bedankt, ja, nee, nu, maar, en, goedemiddag
    """,
}

_PROMISE: Final = {
    "transferring": """
        ik verbind, verbind u, verbind je, ik geef, ik stuur, ik zet, wij sturen, ik heb uw vraag,
        ik breng, ik schakel, ik draag
    """,
    "staff": """
        collega, medewerker, team, mens, adviseur, iemand, specialist, klantenservice, persoon, expert,
        afdeling
    """,
    "future": "zal, gaat, zullen",
    "contact": "contact, helpen, bellen, antwoorden, opnemen, overnemen",
    "will contact": "neemt contact, neemt zo snel mogelijk contact",
    "you": "u, je, jou, uw vraag, je vraag, dit, het",
    "hedge": "kan, kunt, kun, wilt, wil je, niet, geen, zal ik, helaas, zou",
    "condition": "als, indien",
    "but": "maar",
    "done": "u wordt doorverbonden, je wordt doorverbonden, is doorgestuurd naar",
}

_LEGAL: Final = {
    "threat": """
        aanklagen, klaag jullie aan, klaag u aan, juridische stappen, rechtszaak, naar de rechter, rechter,
        aangifte, dagvaarden, rechtbank, schending van de avg, in gebreke, ingebrekestelling,
        gerechtelijke stappen
    """,
    "lawyer": "advocaat, jurist, advocaten, rechtsbijstand",
    "mine": "mijn, een, onze",
    "authority": """
        consumentenbond, autoriteit persoonsgegevens, acm, politie, geschillencommissie, ombudsman, kifid
    """,
    "act": """
        melden, meld, klacht, inschakelen, stap, ga, contact, hoort, horen, brief, schakel, bellen,
        indienen
    """,
    "veto": "korting, voorbeeld, sjabloon, naam, factuur, boek",
}

_VALUE: Final = {
    "strong": """
        raamovereenkomst, raamcontract, groothandel, bulkbestelling, volumekorting, staffelkorting,
        jaarcontract, wederverkoper, aanbesteding, voor ons bedrijf, voor onze organisatie,
        zakelijke licentie, grote bestelling, franchise, distributeur, kwantumkorting, zakelijk contract
    """,
    "unit": """
        licenties, gebruikers, medewerkers, stuks, vestigingen, filialen, werkplekken, eenheden, personen,
        apparaten, kamers
    """,
    "buy": "offerte, kopen, bestellen, nodig, prijs, willen, prijsopgave, korting, aanschaffen",
    "veto": "annuleren, factuur, bezorging, terugbetaling, student",
}

_MOOD: Final = {
    "insult": """
        idioot, dom, stom, stomme, nutteloos, waardeloos, klootzak, hou je mond, hou je bek, kop dicht,
        rot op, sukkel, lul, rotzooi, oplichters, oplichterij, leugenaar, belachelijk, lelijk,
        verschrikkelijk, slechtste, ontslagen, schande, onzin, debiel, flikker op, incompetent
    """,
    "fury": """
        boos, woedend, kwaad, onacceptabel, schandalig, ben het zat, er klaar mee, gefrustreerd,
        nooit meer, razend, geïrriteerd, pissig, spuugzat
    """,
    "bad": """
        werkt niet, helpt niet, teleurgesteld, slecht, fout, alweer, nog steeds niet, derde keer,
        begrijpt me niet, ontevreden, klopt niet
    """,
    "curse": "verdomme, godverdomme, kut, fuck, shit, klote, kanker",
    "distress": "zelfmoord, dood wil, wil dood, mezelf iets aandoen, in gevaar, einde aan mijn leven",
    "you": "jij, je, u, jullie, bent, ben",
    "very": "zo, heel, echt, een, zijn, ontzettend, wat",
    "not": "niet, geen, nooit",
    "joy": "bedankt, dank, super, blij, perfect, fijn",
}

DUTCH: Final = Language("nl", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
