"""Indonesian and Malay."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        bicara, berbicara, ngobrol, mengobrol, berbincang, menghubungi, hubungi, chatting, bercakap,
        komunikasi, konsultasi, ngomong, cakap
    """,
    "transfer": """
        sambungkan, hubungkan, alihkan, transferkan, teruskan, pindahkan, panggilkan, bawakan, oper,
        disambungkan, dihubungkan, dialihkan
    """,
    "want": """
        saya ingin, ingin, mau, saya mau, butuh, perlu, saya butuh, aku mau, aku ingin, minta, tolong beri,
        pengen, lebih suka, menginginkan, nak
    """,
    "can": "bisa, bisakah, apakah ada, boleh, ada, apakah bisa, adakah, dapatkah",
    "staff": """
        manusia, agen, operator, petugas, karyawan, staf, perwakilan, cs, orang asli, orang sungguhan,
        orang beneran, admin, manajer, supervisor, atasan, rekan, tim nyata, pegawai,
        customer service asli, konsultan, pengawas
    """,
    "someone": "orang, seseorang, seorang",
    "real": "asli, nyata, sungguhan, sejati, beneran, sebenarnya, hidup, yang nyata",
    "bot": "bot, robot, mesin, ai, chatbot, komputer, kecerdasan buatan, balasan otomatis",
    "unwanted": """
        jangan, tidak mau, tidak ingin, gak mau, nggak mau, ga mau, bosan, bukan, tidak menginginkanmu,
        daripada, tidak perlu, gak perlu, ogah, tak nak, muak
    """,
    "not": "tidak, bukan, tanpa, jangan, gak, nggak, tak",
    "service": "layanan pelanggan, customer service, cs, pusat bantuan, call center, layanan konsumen",
    "maybe": "telepon saya, hubungi saya, telpon saya",
    "act": "membantu, bantu, membaca, memeriksa, cek, menjawab, lihat, tangani, balas",
    "veto": "berapa, harga, paket, peran, tambah, undang, lisensi, fitur, biaya, lowongan, gaji",
    "identity": "apakah kamu, kamu, apakah anda, ini bot, ini robot, anda adalah",
    "mine": "pemilik, pengembang, pencipta, dokter, tetangga, pengacara, bos, pemrograman, anda",
    "goods": "uang, dana, rekening, berkas, saldo, pulsa",
    "ignored": """
        sumber daya manusia, hak asasi manusia, tidak tahu, tidak mengerti, tidak berfungsi,
        tidak membantu, per orang, agen properti, agen perjalanan, tidak bisa, orang tua, orang lain
    """,
    "past": "sudah bicara, berbicara kemarin, sudah menghubungi",
    "me": "saya, aku, kami",
    "you": "denganmu",
    "else": "lain, lainnya",
    "filler": """
        dengan, ke, yang, saja, dong, tolong, sama, langsung, sekarang, kepada, untuk, di, sini, ya, pada,
        itu, seorang
    """,
    "courtesy": """
        tolong, mohon, halo, hai, terima kasih, ya, sekarang, dong, makasih, pak, bu, kak, tapi, segera
    """,
}

_PROMISE: Final = {
    "transferring": """
        saya akan menghubungkan, saya akan menyambungkan, saya akan meneruskan, saya alihkan,
        saya hubungkan, saya sambungkan, saya teruskan, akan saya teruskan, akan saya hubungkan
    """,
    "staff": """
        agen, rekan, tim, petugas, staf, manusia, spesialis, perwakilan, seseorang, customer service,
        kolega
    """,
    "future": "akan, segera",
    "contact": "menghubungi, membantu, membalas, menjawab, menelepon",
    "you": "anda, kamu, permintaan anda, ini",
    "hedge": "bisa, dapat, apakah, tidak, ingin, maaf, mau",
    "condition": "jika, kalau",
    "but": "tapi, namun",
}

_LEGAL: Final = {
    "threat": """
        menuntut, tuntut, gugat, menggugat, pengadilan, jalur hukum, tindakan hukum, somasi, meja hijau,
        langkah hukum, tuntutan hukum, ranah hukum
    """,
    "lawyer": "pengacara, kuasa hukum",
    "mine": "saya, kami",
    "authority": "polisi, ylki, ojk, kepolisian, bpkn, lembaga konsumen",
    "act": "lapor, laporkan, melaporkan, menghubungi, akan, keluhan, mengadu",
    "veto": "diskon, contoh, nama, faktur, buku",
}

_VALUE: Final = {
    "strong": """
        grosir, pesanan besar, pembelian massal, partai besar, kontrak tahunan, perjanjian kerangka,
        tender, menjadi distributor, reseller, keagenan, untuk perusahaan kami, diskon volume, waralaba,
        kerja sama bisnis, pelanggan korporat
    """,
    "unit": "lisensi, pengguna, karyawan, unit, cabang, buah, toko, pcs",
    "buy": "penawaran, membeli, memesan, butuh, harga, beli, pesan",
    "veto": "batal, faktur, pengiriman, pengembalian, mahasiswa",
}

_MOOD: Final = {
    "insult": """
        bodoh, goblok, tolol, idiot, dungu, bego, sampah, tidak berguna, diam, brengsek, bangsat, anjing,
        penipu, pembohong, payah, buruk, buruknya, jelek, menyebalkan, menjengkelkan, mengganggu,
        memecatmu, dipecat, terburuk, parah, pergi sana, kamu tidak bekerja di sini lagi, membosankan
    """,
    "fury": """
        marah, kesal, jengkel, muak, geram, kecewa berat, keterlaluan, tidak bisa diterima,
        tidak akan pernah lagi, emosi, frustrasi, sebal, membuatku kesal
    """,
    "bad": """
        tidak berfungsi, tidak membantu, kecewa, salah, lagi lagi, masih belum, ketiga kalinya,
        tidak mengerti, tidak puas, mengecewakan
    """,
    "curse": "sialan, sial, anjir, bajingan, bangsat, keparat",
    "distress": "bunuh diri, ingin mati, mau mati, menyakiti diri, dalam bahaya, mengakhiri hidup",
    "you": "kamu, anda, kalian, dirimu, mu",
    "very": "sangat, sekali, betapa, paling, banget, adalah, benar benar",
    "not": "tidak, bukan",
    "joy": "terima kasih, senang, bagus, hebat",
}

INDONESIAN: Final = Language("id", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
