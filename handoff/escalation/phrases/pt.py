"""Portuguese."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
    "talk": """
        falar, conversar, contatar, contactar, bater papo, entrar em contato, entrar em contacto,
        comunicar, fala
    """,
    "transfer": """
        transferir, transfira, transfere, me transfere, me transfira, conectar, conecte, me conecte,
        encaminhar, encaminhe, me passa, me passe, passar, redirecionar, ligue me, passe me, me coloca,
        me coloque, chama, chame
    """,
    "want": """
        quero, queria, gostaria, preciso, desejo, prefiro, me dá, exijo, solicito, quiser, posso, deixa eu,
        como faço, como posso, necessito, procuro, tem como
    """,
    "can": "pode, poderia, há, tem, existe, é possível, podem, algum, alguma, podia",
    "staff": """
        humano, humana, humanos, ser humano, atendente, atendentes, operador, operadora, representante,
        funcionário, funcionária, assistente, consultor, consultora, supervisor, supervisora, gerente,
        colega, colaborador, agente, responsável, assessor, alguém da equipe, quero gente,
        gente de verdade, carne e osso, de carne e osso, atendimento humano, ajuda humana, vendedor,
        técnico, chefe, especialista
    """,
    "someone": "alguém, pessoa, pessoas, outra pessoa",
    "real": "real, verdadeira, verdadeiro, de verdade, viva, reais",
    "bot": """
        bot, robô, robôs, máquina, ia, chatbot, computador, inteligência artificial, robozinho,
        resposta automática, respostas automáticas
    """,
    "unwanted": """
        não quero, não queria, não preciso, cansado de, cansada de, chega de, em vez de, odeio,
        ao invés de, não gosto de, farto de, não é necessário, não desejo, prefiro não, não precisa
    """,
    "not": "não, sem, nunca, nem",
    "department": "recepção, vendas, financeiro, setor, faturamento, ouvidoria",
    "service": """
        atendimento ao cliente, serviço ao cliente, suporte, apoio ao cliente, sac, central de atendimento,
        atendimento
    """,
    "maybe": "me liga, me ligue, me liguem, liguem para mim",
    "act": """
        ajude, ajudar, ler, leia, verificar, verifique, responder, responda, atender, atenda, olhar,
        resolver, olhe, analisar
    """,
    "veto": """
        quantos, quantas, quanto, preço, plano, função, cargo, adicionar, convidar, licença, código,
        contratar, mudar a pessoa, inclui
    """,
    "identity": "você é, és, é um, estou falando, tu és, você é um, estou a falar",
    "mine": "meu, minha, proprietário, senhorio, médico, vizinho, advogado, criador, programador, dono",
    "goods": "dinheiro, pagamento, conta, arquivo, saldo, dados, pix",
    "ignored": """
        recursos humanos, direitos humanos, pessoa de contato, pessoa de contacto, não sei, não entendo,
        não funciona, não ajuda, não entende, não consigo, não está ajudando, não entendeu,
        agente imobiliário, por pessoa, não resolve, não resolveu
    """,
    "past": "falei, já falei, conversei, falado",
    "me": "me, nos, comigo",
    "you": "contigo, com você",
    "else": "outro, outra, mais, competente",
    "filler": """
        com, um, uma, o, a, para, pra, de, do, da, por, favor, que, aqui, agora, já, eu, ao, algum, alguma,
        seu, sua, diretamente, logo, em, no, disponível
    """,
    "courtesy": """
        por favor, olá, oi, obrigado, obrigada, sim, agora, já, bom dia, boa tarde, boa noite, mas, e, pf,
        pfv
    """,
}

_PROMISE: Final = {
    "transferring": """
        vou transferir, vou te transferir, estou transferindo, vou encaminhar, encaminhei, vou passar,
        vou conectar, estou encaminhando, transferindo você, transfiro
    """,
    "staff": """
        atendente, colega, humano, equipe, equipa, pessoa, especialista, consultor, agente, representante,
        alguém, supervisor, técnico, operador
    """,
    "future": "vai, irá, vão, irão",
    "contact": """
        contatar, contactar, entrar em contato, entrar em contacto, ajudar, ligar, responder, atender
    """,
    "will contact": "entrará em contato, responderá, ajudará, ligará, contactará, atenderá",
    "you": "você, te, lhe, o seu pedido, sua solicitação, seu caso, isso",
    "hedge": "pode, posso, poderia, quer, gostaria, não, deseja, infelizmente",
    "condition": "se, caso",
    "but": "mas",
    "done": """
        você será transferido, será contactado, será contatado, foi encaminhado para, será atendido por
    """,
}

_LEGAL: Final = {
    "threat": """
        processar vocês, vou processar, processo judicial, ação judicial, medidas legais,
        medidas judiciais, entrar na justiça, entrar com processo, justiça, denunciar, processar a empresa,
        vou vos processar, tribunal, pequenas causas, ação legal, violação da lgpd, queixa crime,
        reclamação judicial
    """,
    "lawyer": "advogado, advogada, advogados, representante legal",
    "mine": "meu, minha, um, nosso, meus",
    "authority": """
        procon, reclame aqui, anpd, polícia, livro de reclamações, deco, anatel, defesa do consumidor,
        ministério público, banco central
    """,
    "act": """
        denunciar, denúncia, reclamar, reclamação, contato, contatar, vou, acionar, falar, procurar, carta,
        ouvir, queixa, registrar, consultar
    """,
    "veto": "desconto, descontos, modelo, termos, nome, nota fiscal, fatura, artigo, livro",
}

_VALUE: Final = {
    "strong": """
        contrato anual, contrato corporativo, atacado, atacadista, revendedor, revendedores, distribuidor,
        licitação, desconto por volume, para nossa empresa, para a nossa empresa, plano empresarial,
        licença empresarial, grande encomenda, pedido em grande quantidade, franquia, marca branca,
        parceria comercial, acordo quadro, para minha empresa, cliente corporativo
    """,
    "unit": """
        licenças, usuários, utilizadores, funcionários, unidades, lojas, filiais, peças, colaboradores,
        pessoas, escritórios, quartos
    """,
    "buy": """
        orçamento, cotação, comprar, encomendar, precisamos, proposta, preço, queremos, pedido, desconto,
        encomenda
    """,
    "veto": "cancelar, fatura, frete, reembolso, estudante, cupom",
}

_MOOD: Final = {
    "insult": """
        idiota, estúpido, estúpida, burro, burra, imbecil, inútil, merda, cala a boca, cale a boca,
        vai se foder, vai à merda, lixo, golpe, golpistas, ladrões, mentiroso, ridículo, incompetente,
        incompetentes, palhaçada, otário, babaca, feio, horrível, demitido, pior, nojo, chato, vergonha,
        péssimo, péssima
    """,
    "fury": """
        com raiva, furioso, furiosa, irritado, irritada, indignado, indignada, inaceitável, absurdo,
        nunca mais, revoltado, cansei, de saco cheio, puto, puta da vida, frustrado, frustrada, revoltante,
        um absurdo
    """,
    "bad": """
        não funciona, não ajuda, decepcionado, decepcionada, ruim, mal, errado, de novo, terceira vez,
        ainda não, ainda estou esperando, já disse, não entende, insatisfeito, insatisfeita, não resolve
    """,
    "curse": "porra, caralho, merda, puta, droga, inferno, foda",
    "distress": "me matar, suicídio, suicidar, quero morrer, me machucar, em perigo, tirar minha vida",
    "you": "você, tu, vocês, seu, sua, és, te",
    "very": "é, são, muito, tão, um, uma, realmente, que, mais, demais",
    "not": "não, nunca",
    "joy": "obrigado, obrigada, ótimo, feliz, perfeito",
}

PORTUGUESE: Final = Language("pt", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
