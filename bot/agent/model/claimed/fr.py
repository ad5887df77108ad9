"""How French says that something was done, as patterns for claims.py, and what takes it back."""

from typing import Final

_DONE: Final = (
    r"(?:annulée?s?|remboursée?s?|réservée?s?|traitée?s?|modifiée?s?|changée?s?(?! d[e'’])|créée?s?|"
    r"(?:r?en)voyée?s?|supprimée?s?|ajoutée?s?|créditée?s?|réinitialisée?s?|commandée?s?|activée?s?|désactivée?s?|"
    r"échangée?s?|prolongée?s?|corrigée?s?|résiliée?s?|mis(?:e|es)? à jour|bloquée?s?|débloquée?s?|procédé|"
    r"émis(?:e|es)?|enregistrée?s?|programmée?s?|planifiée?s?|reportée?s?|déplacée?s?|initiée?s?|"
    r"appliquée?s?|versée?s?|restituée?s?|fermée?s?|générée?s?|transférée?s?)"
)
_MADE: Final = r"(?:effectuée?s?|réalisée?s?|lancée?s?)"
"""What was made must be named: a search of pages is made as well."""
_FAIT: Final = (
    r"fait (?:le (?:nécessaire|changement|remboursement|virement)|la (?:modification|demande|réservation)|"
    r"les (?:changements|modifications)|l['’]annulation)"
)
_DO: Final = (
    r"(?:annuler|rembourser|réserver|traiter|modifier|changer|(?:r?en)voyer|créer|supprimer|ajouter|créditer|"
    r"réinitialiser|commander|activer|désactiver|échanger|prolonger|corriger|résilier|mettre à jour|bloquer|"
    r"débloquer|procéder|émettre|enregistrer|programmer|planifier|reporter|déplacer|initier|appliquer|"
    r"verser|restituer|fermer|générer|transférer)"
)
_IT: Final = r"(?= (?:(?:le|la|les|votre|vos|ce|cette|ces) |l['’])(?!recherche))"
_TO: Final = r"(?:vous |te |t['’])?(?:l['’]|les |lui |leur )?"
_SO: Final = r"(?:(?:bien|déjà|donc|aussi|tout juste) ){0,2}"
_PERFECT: Final = rf"{_SO}(?:{_DONE}|{_MADE}{_IT}|{_FAIT})(?!\w)"
_JUST: Final = (
    r"(?:juste |tout juste |à l['’]instant )?(?:de |d['’])(?:vous |te |t['’]|lui |leur )?"
    rf"(?:le faire|(?:le |la |les |l['’])?{_DO}|(?:effectuer|réaliser|lancer){_IT})\b"
)
_THING: Final = (
    r"\b(?:vo(?:tre|s)|ton|ta|tes|(?:l['’]|(?:le|la|les) )(?:commandes?|remboursements?|annulation|échange|"
    r"réservations?|retours?|demandes?|modifications?|changements?|rendez-vous|abonnement|montant|paiement|"
    r"compte|mot de passe))\b"
)
_UP_TO: Final = (
    r"(?:(?!\b(?:ne|si|s['’]ils?|quand|lorsque|qui|que|qu|jamais|dès|une fois|tant)\b|n['’])[^.!?;\n]){0,80}?"
)

SELF: Final = (
    rf"\bj['’](?:en |y )?ai {_PERFECT}",
    rf"\bje {_TO}ai {_PERFECT}",
    rf"\bje (?:vous |te )?l['’]ai {_SO}(?:fait|{_MADE})(?!\w)",
    rf"\bje viens {_JUST}",
    r"^\W*(?:(?:et )?voilà,? )?c['’]est (?:fait|réglé|chose faite)(?=\s*(?:[,.:;!…–—-]|$))",
)
SOMEBODY: Final = (
    rf"\bnous {_TO}avons {_PERFECT}",
    rf"(?<!['’])\bon {_TO}a {_PERFECT}",
    rf"\bnous venons {_JUST}",
    rf"{_THING}{_UP_TO} (?:a|ont) {_SO}été {_SO}(?:{_DONE}|{_MADE}|faite?s?)(?!\w)",
    rf"\bvous (?:a|ont) {_SO}été {_SO}{_DONE}(?!\w)",
    rf"\b(?:vient|viennent) (?:de |d['’])(?:vous |t['’])?être {_DONE}(?!\w)",
    rf"{_THING}{_UP_TO} (?:est|sont) (?:maintenant|désormais|à présent|bien) (?:bien )?{_DONE}(?!\w)",
)
OPEN: Final = (
    r"si|s['’]ils?|une fois|lorsque|quand|dès|après|tant que|désolée?s? que|regrett(?:e|ons)|comprends|"
    r"semble|dites que|dis que|indiquez que|vérifie[rz]?|assurez|qui(?=\s*$)|ce qui|ce que"
)
