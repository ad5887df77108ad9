"""French."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        parler, parle, discuter, discute, chatter, tchatter, contacter, joindre, échanger, converser,
        causer, entrer en contact, avoir au téléphone, communiquer, avoir affaire
    """,
    "transfer": """
        transférer, transférez, transfère, transférez moi, passez moi, passe moi, mettez moi en contact,
        mettez moi en relation, mets moi en contact, mettre en relation, mettre en contact, connectez moi,
        connecte moi, connecter, redirigez moi, dirigez moi, escalader, orientez moi, mis en relation,
        rediriger, basculer, faites venir
    """,
    "want": """
        je veux, veux, voudrais, je voudrais, aimerais, souhaite, j'aimerais, besoin, j'ai besoin,
        il me faut, faut, laissez moi, laisse moi, donnez moi, donne moi, préfère, je préfère, je souhaite,
        je demande, exige, je cherche, je désire, comment
    """,
    "can": """
        puis je, est ce que je peux, peux, peut, pouvez, pourrais je, est il possible, y a t il, y at il,
        avez vous, il y a, existe, pouvons nous, peut on, pourrait, pourriez, possible, puis
    """,
    "staff": """
        humain, humaine, humains, être humain, agent, agents, conseiller, conseillère, conseillers,
        opérateur, opératrice, représentant, représentante, employé, employée, collègue, collègues,
        responsable, superviseur, manager, gérant, directeur, téléconseiller, interlocuteur, aide humaine,
        quelqu'un de votre équipe, chargé de clientèle, quelqu'un de chez vous, assistance humaine,
        vrai conseiller, chair et en os, supérieur, technicien, membre du personnel, quelqu'un de réel,
        assistant
    """,
    "someone": "quelqu'un, personne, une personne, personnes, quelqu un, quelquun, gens, qqn, qqun",
    "real": """
        vrai, vraie, vrais, vraies, réel, réelle, réelles, véritable, physique, vivant, vivante, en chair
    """,
    "bot": """
        bot, robot, robots, machine, ordinateur, ia, chatbot, automate, intelligence artificielle,
        réponses automatiques, répondeur
    """,
    "unwanted": """
        je ne veux pas, ne veux pas, veux pas, veux plus, je ne veux plus, marre de, marre des, assez de,
        pas de bot, pas de robot, pas un robot, pas un bot, pas besoin, plutôt que, au lieu, arrêtez,
        ne souhaite pas, pas à un robot, ras le bol, pas nécessaire, j'en ai marre
    """,
    "not": "ne, pas, sans, jamais, ni, pas besoin de, inutile",
    "department": """
        réception, service technique, service commercial, comptabilité, service facturation,
        service réclamations, accueil
    """,
    "service": """
        service client, service clients, service clientèle, service à la clientèle, support client,
        support, sav, service après vente, le service humain
    """,
    "maybe": "rappelez moi, appelez moi, être rappelé, rappel téléphonique, appelle moi, rappelle moi",
    "act": """
        lire, lise, regarder, vérifier, aider, répondre, répond, aide, prendre en charge, intervenir,
        traiter, examiner, occuper
    """,
    "veto": """
        combien, prix, tarif, rôle, fonction, fonctionnalité, ajouter, inviter, forfait, licence, recruter,
        emploi, code, intégrer, abonnement
    """,
    "identity": """
        es tu, êtes vous, est ce que tu es, est ce un, tu es, vous êtes, t'es, c'est un, je parle à un,
        suis je, ton, votre créateur
    """,
    "mine": """
        mon, ma, mes, propriétaire, bailleur, médecin, voisin, avocat, programmeur, développeur, créateur,
        créateurs, équipe de programmation
    """,
    "goods": "argent, virement, fonds, paiement, fichier, compte, solde",
    "ignored": """
        ressources humaines, droits humains, corps humain, agent immobilier, agent de voyage,
        je ne sais pas, ne comprends pas, ne comprenez pas, n'aide pas, ne fonctionne pas, ne marche pas,
        personne ne, ne m'aide pas, comprends rien, par personne, n'aidez pas, ne sais pas, ça ne
    """,
    "past": "parlé, discuté, contacté, transféré",
    "me": "me, moi, nous",
    "you": "toi, vous",
    "else": "autre, d'autre, compétent, compétente",
    "filler": """
        à, a, un, une, avec, le, la, les, des, de, du, d, en, au, l, s'il vous plaît, svp, bien, ici,
        avoir, que, je, là, vers, par, y, moi, bon, juste, vos, maintenant, directement, tout, qui, j
    """,
    "courtesy": """
        s'il vous plaît, s'il te plaît, svp, stp, bonjour, salut, merci, oui, non, maintenant, bonsoir,
        mais, et, vite
    """,
}

_PROMISE: Final = {
    "transferring": """
        je vous transfère, je vous mets, je vais vous transférer, je vais vous mettre, je te mets,
        je transmets, je vous passe, je vous connecte, je vais transmettre, j'ai transmis, je fais suivre,
        je vous redirige, je vais vous passer, nous transmettons, je te transfère
    """,
    "staff": """
        conseiller, conseillère, collègue, collègues, agent, humain, équipe, personne, responsable,
        spécialiste, expert, opérateur, quelqu'un, service client, représentant, technicien
    """,
    "future": "va, vont",
    "contact": "contacter, répondre, rappeler, aider, prendre en charge, joindre, écrire",
    "will contact": "contactera, répondra, rappellera, aidera, contacteront, prendra, reviendra",
    "you": "vous, te, votre demande, ta demande, cela, le",
    "hedge": """
        pouvez, peux, peut, pouvons, voulez vous, souhaitez vous, pas, ne, n, veux tu, dois je,
        malheureusement, aimeriez vous
    """,
    "condition": "si",
    "but": "mais",
    "done": """
        vous allez être mis en relation, vous allez être transféré, a été transmise à, a été transmis à,
        vous serez contacté, mise en relation en cours
    """,
}

_LEGAL: Final = {
    "threat": """
        porter plainte, plainte contre, poursuivre en justice, poursuites judiciaires, saisir la justice,
        saisir le tribunal, tribunal, action en justice, mise en demeure, procès, en justice, poursuites,
        je porte plainte, dépôt de plainte, voie judiciaire, violation du rgpd, recours juridique,
        prud'hommes, assigner
    """,
    "lawyer": "avocat, avocate, avocats, conseil juridique, huissier",
    "mine": "mon, mes, un, notre, nos",
    "authority": """
        dgccrf, cnil, police, répression des fraudes, que choisir, médiateur, gendarmerie,
        60 millions de consommateurs, association de consommateurs, signal conso
    """,
    "act": """
        signaler, signale, contacter, saisir, saisis, plaindre, prévenir, va, vais, courrier, lettre,
        dénoncer, consulter, informer, alerter, contactera, entendre
    """,
    "veto": "remise, réduction, modèle, exemple, mentions, facture, article, livre, nom, tennis",
}

_VALUE: Final = {
    "strong": """
        contrat cadre, commande en gros, grossiste, remise sur volume, tarif de gros, prix de gros,
        revendeur, revendeurs, appel d'offres, contrat annuel, marque blanche, pour notre entreprise,
        pour notre société, pour notre organisation, licence entreprise, offre entreprise, partenariat,
        franchise, distributeur, grande commande, remise quantitative, contrat pluriannuel, grand compte,
        renouvellement de notre contrat
    """,
    "unit": """
        licences, utilisateurs, employés, unités, sites, magasins, salariés, pièces, collaborateurs,
        postes, exemplaires, agences, personnes, chambres, bureaux
    """,
    "buy": """
        devis, acheter, commander, besoin, offre, tarif, prix, voulons, souhaitons, commande, remise,
        passer
    """,
    "veto": "annuler, facture, livraison, remboursement, étudiant, code promo, perdu",
}

_MOOD: Final = {
    "insult": """
        idiot, idiote, stupide, connard, connasse, débile, nul, nulle, merde, ta gueule, ferme la,
        ferme ta gueule, ferme ta bouche, inutile, incapable, incapables, abruti, crétin, imbécile,
        va te faire foutre, arnaque, arnaqueurs, voleurs, menteur, menteurs, pathétique, pourri, pourrie,
        ridicule, moche, affreux, affreuse, dégage, casse toi, viré, virée, licencie, bon à rien,
        bonne à rien, perte de temps, honte, naze, nase, chiant, chiante, tais toi, bête, la ferme, niais,
        niaise, foutaise, ennuyeux, agaçant, horrible, sers à rien, sert à rien, laid, laide, pire,
        fermer ta gueule, lamentable
    """,
    "fury": """
        furieux, furieuse, en colère, énervé, énervée, ras le bol, marre, j'en ai marre, inadmissible,
        inacceptable, scandaleux, honteux, insupportable, excédé, plus jamais, fais chier, me fait chier,
        énerves, m'énerve, m'énerves, m'agace, m'agaces, indigné, frustré, frustrée, rage, exaspéré, chier
    """,
    "bad": """
        ne marche pas, ne fonctionne pas, déçu, déçue, pas content, mécontent, n'aide pas, mauvais,
        mauvaise, toujours pas, encore une fois, troisième fois, déjà dit, faux, comprends rien, pas vrai,
        rien à voir, pas bon, as que ça, n'importe quoi, pas satisfait
    """,
    "curse": "putain, bordel, merde, fait chier, bon sang",
    "distress": """
        me suicider, suicide, me tuer, envie de mourir, veux mourir, me faire du mal, en danger,
        mettre fin à mes jours
    """,
    "you": "tu, vous, t, ta, votre, vos, tes, cette réponse, toi, te, ton",
    "very": """
        es, est, êtes, vraiment, très, trop, si, un, une, carrément, complètement, tellement, tres, quoi,
        que, le, la
    """,
    "not": "pas, ne, jamais",
    "joy": "merci, super, génial, content, heureux, heureuse, parfait, bravo",
}

FRENCH: Final = Language("fr", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
