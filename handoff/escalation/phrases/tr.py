"""Turkish."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        konuşmak, görüşmek, konuşabilir, görüşebilir, konuşayım, görüşeyim, iletişime geçmek, sohbet,
        konuşalım, konuşma, yazışmak, ulaşmak, ulaşabilir, görüşme, konuşacağım, konusabilir
    """,
    "transfer": """
        bağla, bağlar, bağlayın, bağlayabilir, bağlanmak, aktar, aktarın, aktarır, yönlendir, yönlendirin,
        bağlan, yönlendirir, ver, verin, çağır, çağırın, bağlanabilir, bağlarmısınız, aktarabilir
    """,
    "want": """
        istiyorum, isterim, istiyom, lazım, gerek, ihtiyacım, rica ediyorum, istedim, talep ediyorum,
        tercih ederim
    """,
    "can": "var mı, varmı, mümkün mü, olur mu, mısınız, misiniz, olabilir mi",
    "staff": """
        insan*, temsilci*, müşteri temsilci*, yetkili*, operatör*, çalışan*, danışman*, görevli*, müdür*,
        yönetici*, uzman*, sorumlu*, personel*, canlı destek, ajan*, canlı desteğe
    """,
    "someone": "biri, birisi, biriyle, birisiyle, kişi, kişiyle, birine, birisine, kimse",
    "real": "gerçek, canlı, hakiki",
    "bot": "bot, bota, botla, robot*, makine*, yapay zeka*, bilgisayar*, otomatik*, chatbot*",
    "unwanted": """
        istemiyorum, bıktım, yerine, istemem, gerek yok, değil de, usandım, sıkıldım, istemiyom, gerekmez
    """,
    "not": "değil, hayır, olmadan, etmeyin, bağlamayın, aktarmayın, bağlama, aktarma",
    "department": "resepsiyon, departman*",
    "service": "müşteri hizmetleri, müşteri hizmetlerine, müşteri hizmetleriyle, destek, çağrı merkezi",
    "maybe": "beni arayın, beni ara, geri arayın",
    "act": "yardım, baksın, okusun, yardımcı, cevap, ilgilensin, bakabilir",
    "veto": "kaç, fiyat*, plan*, rol*, özellik*, ekle*, davet*, lisans*, ücret*, kişilik, maaş*",
    "identity": "sen, siz misiniz, misin, mısın",
    "mine": "ev sahibi*, doktor*, komşu*, avukat*, ev sahibimle",
    "goods": "para, parayı, dosya, hesap, ödeme",
    "ignored": """
        insan kaynakları, insan hakları, bilmiyorum, anlamıyorum, çalışmıyor, yardımcı olmuyor, kişi başı,
        anlamıyorsun
    """,
    "past": "konuştum, görüştüm, konuşmuştum",
    "me": "beni, bana, bizi",
    "you": "seninle, sizinle",
    "else": "başka, farklı, bir başkası, başkası",
    "filler": """
        bir, ile, lütfen, hemen, artık, ben, şimdi, e, mi, mı, mu, miyim, mıyım, müyüm, acil, direkt,
        olarak, tane, bi, muyum
    """,
    "courtesy": "lütfen, merhaba, selam, teşekkürler, evet, hemen, şimdi, tamam, acil, hayır, ama",
}

_PROMISE: Final = {
    "transferring": """
        aktarıyorum, bağlıyorum, yönlendiriyorum, ileteceğim, aktaracağım, bağlayacağım, ilettim,
        yönlendireceğim, iletiyorum
    """,
    "staff": """
        temsilci*, yetkili*, çalışan*, ekip*, ekibimiz*, insan*, uzman*, danışman*, arkadaş*, birisi, biri
    """,
    "will contact": """
        iletişime geçecek, arayacak, yardımcı olacak, ulaşacak, dönüş yapacak, geçecektir, arayacaktır,
        olacaktır
    """,
    "you": "sizi, seni, size, talebinizi, sizinle",
    "hedge": "ister, değil, mı, mi, misiniz, edebilirsiniz, maalesef, mısınız",
    "condition": "eğer, isterseniz, istersen",
    "but": "ama, fakat",
}

_LEGAL: Final = {
    "threat": """
        dava, dava açacağım, mahkeme*, yasal işlem*, hukuki*, suç duyurusu*, savcılık*, savcılığa,
        kvkk ihlali, icra*, tazminat davası
    """,
    "lawyer": "avukat*",
    "mine": "benim",
    "authority": """
        tüketici hakem heyeti*, tüketici mahkemesi*, polis*, btk, şikayetvar*, tüketici hakları*, kvkk
    """,
    "act": "şikayet*, başvur*, gideceğim, görüş*, arayacak, konuş*, bildireceğim",
    "veto": "indirim*, şablon*, isim, fatura*, kitap",
}

_VALUE: Final = {
    "strong": """
        toptan*, toplu sipariş*, toplu alım*, yıllık sözleşme*, çerçeve sözleşme*, bayi*, bayilik*, ihale*,
        kurumsal*, şirketimiz için, şirket için, franchise*, hacim indirimi, iş birliği, işbirliği
    """,
    "unit": "lisans, kullanıcı, çalışan, adet, şube, kişi, personel, cihaz, mağaza",
    "buy": "teklif, fiyat, almak, sipariş, ihtiyacımız, satın, istiyoruz, fiyatı",
    "veto": "iptal, fatura, kargo, iade, öğrenci",
}

_MOOD: Final = {
    "insult": """
        aptal*, salak*, gerizekalı*, geri zekalı*, beceriksiz*, işe yaramaz*, kapa çeneni, defol*, siktir*,
        dolandırıcı*, yalancı*, rezalet*, berbat*, iğrenç*, saçmalık*, saçma, şerefsiz*, kovuldun, çirkin,
        ahmak*, en kötü
    """,
    "fury": """
        kızgın*, sinirli*, sinirlendim, öfkeli*, bıktım, yeter, kabul edilemez, bir daha asla, çıldır*,
        delir*, sinir*, rezil*, deli ediyor
    """,
    "bad": """
        çalışmıyor, yardımcı olmuyor, kötü, yanlış, yine, hala, üçüncü kez, anlamıyorsun, memnun değilim,
        memnun kalmadım, hayal kırıklığı
    """,
    "curse": "lanet, kahretsin, amk, siktiğimin, allah kahretsin",
    "distress": """
        intihar*, kendimi öldür*, ölmek istiyorum, kendime zarar, tehlikedeyim, yaşamak istemiyorum
    """,
    "you": "sen, siz, sizin, senin",
    "very": "çok, tam, bir, ne, kadar",
    "not": "değil, hiç",
    "joy": "teşekkürler, süper, mutlu, harika",
}

TURKISH: Final = Language("tr", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
