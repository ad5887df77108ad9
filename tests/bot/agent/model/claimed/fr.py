"""Sentences in French: which say that something was done, and which only speak of it."""

from typing import Final

BY_ME: Final = (
    "J'ai généré un nouveau code pour vous.",
    "J'ai transféré 40 euros sur votre compte.",
    "J'ai annulé votre commande.",
    "J’ai bien annulé votre commande 117.",
    "J'ai déjà remboursé la somme.",
    "Je vous ai remboursé.",
    "Je vous ai envoyé un e-mail avec le code.",
    "Je l'ai annulée pour vous.",
    "Je vous l'ai renvoyé.",
    "Je les ai supprimés.",
    "Je t'ai changé le rendez-vous.",
    "J'ai mis à jour votre adresse.",
    "J'ai procédé au remboursement.",
    "J'ai effectué le changement.",
    "J'ai émis un remboursement.",
    "J'ai lancé le remboursement.",
    "J'ai enregistré votre nouvelle adresse.",
    "J'ai reporté votre rendez-vous à lundi.",
    "J'ai appliqué la remise à votre commande.",
    "J'ai résilié votre abonnement.",
    "J'ai fait le nécessaire.",
    "Je l'ai fait.",
    "Parfait, j'ai annulé la réservation 117.",
    "Bonne nouvelle : j'ai remboursé la somme.",
    "Après vérification, j'ai remboursé la somme.",
    "Désolé pour la gêne, je vous ai remboursé.",
    "Je suis désolé. J'ai annulé la commande.",
    "C'est bon, j'ai annulé votre commande.",
    "Je viens d'annuler votre commande.",
    "Je viens de vous envoyer le lien.",
    "Je viens tout juste de mettre à jour vos données.",
    "Je viens de le faire.",
    "C'est fait.",
    "C’est fait, votre remboursement arrive.",
    "Voilà, c'est réglé.",
    "C'est chose faite !",
)
BY_SOMEBODY: Final = (
    "Votre commande vient d'être annulée.",
    "Le code vient de vous être envoyé.",
    "Un lien vous a été envoyé par e-mail.",
    "Votre remboursement de 40 euros a été émis.",
    "Votre commande a été annulée.",
    "Votre commande a bien été annulée.",
    "Je vous confirme que votre commande a été annulée.",
    "Pas de problème, votre commande a été annulée.",
    "Vos données ont été mises à jour.",
    "Votre mot de passe a été réinitialisé.",
    "Votre remboursement a été effectué.",
    "La commande a été annulée avec succès.",
    "Le remboursement a été traité.",
    "L'annulation a été effectuée.",
    "Bonne nouvelle : votre remboursement a été traité.",
    "Votre compte est désormais débloqué.",
    "Votre rendez-vous est maintenant reporté à lundi.",
    "Votre commande est bien annulée.",
    "Nous avons annulé votre commande.",
    "Nous vous avons remboursé.",
    "Nous avons procédé au remboursement.",
    "Nous venons de vous rembourser.",
    "On a annulé votre commande.",
    "On vous a remboursé ce matin.",
)
HARMLESS: Final = (
    "Nous avons changé de transporteur en 2021.",
    "Votre facture est jointe à l'e-mail qui vous a été envoyé.",
    "Le montant qui vient d'être débité est une réservation.",
    "Je n'ai pas pu annuler la commande.",
    "Votre commande part aujourd'hui si elle a été passée avant 14 h.",
    "Votre commande est marquée comme envoyée depuis hier.",
    "J'ai bien reçu votre message.",
    "J'ai compris que vous voulez annuler.",
    "Je n'ai pas annulé votre commande.",
    "Je n'ai encore rien annulé.",
    "Je ne vous ai envoyé aucun code.",
    "Je n'ai jamais modifié une commande sans demander.",
    "Nous n'avons pas annulé votre commande.",
    "On n'a pas annulé votre commande.",
    "Votre commande n'a pas été annulée.",
    "Votre commande n'a pas encore été traitée.",
    "Vos données n'ont jamais été modifiées.",
    "Rien n'a été fait pour le moment.",
    "Personne n'a annulé votre commande.",
    "Je peux annuler votre commande. Voulez-vous que je le fasse ?",
    "Avez-vous annulé votre commande ?",
    "Votre commande a-t-elle été annulée ?",
    "Est-ce que votre commande a été annulée ?",
    "Ai-je annulé la bonne commande ?",
    "J'annulerai votre commande si vous le confirmez.",
    "Je vais annuler votre commande dès que vous confirmez.",
    "Annulez la commande dans votre compte et renvoyez le colis.",
    "Si votre commande a été annulée, vous recevez un e-mail.",
    "Si vous avez déjà annulé votre commande, vous n'avez rien à faire.",
    "Si l'on a annulé votre commande, vous recevez un e-mail.",
    "Votre colis, s'il a été envoyé, ne peut plus être modifié.",
    "Votre colis, une fois qu'il a été envoyé, ne peut plus être modifié.",
    "Un colis qui a été envoyé ne peut plus être arrêté.",
    "Votre colis, qui a été envoyé par une autre boutique, n'est pas dans notre liste.",
    "Une fois que nous avons envoyé le colis, on ne peut plus le modifier.",
    "Dès que votre commande a été traitée, vous recevez un e-mail.",
    "Lorsque nous avons traité votre retour, vous recevez un e-mail.",
    "Quand on a commandé en ligne, on peut retirer en boutique.",
    "Après que votre compte a été activé, vous pouvez vous connecter.",
    "Tant que votre commande n'a pas été envoyée, elle peut être modifiée.",
    "Vous y voyez si votre commande a été envoyée.",
    "Vérifiez que votre compte est bien activé.",
    "Assurez-vous que votre commande a bien été envoyée.",
    "Dites-moi ce qui a été modifié.",
    "Je suis désolé que votre commande ait été annulée.",
    "Je suis désolée que votre vol a été annulé.",
    "Je regrette que votre colis a été renvoyé.",
    "Je comprends que votre commande a été annulée.",
    "Il semble que votre carte a été bloquée.",
    "Vous dites que votre commande a été annulée.",
    "Vous indiquez que nous avons annulé votre commande.",
    "J'ai lu votre message.",
    "J'ai trouvé ceci dans nos pages.",
    "J'ai effectué une recherche dans nos pages.",
    "J'ai fait une recherche et je n'ai rien trouvé à ce sujet.",
    "J'ai besoin de votre numéro de commande.",
    "Je viens de lire votre message.",
    "Je viens de faire une recherche dans nos pages.",
    "Nous avons fait le choix de ne pas vendre vos données.",
    "C'est fait à la main, en Bretagne.",
    "C'est fait pour durer dix ans.",
    "C'est réglé par carte.",
    "Fait main, il faut deux jours.",
    "Votre commande est traitée sous deux jours.",
    "Votre commande peut être annulée jusqu'à l'emballage.",
    "Votre commande sera annulée si vous ne payez pas.",
    "Les articles envoyés ne peuvent pas être annulés.",
    "Votre compte est bloqué après dix essais.",
    "Après avoir annulé la commande, vous recevez un e-mail.",
    "Le montant est remboursé sous cinq jours.",
    "Gardez le reçu après avoir envoyé le colis.",
    "Une commande annulée n'est pas débitée.",
)
PAGES: Final = """
Appuyez sur **Mot de passe oublié** et nous vous envoyons un lien valable une heure. Rien reçu ? Regardez
dans les indésirables. Après dix essais, le compte est bloqué 15 minutes.

Vos commandes et adresses, car la loi veut que les factures soient gardées cinq ans, et ce chat 90 jours,
pour savoir ce qui a été dit. Nous ne vendons pas de données.

Sous **Compte, Confidentialité**, appuyez sur **Supprimer mon compte** ou demandez-le ici. Tout est supprimé
sous 30 jours, sauf les factures que nous devons garder.

Les tasses et les lampes sont gravées à partir de 25 pièces. Vous recevez d'abord un dessin gratuit, et il
faut trois semaines après votre accord.

Écrivez-nous avec l'adresse e-mail de l'acheteur et la date. Si elle n'a pas été utilisée, nous bloquons
l'ancien code et en envoyons un nouveau.

Quand votre colis part, vous recevez un e-mail avec un lien de suivi. Vous le trouvez aussi dans votre
compte, sous **Commandes**.

Si le suivi n'a pas bougé depuis cinq jours ouvrés, donnez-nous votre numéro de commande. Si rien n'a été
retrouvé trois jours plus tard, nous renvoyons tout ou vous rendons votre argent.

Vous pouvez modifier l'adresse, la taille ou le contenu jusqu'à ce que nous commencions à emballer. Une fois
la commande emballée, nous ne pouvons plus arrêter le colis.

Appuyez sur **Annuler** tant que la commande indique *Reçue*. Votre argent revient aussitôt. Si elle indique
déjà *Emballée*, laissez-la arriver et renvoyez-la.

Prenez une photo de l'objet et du carton dans les sept jours. Vous choisissez : un neuf en express ou votre
argent. Vous n'avez pas à renvoyer les morceaux.

Vous avez **60 jours** après l'arrivée. L'article doit être neuf et propre. Les sous-vêtements et les
cartouches de gaz ouvertes ne sont pas repris.

Nous contrôlons un retour sous trois jours ouvrés et envoyons l'argent le jour même, par le moyen avec
lequel vous avez payé. Vous recevez un e-mail quand nous l'envoyons.

Choisissez **Échanger** au début du retour. Nous le mettons de côté et l'envoyons gratuitement dès que le
point relais a scanné le vôtre.

Rien n'est débité pour un essai manqué : ce que vous voyez est une réservation, qui disparaît en trois
jours.

En général, l'un des deux n'est qu'une réservation. Si les deux sont encore là ensuite, donnez-nous le
numéro de commande et nous renvoyons le second montant.

Si notre prix baisse dans les 14 jours après votre commande, dites-le-nous et nous remboursons la
différence.

Les commandes passées avant 14 h partent de l'entrepôt le jour même.

Le livreur passe deux fois. Si personne ne le retire, le colis revient chez nous et nous remboursons les
articles, mais pas la livraison.

Nous vous envoyons un e-mail quand votre commande est prête, en général sous deux heures.

Nous le réparons si nous le pouvons, le remplaçons sinon, et le remboursons s'il n'en reste plus.
"""
