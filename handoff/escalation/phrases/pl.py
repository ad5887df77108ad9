"""Polish."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        rozmawiać, porozmawiać, pogadać, skontaktować, mówić, pomówić, rozmowa, rozmowę, rozmowy,
        kontakt z, czatować, skontaktuj, rozmówić, rozmów
    """,
    "transfer": """
        przełącz, przełączyć, połącz, połączyć, proszę połączyć, przekieruj, przekierować, przekaż,
        przekazać, połączcie, dajcie, daj, zawołaj, połączenie
    """,
    "want": """
        chcę, chciałbym, chciałabym, potrzebuję, proszę o, wolę, żądam, poproszę, muszę, prosiłbym,
        prosiłabym, jak mogę, wolałbym, szukam, chce
    """,
    "can": "czy mogę, czy jest, czy może, mogę, może, można, czy ktoś",
    "staff": """
        człowiek*, konsultant*, pracownik*, agent, agenta, agentem, operator*, przedstawiciel*, doradc*,
        kierownik*, przełożon*, ludźmi, obsługą, menedżer*, żywym człowiekiem, specjalist*, supervisor*,
        koleg*
    """,
    "someone": "osobą, osoba, osoby, kimś, ktoś, ktokolwiek, kogoś, osobę",
    "real": "żywym, żywego, żywy, prawdziwym, prawdziwą, prawdziwego, prawdziwy, realną, żywą, prawdziwa",
    "bot": "bot*, robot*, maszyn*, komputer*, automat*, ai, chatbot*, sztuczną inteligencją",
    "unwanted": """
        nie chcę, nie chce, dość, dosyć, zamiast, nie potrzebuję, nie życzę sobie, mam dość, nie będę,
        nie trzeba, nie musisz
    """,
    "not": "nie, bez, nigdy",
    "department": "recepcją, działem, dział, biurem",
    "service": """
        biuro obsługi klienta, obsługa klienta, obsługą klienta, infolinia, pomoc techniczna,
        obsługi klienta
    """,
    "maybe": "zadzwońcie, proszę o telefon, oddzwońcie, zadzwoń do mnie",
    "act": "pomoże, pomóc, przeczytać, sprawdzić, odpowie, odpowiedzieć, zajmie, zobaczyć",
    "veto": "ilu, ile, cena, cennik, rola, funkcja, dodać, zaprosić, licencja, plan, abonament, kod, pracy",
    "identity": "czy jesteś, jesteś, czy to, rozmawiam z, czy pan, czy ty",
    "mine": "mój, moim, moja, moją, właścicielem, wynajmującym, lekarzem, sąsiadem, prawnikiem",
    "goods": "pieniądze, przelew, konto, plik, środki",
    "ignored": """
        nie wiem, nie rozumiem, nie działa, nie pomaga, nie rozumiesz, na osobę, zasoby ludzkie,
        prawa człowieka, nie pomagasz
    """,
    "past": "rozmawiałem, rozmawiałam, dzwoniłem, kontaktowałem",
    "me": "mnie, nas, mi",
    "you": "tobą, wami, ty",
    "else": "inną, innym, kompetentną, ktoś inny, inny",
    "filler": """
        z, ze, do, proszę, się, teraz, tu, jakąś, jakiś, na, od, w, o, i, to, natychmiast, was, waszym,
        dostępny
    """,
    "courtesy": "proszę, dzień dobry, cześć, dziękuję, tak, nie, teraz, witam, ale, natychmiast",
}

_PROMISE: Final = {
    "transferring": """
        przełączam, łączę, przekazuję, przekażę, przełączę, połączę, przekierowuję, przekazałem,
        przekazałam
    """,
    "staff": """
        konsultant*, pracownik*, człowiek*, zespół, zespołu, zespołowi, doradc*, specjalist*, ktoś, koleg*,
        agent*
    """,
    "future": "będzie",
    "contact": "kontaktować, pomóc",
    "will contact": "skontaktuje, pomoże, odpowie, zadzwoni, odezwie, skontaktują",
    "you": "pana, panią, cię, ciebie, to, pani, państwa",
    "hedge": "może, mogę, czy, nie, możesz, chcesz, niestety",
    "condition": "jeśli, jeżeli",
    "but": "ale",
    "done": "zostanie pan przełączony, zostało przekazane do, zostaniesz połączony",
}

_LEGAL: Final = {
    "threat": """
        pozew, pozwę, pozywam, do sądu, w sądzie, kroki prawne, kroków prawnych, droga sądowa, prokuratura,
        prokuratury, zawiadomienie o przestępstwie, drogę sądową, naruszenie rodo, zawiadomię
    """,
    "lawyer": "prawnik*, adwokat*, radca prawny, mecenas*",
    "mine": "mój, moim, mojego, moja, nasz",
    "authority": "uokik, rzecznik praw konsumenta, rzecznika, policja, policję, policji, uodo, rzecznikiem",
    "act": """
        zgłoszę, zgłaszam, skargę, skarga, kontaktuje, skontaktuje, pójdę, idę, list, skieruję, zgłosić,
        odezwie
    """,
    "veto": "rabat, zniżka, wzór, nazwa, faktura, książka",
}

_VALUE: Final = {
    "strong": """
        umowa ramowa, umowę ramową, hurtowe, hurtowy, hurtownia, hurtowo, rabat ilościowy, umowa roczna,
        roczną umowę, dla naszej firmy, dla firmy, przetarg, dystrybutor, licencja firmowa,
        duże zamówienie, zapytanie ofertowe, franczyza, partnerstwo
    """,
    "unit": "licencji, użytkowników, pracowników, sztuk, stanowisk, oddziałów, osób, lokalizacji, sklepów",
    "buy": "oferta, ofertę, wycena, wycenę, kupić, zamówić, potrzebujemy, cena, zamówienie",
    "veto": "anulować, faktura, dostawa, zwrot, student",
}

_MOOD: Final = {
    "insult": """
        idiot*, debil*, głupi, głupia, głupie, bezużyteczn*, kretyn*, zamknij się, spierdalaj, oszuści,
        oszuśc*, złodzieje, śmieć, żałosn*, tragiczn*, beznadziejn*, najgorsz*, dno, brzydki, spadaj,
        wstyd, do dupy, gówno
    """,
    "fury": """
        wściekły, wściekła, zły jestem, wkurzony, wkurzona, wkurza, skandal, niedopuszczaln*, nigdy więcej,
        mam dość, mam dosyć, oburzony, oburzona, wkurw*, zdenerwowan*, sfrustrowan*
    """,
    "bad": """
        nie działa, nie pomaga, rozczarowan*, źle, błąd, znowu, trzeci raz, wciąż czekam, nadal nie,
        nie rozumiesz, niezadowolon*
    """,
    "curse": "kurwa, cholera, cholerny, cholerna, do diabła, pieprzon*, jebany",
    "distress": """
        samobójstwo, zabić się, zabiję się, chcę umrzeć, zrobić sobie krzywdę, nie chcę żyć,
        w niebezpieczeństwie
    """,
    "you": "jesteś, jesteście, ty, wy, wasz, wasza",
    "very": "bardzo, taki, tak, naprawdę, to, totalnie",
    "not": "nie, nigdy",
    "joy": "dziękuję, dzięki, super, świetnie",
}

POLISH: Final = Language("pl", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
