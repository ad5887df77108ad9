"""Spanish."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        hablar, hable, hablo, charlar, chatear, conversar, contactar, comunicarme, comunicar, platicar,
        contactarme, contacte, hablarle, ponerme en contacto, tratar
    """,
    "transfer": """
        transferir, transfiéreme, transfiérame, transfieran, transferirme, pásame, páseme, pasarme,
        pásenme, comuníqueme, comunícame, comuníquenme, conectar, conéctame, conécteme, conectarme,
        conectame, derivar, derivarme, derívame, deríveme, ponme, póngame, ponerme con, pásale, pasame,
        comunicame, redirigir, dirígeme, pongame, escalar, transfiereme
    """,
    "want": """
        quiero, quisiera, necesito, me gustaría, deseo, prefiero, dame, deme, exijo, puedo, déjame, déjeme,
        requiero, solicito, busco, pido, prefería, querría, cómo puedo, ocupo, preciso, quieres
    """,
    "can": """
        puede, podría, podrían, hay, puedo, existe, tienen, tienes, es posible, pueden, habrá, alguna,
        algún
    """,
    "staff": """
        humano, humana, humanos, ser humano, agente, agentes, asesor, asesora, asesores, operador,
        operadora, representante, empleado, empleada, ejecutivo, ejecutiva, supervisor, supervisora,
        encargado, encargada, gerente, jefe, colega, un compañero, una compañera, persona real,
        teleoperador, alguien de su equipo, ayuda humana, alguien de verdad, carne y hueso,
        de carne y hueso, responsable, alguien real, persona de verdad, asistente, gestor, técnico,
        alguien del equipo
    """,
    "someone": "alguien, persona, personas, gente, otra persona, alguna persona",
    "real": "real, reales, verdadero, verdadera, de verdad, viva, física",
    "bot": """
        bot, robot, robots, máquina, máquinas, ia, chatbot, contestador, ordenador,
        inteligencia artificial, respuestas automáticas, computadora, bots, maquinita, contestadora
    """,
    "unwanted": """
        no quiero, no quería, no necesito, no deseo, harto de, harta de, odio, cansado de, cansada de,
        en vez de, en lugar de, no más, basta de, no hace falta, deja de, prefiero no, no es necesario,
        no me gusta, paso de, nada de
    """,
    "not": "no me, no le, no nos, no te, sin, nunca, ni, no, tampoco",
    "department": "recepción, ventas, facturación, departamento, departamento técnico, reclamaciones",
    "service": """
        servicio al cliente, atención al cliente, soporte, servicio de atención, centro de atención,
        soporte técnico, atención a clientes
    """,
    "maybe": "llámame, llámenme, llámeme, me pueden llamar, que me llamen, devuélvanme la llamada",
    "act": """
        ayude, ayudar, lea, leer, revise, revisar, responda, responder, atienda, atender, mire, mirar,
        intervenir, conteste, contestar, encargue, resuelva
    """,
    "veto": """
        cuántos, cuántas, cuanto, precio, precios, plan, función, rol, añadir, agregar, invitar, licencia,
        código, contratar, cambiar la persona, integrar, incluye, empleo
    """,
    "identity": """
        eres, eres un, es usted, estoy hablando, tú eres, usted es, es esto, si eres, tu jefe, tu creador
    """,
    "mine": """
        mi, mis, casero, propietario, médico, vecino, abogado, creador, creadores, programador,
        desarrollador, dueño, arrendador
    """,
    "goods": "dinero, fondos, pago, cuenta, archivo, saldo, datos",
    "ignored": """
        recursos humanos, derechos humanos, cuerpo humano, agente inmobiliario, agente de viajes,
        persona de contacto, no sé, no entiendo, no entiendes, no me ayuda, no funciona, no sirve,
        no ayuda, no me sirve, no puedo, por persona, no me entiendes, no entiende, no sé cómo,
        no me ayudas
    """,
    "past": "hablé, ya hablé, hablado, contacté, hablaron, pasaron, comuniqué",
    "me": "me, nos",
    "you": "contigo, usted, ti",
    "else": "otro, otra, más, competente, distinta",
    "filler": """
        con, un, una, el, la, a, al, por, favor, de, del, para, ya, ahora, aquí, algún, alguna, su,
        vuestro, directamente, que, en, los, poder, disponible, ahí, o, le, se
    """,
    "courtesy": """
        por favor, porfavor, porfa, hola, gracias, sí, no, ahora, ya, buenos días, buenas tardes, buenas,
        pero, y, urgente
    """,
}

_PROMISE: Final = {
    "transferring": """
        te transfiero, le transfiero, lo transfiero, te paso, le paso, voy a transferir,
        voy a transferirte, voy a transferirle, te comunico, le comunico, voy a pasar, voy a comunicar,
        te conecto, le conecto, he enviado su solicitud, he escalado, he derivado, le derivo, te derivo,
        lo comunico, la comunico, voy a conectarte, voy a conectarlo
    """,
    "staff": """
        agente, asesor, asesora, compañero, compañera, colega, humano, equipo, persona, representante,
        especialista, experto, supervisor, alguien, operador, técnico, ejecutivo
    """,
    "future": "va a, van a",
    "contact": """
        contactar, contactarte, contactarle, ayudar, llamar, responder, atender, comunicarse, escribir,
        contactarlo, ayudarte, ayudarle
    """,
    "will contact": "contactará, ayudará, llamará, responderá, atenderá, comunicará, escribirá, pondrá",
    "you": "se, te, le, usted, su caso, tu caso, esto, lo",
    "hedge": """
        puede, puedes, puedo, podría, quieres, desea, no, te gustaría, le gustaría, lamentablemente,
        quiere, deseas
    """,
    "condition": "si",
    "but": "pero",
    "done": "será transferido, será contactado, ha sido enviado a nuestro, será atendido por",
}

_LEGAL: Final = {
    "threat": """
        demandar, demandarlos, demanda, demandaré, demandarles, acciones legales, acción legal,
        medidas legales, denunciar, denunciaré, denuncia, denunciarlos, tribunal, tribunales, juicio,
        querella, vía judicial, los demando, los voy a demandar, hoja de reclamaciones, violación del rgpd,
        os denuncio, os voy a denunciar, llevar a juicio
    """,
    "lawyer": "abogado, abogada, abogados, representante legal, asesor legal",
    "mine": "mi, mis, un, nuestro, nuestros, una",
    "authority": """
        consumo, profeco, policía, defensa del consumidor, agencia de protección de datos, aepd, facua,
        ocu, sernac, indecopi, condusef, superintendencia, defensor del pueblo
    """,
    "act": """
        denunciar, denuncia, reclamar, reclamación, queja, contactar, acudir, contactará, voy, poner,
        llamar, consultar, hablar, carta, noticias, avisar, reportar
    """,
    "veto": """
        descuento, descuentos, plantilla, nombre, ejemplo, factura, términos, mucha demanda, alta demanda,
        libro
    """,
}

_VALUE: Final = {
    "strong": """
        contrato marco, pedido al por mayor, al por mayor, mayorista, descuento por volumen,
        contrato anual, revendedor, distribuidor, distribuidores, licitación, marca blanca,
        para nuestra empresa, para nuestra organización, licencia empresarial, plan empresarial,
        franquicia, gran pedido, pedido grande, precios al mayoreo, mayoreo, alianza comercial,
        cotización para, renovación del contrato, cliente corporativo
    """,
    "unit": """
        licencias, usuarios, empleados, unidades, sucursales, tiendas, piezas, puestos, trabajadores,
        sedes, personas, equipos, oficinas, habitaciones
    """,
    "buy": """
        presupuesto, cotización, comprar, necesitamos, oferta, precio, queremos, pedido, pedir, descuento,
        contratar
    """,
    "veto": "cancelar, factura, envío, reembolso, estudiante, cupón, perdido",
}

_MOOD: Final = {
    "insult": """
        idiota, estúpido, estúpida, tonto, tonta, imbécil, inútil, inútiles, mierda, cállate, callate,
        cierra la boca, vete a la mierda, pendejo, pendejos, gilipollas, cabrón, puto, puta, basura,
        estafa, estafadores, ladrones, mentiroso, mentirosos, ridículo, patético, incompetente, feo, fea,
        horrible, vete, lárgate, despedido, despedida, despedirte, despedirlo, peor, asco, lerdo, torpe,
        malo, no sirves, no vales, pérdida de tiempo, vergüenza, aburrido, molesto, chatarra, jubílate,
        expulsarte, callarte, silencio, abandonarte
    """,
    "fury": """
        enojado, enojada, furioso, furiosa, enfadado, enfadada, harto, harta, indignado, inaceptable,
        indignante, me cabreas, cabreado, cabreada, molesta, rabia, hasta las narices, nunca más,
        frustrado, frustrada, me enfadas, me irritas, irritado, irritada, hastiado,
        me pones de los nervios, me enojas, encabronado, es el colmo, inadmisible, me rindo
    """,
    "bad": """
        no funciona, no sirve, decepcionado, decepcionada, no me ayuda, no ayuda, mal, mala, pésimo,
        pésima, otra vez, tercera vez, todavía no, sigo esperando, ya te dije, no entiendes, incorrecto,
        mal servicio, no es verdad, no es cierto, respuesta rara, insatisfecho, descontento
    """,
    "curse": "joder, coño, carajo, puta, hostia, maldito, maldita, chingada, mierda",
    "distress": """
        suicidarme, suicidio, matarme, quiero morir, hacerme daño, en peligro, quitarme la vida,
        no quiero vivir
    """,
    "you": "tú, eres, te, usted, son, tu, su, ustedes, sois",
    "very": "muy, tan, un, una, realmente, qué, que, es, más, totalmente, el, la, pero, demasiado",
    "not": "no, nunca, nada",
    "joy": "gracias, genial, contento, feliz, perfecto, excelente",
}

SPANISH: Final = Language("es", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
