"""Hindi, in Devanagari and as it is typed in Latin letters."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": "बात, बातचीत, बोलना, संपर्क, चैट, baat, bat karni, baat karna, baat karo, baat karao",
    "transfer": """
        कनेक्ट, जोड़ें, जोड़िए, जोड़ दें, जोड़ो, ट्रांसफर, मिलाओ, मिलाइए, कराओ, कराइए, करवाओ, भेजें, बुलाओ,
        bula, bulao, connect karo, milao, karwao
    """,
    "want": """
        चाहिए, चाहता, चाहती, करनी है, करना है, चाहते, करनी, chahiye, chahta, chahti, karni hai, karna hai,
        मुझे, mujhe
    """,
    "can": "क्या कोई, सकता, सकते, सकती, sakta, sakte, कोई, koi",
    "staff": """
        इंसान, मनुष्य, एजेंट, ऑपरेटर, प्रतिनिधि, कर्मचारी, आदमी, मैनेजर, अधिकारी, कस्टमर केयर एजेंट, सहायक,
        insaan, insan, aadmi, manager se, agent se, सुपरवाइजर, प्रबंधक, मानव
    """,
    "someone": "किसी, व्यक्ति, kisi, vyakti, किसी से, kisi se",
    "real": "असली, जीवित, वास्तविक, asli, सच्चे",
    "bot": "बॉट, रोबोट, मशीन, चैटबॉट, कंप्यूटर, एआई",
    "unwanted": """
        नहीं चाहिए, नहीं चाहता, नहीं चाहती, के बजाय, nahi chahiye, की जगह, नहीं करनी, nahi karni,
        की ज़रूरत नहीं, की जरूरत नहीं, ज़रूरत नहीं, जरूरत नहीं
    """,
    "not": "नहीं, मत, बिना, nahi, nahin, mat",
    "service": "ग्राहक सेवा, कस्टमर केयर, कस्टमर सपोर्ट, customer care se, हेल्पलाइन",
    "maybe": "मुझे कॉल करें, कॉल करो, call karo, mujhe call karo, कॉल बैक",
    "act": "मदद, देखे, पढ़े, जवाब, जांच, madad",
    "veto": "कितने, कितनी, कीमत, प्लान, भूमिका, जोड़ना, लाइसेंस, सुविधा, वेतन, kitne, kitna",
    "identity": "क्या तुम, क्या आप, तुम, आप हैं, kya tum, kya aap",
    "mine": "मकान मालिक, मालिक, डॉक्टर, पड़ोसी, वकील, मेरे, मेरी, मेरा, mere",
    "goods": "पैसे, पैसा, खाता, फाइल, भुगतान, paise",
    "ignored": """
        मानव संसाधन, मानव अधिकार, पता नहीं, समझ नहीं, काम नहीं, मदद नहीं, प्रति व्यक्ति, kaam nahi,
        samajh nahi
    """,
    "past": "बात की थी, बात हुई, कर चुका",
    "you": "तुमसे, आपसे, tumse, aapse",
    "else": "दूसरे, अन्य, और",
    "filler": """
        से, को, के, साथ, एक, कृपया, मुझ, अभी, है, करें, कर, दें, ही, जी, se, ko, ke, sath, ek, kripya,
        abhi, hai, ka, kar, do, की, का, करा, दो, दीजिए, करो
    """,
    "courtesy": "कृपया, नमस्ते, हां, हाँ, धन्यवाद, अभी, जी, kripya, haan, namaste, लेकिन, करें",
}

_PROMISE: Final = {
    "transferring": """
        मैं आपको, आपको जोड़, आपको कनेक्ट, ट्रांसफर कर रहा, ट्रांसफर कर रही, भेज रहा, जोड़ रहा, जोड़ रही,
        कनेक्ट कर रहा, कनेक्ट कर रही
    """,
    "staff": "एजेंट, सहकर्मी, प्रतिनिधि, टीम, इंसान, विशेषज्ञ, कर्मचारी, व्यक्ति",
    "will contact": "संपर्क करेगा, संपर्क करेंगे, मदद करेगा, करेगी, करेगा, करेंगे, संपर्क करेगी",
    "you": "आपसे, आपको, आपकी",
    "hedge": "क्या, सकते, सकता, नहीं",
    "condition": "अगर, यदि",
    "but": "लेकिन",
}

_LEGAL: Final = {
    "threat": """
        मुकदमा, कोर्ट, अदालत, कानूनी कार्रवाई, केस करूंगा, केस करूँगा, क़ानूनी कार्रवाई, कानूनी नोटिस,
        court jaunga, case karunga
    """,
    "lawyer": "वकील, vakil, wakil",
    "mine": "मेरा, मेरे, mera",
    "authority": "उपभोक्ता फोरम, उपभोक्ता अदालत, पुलिस, साइबर सेल, consumer forum, cyber cell, आरबीआई",
    "act": "शिकायत, रिपोर्ट, संपर्क, जाऊंगा, करूंगा, shikayat, बात",
    "veto": "छूट, किताब, बिल",
}

_VALUE: Final = {
    "strong": """
        थोक, बल्क ऑर्डर, सालाना अनुबंध, वार्षिक अनुबंध, टेंडर, निविदा, डीलरशिप, वितरक, फ्रैंचाइज़ी,
        हमारी कंपनी के लिए, thok, dealership
    """,
    "unit": "लाइसेंस, उपयोगकर्ता, कर्मचारी, पीस, शाखाओं, यूनिट, कर्मचारियों",
    "buy": "कोटेशन, खरीदना, ऑर्डर, चाहिए, कीमत",
    "veto": "रद्द, रिफंड, छात्र, डिलीवरी",
}

_MOOD: Final = {
    "insult": """
        बेवकूफ, बेवकूफ़, मूर्ख, गधा, गधे, बेकार, कमीने, कुत्ते, चुप, धोखेबाज, चोर, झूठे, घटिया, बकवास,
        निकम्मे, bewakoof, bewkoof, pagal, bekar, bakwas, ghatiya, kutte, kamine, gadha, chutiya,
        सबसे खराब, fraud company
    """,
    "fury": """
        गुस्सा, नाराज, तंग आ, परेशान, बर्दाश्त, gussa, pareshan, naraz, tang aa gaya, अस्वीकार्य, शर्मनाक
    """,
    "bad": "काम नहीं, मदद नहीं, गलत, फिर से, अभी तक, निराश, समझ नहीं, खराब, kharab, galat, kaam nahi",
    "curse": "साला, साले, भाड़, saala, madarchod, bhenchod",
    "distress": "आत्महत्या, खुदकुशी, मर जाना, मरना चाहता, मरना चाहती, जान दे, खतरे में",
    "you": "तुम, आप, तू, tum, aap, tu, log",
    "very": "बहुत, बिल्कुल, एक, bahut, bilkul, hai, हो, हैं",
    "not": "नहीं, nahi",
    "joy": "धन्यवाद, शुक्रिया, खुश, dhanyavad",
}

HINDI: Final = Language("hi", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
