"""How Spanish says that something was done, as patterns for claims.py, and what takes it back."""

from typing import Final

_DONE: Final = (
    r"(?:(?:cancelad|reembolsad|reservad|procesad|actualizad|modificad|enviad|reenviad|cread|eliminad|"
    r"borrad|añadid|agregad|abonad|restablecid|pedid|activad|desactivad|devuelt|tramitad|corregid|anulad|"
    r"bloquead|desbloquead|procedid|emitid|solicitad|programad|reprogramad|aplicad|registrad|gestionad|"
    r"ampliad|cerrad|mandad|generad)[oa]s?|cambiad[oa]s?(?! de\b))"
)
_MADE: Final = r"(?:hech|realizad|efectuad|completad)[oa]s?"
"""What was made must be named: a search of pages is made as well."""
_DO: Final = (
    r"(?:cancelar|reembolsar|reservar|procesar|actualizar|cambiar(?! de\b)|modificar|(?:re)?enviar|crear|"
    r"eliminar|borrar|añadir|agregar|abonar|restablecer|activar|desactivar|devolver|tramitar|corregir|anular|"
    r"bloquear|desbloquear|proceder|emitir|solicitar|(?:re)?programar|aplicar|registrar|gestionar|cerrar|"
    r"mandar|generar)"
)
_DID: Final = (
    r"(?:cancelé|reembolsé|reservé|procesé|actualicé|cambié|modifiqué|(?:re)?envié|eliminé|borré|añadí|"
    r"agregué|aboné|restablecí|activé|desactivé|devolví|tramité|corregí|anulé|bloqueé|desbloqueé|procedí|"
    r"emití|solicité|(?:re)?programé|apliqué|registré|gestioné|cerré)"
)
_WENT: Final = (
    r"(?:canceló|reembolsó|reservó|procesó|actualizó|cambió|modificó|envió|eliminó|borró|añadió|abonó|activó|"
    r"desactivó|devolvió|tramitó|corrigió|anuló|bloqueó|desbloqueó|aplicó|registró|realizó|efectuó|completó)"
)
_IT: Final = r"(?= (?:el|la|los|las|sus?|tus?) (?!búsqueda|consulta))"
_TO: Final = r"(?:(?:me|te|se) )?(?:(?:le|les|te|os|lo|la|los|las) )?"
_SO: Final = r"(?:(?:ya|también|correctamente|debidamente) ){0,2}"
_PERFECT: Final = rf"{_SO}(?:{_DONE}|{_MADE}{_IT}|dado de (?:alta|baja))\b"
_JUST: Final = (
    rf"(?:{_DO}|dar de (?:alta|baja)|(?:hacer|realizar|efectuar|completar)(?:{_IT}|(?=l[oa]s?\b)))"
    r"(?:me|te|le|les|(?:se)?l[oa]s?)?\b"
)
_THING: Final = (
    r"\b(?:sus?|tus?|(?:el|la|los|las) (?:pedidos?|reembolsos?|devolución|devoluciones|cancelación|reservas?|"
    r"solicitud|solicitudes|cambios?|citas?|suscripción|importe|dinero|pago|cuenta|contraseña))\b"
)
_UP_TO: Final = r"(?:(?!\b(?:no|nunca|jamás|tampoco|si|cuando|que|una vez|hasta|mientras)\b)[^.!?;\n]){0,80}?"
_WAS: Final = r"(?:(?:se )?han?(?: sido| quedado)?|fue|fueron|quedó|quedaron|ya están?|acaban? de ser)"

SELF: Final = (
    rf"(?<!\w){_TO}he {_PERFECT}",
    rf"(?<!\w)l[oa]s? he {_SO}{_MADE}\b",
    rf"(?<!\w){_TO}acabo de {_JUST}",
    rf"(?<!\w){_TO}{_DID}(?!\w)",
    r"^\W*(?:ya está[ ,]*)?(?:hecho|listo)(?=\s*(?:[,.:;!…–—-]|$))",
)
SOMEBODY: Final = (
    rf"(?<!\w){_TO}hemos {_PERFECT}",
    rf"(?<!\w){_TO}acabamos de {_JUST}",
    rf"\bse (?:me |te |le |les )?han? {_PERFECT}",
    rf"{_THING}{_UP_TO} {_WAS} {_SO}(?:{_DONE}|{_MADE})\b",
    rf"{_THING}{_UP_TO} se (?:te |le |les )?{_WENT}(?!\w)",
    rf"\bse (?:te |le |les )?{_WENT}(?= (?:sus?|tus?)\b)",
)
OPEN: Final = (
    r"si|cuando|una vez|en cuanto|después|hasta|mientras|qué|cómo|siento(?: mucho)? que|lament(?:o|amos)|"
    r"sentimos(?: mucho)? que|entiendo|comprendo|parece|dices? que|cuentas? que|indicas? que|según|"
    r"compruebe|comprueba|verifi(?:que|ca)|asegúr(?:ese|ate)|(?:no|nunca|jamás|tampoco)(?=\s*$)"
)
