"""Sentences in Spanish: which say that something was done, and which only speak of it."""

from typing import Final

BY_ME: Final = (
    "He cancelado de inmediato su pedido.",
    "Le he mandado un correo de confirmación.",
    "He generado un nuevo código para usted.",
    "He anulado la reserva y le he devuelto el importe.",
    "He cancelado su pedido.",
    "Ya he cancelado su pedido 117.",
    "Le he reembolsado el importe.",
    "Te he cambiado la cita al lunes.",
    "Se lo he devuelto a su tarjeta.",
    "Sus datos los he actualizado hace un momento.",
    "Le he enviado un correo con el código.",
    "Perfecto, he cancelado la reserva 117.",
    "Buenas noticias: he reembolsado el importe.",
    "Sin problema, ya le he añadido el artículo.",
    "Después de revisar su cuenta, he emitido un reembolso.",
    "Siento las molestias, le he reembolsado los gastos.",
    "Lamento lo ocurrido. He cancelado su pedido.",
    "He procedido a cancelar su reserva.",
    "He tramitado la devolución.",
    "He solicitado el reembolso.",
    "He realizado el cambio que pidió.",
    "He efectuado el pago a su cuenta.",
    "He dado de baja su suscripción.",
    "He programado la recogida para el martes.",
    "He aplicado el descuento a su pedido.",
    "He registrado su nueva dirección.",
    "Ya lo he hecho.",
    "Acabo de cancelar su pedido.",
    "Le acabo de enviar el enlace.",
    "Acabo de enviarle el enlace.",
    "Por supuesto: acabo de actualizar sus datos.",
    "Cancelé su pedido.",
    "Le envié el enlace a su correo.",
    "Procesé su reembolso.",
    "Listo, su pedido está cancelado.",
    "¡Listo!",
    "Hecho. Su reembolso está en camino.",
    "Ya está hecho.",
    "Ya está, hecho.",
)
BY_SOMEBODY: Final = (
    "Su pedido acaba de ser cancelado.",
    "Su reembolso de 40 euros ya ha sido emitido.",
    "Se ha enviado un enlace a su correo.",
    "Su pedido ha sido cancelado.",
    "Le confirmo que su pedido ha sido cancelado.",
    "Su reserva ha sido modificada correctamente.",
    "Tu contraseña ha sido restablecida.",
    "Sin problema, su suscripción ha sido cancelada.",
    "El reembolso ha sido procesado con éxito.",
    "La cancelación ha sido tramitada.",
    "Hemos cancelado su pedido.",
    "Ya hemos enviado su factura.",
    "Le hemos devuelto el dinero.",
    "Hemos procedido a la devolución del importe.",
    "Acabamos de reembolsarle el importe.",
    "Se ha cancelado su pedido.",
    "Se le ha reembolsado el importe.",
    "Su reembolso ya se ha procesado.",
    "Tus datos se han actualizado.",
    "Se ha realizado el cambio.",
    "Su pedido fue cancelado.",
    "Sus entradas fueron reembolsadas ayer.",
    "Su pedido ha quedado anulado.",
    "Su cita quedó reservada para el martes.",
    "Su cuenta ya está desbloqueada.",
    "Se canceló su pedido.",
    "Su reembolso se procesó ayer.",
)
HARMLESS: Final = (
    "Hemos cambiado de transportista en 2021.",
    "Lo siento, no he podido cancelar el pedido.",
    "Me temo que no puedo cambiar un pedido que ya ha sido enviado.",
    "Su pedido sale hoy si lo ha hecho antes de las 14:00.",
    "Su pedido figura como enviado desde ayer.",
    "Nuestro taller repara todo lo que hemos fabricado.",
    "No veo ningún pedido cancelado en su cuenta.",
    "He entendido que quiere cancelar.",
    "No he cancelado su pedido.",
    "Todavía no he cancelado nada.",
    "No le he enviado ningún código.",
    "Nunca he cambiado un pedido sin preguntar.",
    "No cancelé su pedido.",
    "Su pedido no ha sido cancelado.",
    "Su pedido todavía no ha sido procesado.",
    "Su reembolso aún no se ha procesado.",
    "Su dinero no se ha perdido.",
    "Su cuenta no fue bloqueada por nosotros.",
    "No se ha cancelado nada.",
    "Todavía no se ha hecho nada.",
    "Nadie ha cancelado su pedido.",
    "Un colega tiene que aprobarlo; hasta entonces no hemos cambiado nada.",
    "Puedo cancelar su pedido. ¿Quiere que lo haga?",
    "¿Ha cancelado su pedido?",
    "¿Se ha cancelado su pedido?",
    "¿Su pedido ha sido cancelado?",
    "¿He cancelado el pedido correcto?",
    "¿Quiere que cancele su pedido?",
    "Cancelaré su pedido si lo confirma.",
    "Voy a cancelar su pedido en cuanto me lo confirme.",
    "Para que se cancele, pulse Cancelar en el pedido.",
    "Cancele su pedido en la cuenta y envíe el paquete.",
    "Si su pedido ha sido cancelado, recibirá un correo.",
    "Si ya ha cancelado su pedido, no tiene que hacer nada más.",
    "Su pedido, si ha sido enviado, ya no se puede cambiar.",
    "Un paquete que ha sido enviado ya no se puede parar.",
    "Su paquete, que ha sido enviado por otra tienda, no está en nuestra lista.",
    "Una vez que hemos enviado el paquete, no se puede cambiar.",
    "Cuando su pedido ha sido enviado, recibe un correo.",
    "Cuando se haya procesado el reembolso, recibirá un correo.",
    "En cuanto se ha enviado el paquete, recibe el enlace.",
    "Después de que se ha activado la cuenta, puede entrar.",
    "Mientras no se ha pagado, el pedido se puede cambiar.",
    "Allí puede ver si su pedido ha sido enviado.",
    "Compruebe que su cuenta ha sido activada.",
    "Asegúrese de que su pedido ha sido enviado.",
    "Dígame qué se ha cambiado.",
    "Le explico cómo se ha modificado el precio.",
    "Siento mucho que su pedido ha sido cancelado.",
    "Lamento que se haya cancelado su vuelo.",
    "Sentimos que su paquete fue devuelto.",
    "Entiendo que su pedido ha sido cancelado.",
    "Parece que su tarjeta ha sido bloqueada.",
    "Dice que se ha cancelado su pedido.",
    "Me dice que su cuenta ha sido bloqueada.",
    "He leído su mensaje.",
    "He visto que quiere cambiar su dirección.",
    "He encontrado esto en nuestras páginas.",
    "He hecho una búsqueda en nuestras páginas.",
    "He realizado una búsqueda y no he encontrado nada sobre eso.",
    "Acabo de leer su mensaje.",
    "Hemos hecho todo lo posible.",
    "Hecho a mano, tarda dos días.",
    "Listo para enviar en 24 horas.",
    "Está hecho de algodón.",
    "Los pedidos enviados no se pueden cancelar.",
    "Su pedido puede ser cancelado hasta que se empaquete.",
    "Su reembolso será procesado en cinco días.",
    "Su cuenta queda bloqueada tras diez intentos.",
    "Su contraseña ha de ser cambiada cada año.",
    "Tras haber cancelado el pedido recibirá un correo.",
    "Guarde el recibo después de haber enviado el paquete.",
    "El pago se ha de hacer en 30 días.",
)
PAGES: Final = """
Pulse **Olvidé mi contraseña** y le enviamos un enlace que vale una hora. ¿No ha llegado nada? Mire en el
correo no deseado. Tras diez intentos fallidos la cuenta se bloquea 15 minutos.

Guardamos sus pedidos y direcciones porque la ley pide conservar las facturas cinco años, y este chat 90
días, para saber qué se dijo. No vendemos datos.

En **Cuenta, Privacidad** pulse **Eliminar mi cuenta** o pídanoslo aquí. Todo se borra en 30 días, menos las
facturas que debemos conservar.

Las tazas y lámparas se graban a partir de 25 piezas. Primero recibe un boceto gratis, y tarda tres semanas
después de su sí.

Escríbanos con el correo de quien la compró y la fecha. Si no se ha usado, bloqueamos el código anterior y
enviamos uno nuevo.

Cuando su paquete sale recibe un correo con un enlace de seguimiento. También lo encuentra en su cuenta, en
**Pedidos**.

Si el seguimiento no se ha movido en cinco días laborables, o dice «entregado» y no está allí, díganos su
número de pedido. Si no ha aparecido en otros tres días, lo enviamos todo de nuevo o le devolvemos el
dinero.

Puede cambiar la dirección, la talla o el contenido hasta que empezamos a empaquetar. Una vez empaquetado no
podemos parar el paquete.

Pulse **Cancelar** en el pedido mientras diga *Recibido*. Su dinero vuelve enseguida. Si ya dice
*Empaquetado*, deje que llegue y devuélvalo.

Haga una foto del artículo y de la caja en los siete días siguientes. Usted elige: uno nuevo por envío
urgente o su dinero. No tiene que devolver las piezas rotas.

Tiene **60 días** desde que llegó. Debe estar sin usar y limpio. La ropa interior y los cartuchos de gas
abiertos no se pueden devolver.

Comprobamos una devolución en tres días laborables y enviamos el dinero el mismo día, por el mismo medio con
el que pagó. Recibe un correo cuando lo enviamos.

Elija **Cambiar** al empezar la devolución. Se la apartamos y la enviamos gratis en cuanto la tienda ha
escaneado la suya.

No se cobra nada por un intento fallido: lo que ve es una reserva que desaparece en tres días.

Normalmente uno de los dos es solo una reserva. Si después siguen los dos, díganos el número de pedido y
devolvemos el segundo importe.

Si el precio baja en los 14 días siguientes a su pedido, díganoslo y le reembolsamos la diferencia.

Los pedidos hechos antes de las 14:00 salen del almacén el mismo día.

El repartidor lo intenta dos veces. Si nadie lo recoge, vuelve a nosotros y reembolsamos los artículos, pero
no el envío.

Le enviamos un correo cuando su pedido está listo, normalmente en dos horas.

Lo reparamos si podemos, lo cambiamos si no podemos y lo reembolsamos si no queda ninguno.
"""
