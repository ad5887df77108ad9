"""English: how people ask for a person."""

from typing import Final

REQUEST: Final = {
    "talk": """
        talk, talking, speak, speaking, chat, chatting, contact, contacting, converse, discuss, tlk, spk,
        reach, reach out, get in touch, get a hold of, get hold of, get ahold of, conversation, spoken to,
        tlak, tospeak, totalk, tochat, tocontact
    """,
    "transfer": """
        transfer, transferring, transferred, connect, connecting, connected, connect to, escalate,
        escalated, escalating, put me through, put me thru, put through, putting me through, pass me, pass,
        forward, forward me, redirect, redirect me, reroute, hand me over, hand me off, hand over,
        hand this over, hand off, route me, switch me, send me, refer me, bring in, loop in, bring me,
        patch me, involve, involving, direct me, link me, move me, hook me up, get me through, assign me
    """,
    "want": """
        want, wanna, need, id like, i would like, would like, id love, would love, let me, lemme, get me,
        give me, gimme, find me, fetch me, get, id prefer, i prefer, would prefer, id rather, i rather,
        would rather, rather, prefer, demand, insist on, request, requesting, looking for, waiting for,
        wait for, i must, have to, has to, gotta, have got to, wish, required, require, i wish to,
        id appreciate, would appreciate, appreciate, asking for, ask for, ask, asked for, trying to,
        try to, where is, can i have, could i have, may i have, can i get, could i get, may i, how do i,
        how can i, how to, i expect, call me a, deal with, dealing with, help from, assistance from,
        answer from, reply from, response from, hear from, call from, refund from, are you able, want to,
        need to, facing issue
    """,
    "can": """
        can, could, may, is there, are there, is ther, isnt there, do you have, have you got, any,
        would it be possible, is it possible, possible, will, would, must, should, please have, have,
        got any, whether
    """,
    "staff": """
        human, humans, human being, human beings, hooman, hoomans, humanoid, humen, agent, agents,
        operator, operators, representative, representatives, rep, reps, advisor, adviser, advisors, csr,
        cs agent, customer service agent, customer service representative, customer service rep,
        customer support agent, support agent, support rep, support person, support representative,
        customer executive, coustmer executive, executive, customer care executive,
        customer service executive, employee, staff member, member of staff, staff, team member,
        supervisor, supervisors, manager, managers, superior, higher up, higher ups, colleague, colleagues,
        coworker, attendant, human agent, live agent, support staff, live chat, live person, live human,
        live representative, live support, live operator, whoever is in charge, whoevers in charge,
        person in charge, someone in charge, somebody in charge, who is in charge, someone with authority,
        someone from your team, somebody from your team, someone on your team, someone from support,
        someone from the team, bank worker, someone from customer service, somebody from support,
        flesh and blood, human assistance, human help, human support, human service, human interaction,
        person of authority, clerk, assistant, consultant, service agent, case worker, account manager,
        real being, support specialist, specialist, homo sapiens, someone human, somebody human,
        someone real, somebody real, someone who is not a bot, real one, actual agent, human operator,
        human representative, technician
    """,
    "someone": """
        person, persons, someone, somebody, sombody, anyone, anybody, people, guy, one of you, some one,
        any one, individual, somone, soneone, ppl, peep, anyone else, folks
    """,
    "real": """
        real, live, living, actual, actually, breathing, genuine, flesh, normal, proper, physical, true,
        legit
    """,
    "bot": """
        bot, bots, robot, robots, chatbot, chatbots, chat bot, machine, machines, computer, ai, automated,
        automated replies, automated system, automated response, automated responses, algorithm, software,
        program, automaton, virtual assistant, artificial intelligence, script, auto reply, auto replies,
        clanker, llm, chatgpt, gpt, recording, answering machine
    """,
    "unwanted": """
        dont want, do not want, dont wanna, dont need, do not need, didnt want, didnt ask for, stop, hate,
        sick of, tired of, fed up with, enough of, done with, no more, refuse to, refuse, wont, will not,
        not going to, dont like, do not like, rather not, prefer not to, would prefer not, quit,
        instead of, dont feel comfortable, not comfortable, cannot stand, cant stand, no bot, no bots,
        no robot, no robots, no ai, no chatbot, no machine, not interested in, would rather not, no need,
        no need to, not necessary, doesnt need to
    """,
    "not": """
        not, dont, do not, doesnt, never, without, wouldnt, neither, nor, shouldnt, avoid, avoiding,
        no transfer, no human, no agent, no operator, no representative, no person, hardly, didnt, against
    """,
    "department": """
        reception, front desk, department, billing, sales, sales team, sales department, accounting,
        accounts team, billing department, billing team, fraud team, support team, it department,
        technical team, complaints department, complaints team, gym, spa, restaurant, concierge,
        housekeeping, room service, your team, the team, retention team, technical support, tech support,
        second level, headquarters
    """,
    "service": """
        customer service, customer services, customer support, customer care, customer assistance,
        costumer service, custumer service, client service, client services, help desk, helpdesk,
        call center, call centre, support, cutomer support, service team, helpline, hotline
    """,
    "call": "call, phone, ring, callback, call back, phone call, a call, telephone",
    "maybe": """
        call me, call me back, callback, request a callback, ring me, phone me, call mi, give me a call,
        give me a ring, arrange a call, schedule a call, human service
    """,
    "act": """
        read, look, check, review, reply, respond, answer, join, help, assist, take over, take this over,
        handle, step in, verify, deal, sort, intervene, see this, look at, look into, take a look, solve,
        fix, explain, investigate, come, jump in, respond to, handles
    """,
    "request": """
        go ahead with the transfer, proceed with the transfer, handoff, handover, hand off please,
        speak to your boss, talk to your boss, let me out of this bot
    """,
    "zero": "0",
    "veto": """
        what time, what hours, opening hours, working hours, mail address, mail to, email to, number to,
        what email, feature, features, functionality, function, how does, how do you, pricing, price,
        prices, cost, licence, license, role, roles, workspace, how many, salary, invite, seat, seats, add,
        remove, create, train, training, hire, hiring, build, building, api, integrate, integration,
        integrations, webhook, code, number of, payslips, permission, permissions, assign, plan, plans,
        do you need, do you want, do you ever, configure, set up, setup, setting up, install, deploy,
        definition, meaning of, become, sell, fit for, console, mbti, about the transfer, transfer fee,
        transfer fees, job, jobs, vacancy, career, careers, apply
    """,
    "identity": """
        are you, r u, ru, are u, you are, youre, ur, u are, you re, am i talking, am i speaking,
        am i chatting, is this, is that, are we, if youre, is it, you a, you human, were you, be human,
        be a human, they are, he is, she is, was a, wouldnt you rather, would not you rather, you were
    """,
    "mine": """
        my, landlord, doctor, wife, husband, mother, father, mom, dad, friend, girlfriend, boyfriend, boss,
        teacher, lawyer, bank manager, estate agent, real estate agent, travel agent, insurance agent, his,
        her, their, hotel, seller, driver, courier, host, owner, vet, my manager, my colleague,
        my colleagues, my boss, tenant, neighbour, neighbor, programmer, developer, developers, creator,
        creators
    """,
    "goods": """
        money, funds, payment, payments, ownership, file, files, account, transaction, transactions, data,
        paycheck, credits, points, balance, domain, ticket, tickets, booking, reservation, subscription,
        package, parcel, order, device, phone number, contacts, per, limit, limits, call history
    """,
    "ignored": """
        human resources, human resource, human rights, human error, human readable, human trafficking,
        human nature, human body, human consumption, human hair, user agent, free agent, secret agent,
        agent code, agent id, agent number, operator code, operator precedence, operator id, tour operator,
        boolean operator, in person, per person, first person, third person, person to person,
        contact person, contact details, contact information, contact info, contact lens, contact lenses,
        contactless, same person, right person, wrong person, other person, another person, cleaning agent,
        cat person, dog person, missing person, cat or dog person, do not know, dont now, dont kno, dont no,
        donot know, dont know, dont understand,
        do not understand, did not understand, doesnt understand, no idea, not helpful, not helping,
        not help, does not help, doesnt help, not working, doesnt work, does not work, not work,
        not being helpful, not useful, not good, not ready, not able, not solved, not resolved, not sure,
        not answered, not understanding, not understand, not leading anywhere, not answering,
        not the right, dont think, do not think, never said, not enough, doesnt answer, not getting,
        why not, why dont you, why cant, not only, not fair, not satisfied, not happy, dont care,
        not clear, dont get it, if not, dont see, havent received, not received, not arrived, not what i,
        didnt help, didnt work, i know you are, let me know, to be human, assistant manager,
        general manager, password manager, product manager, project manager, file manager, task manager,
        device manager, manager app, virtual agent, talk soon, talk later, talk more, speak soon, talk you,
        talk me through, virtual operator, bank transfer, wire transfer, data transfer, money transfer,
        transfer limit, transfer money, live stream, live streaming, live score, real time, real estate,
        real name, real website, contact email, operator manual, staff discount, employee discount,
        employee number, executive summary, executive room, executive suite, executive lounge,
        chat history, speak english, someone stole, person name, personal assistant, google assistant,
        voice assistant, customer support number, support number, customer service number,
        customer care number, live location, normal price, no problem
    """,
    "past": """
        spoke, talked, chatted, was talking, was speaking, was transferred, was connected, were talking,
        have spoken, had spoken, already spoke, already talked, already spoken, i have ever spoken,
        contacted, ever spoken, last agent, previous agent, have talked, got transferred, being connected,
        spoken
    """,
    "me": """
        me, us, myself, this, my call, this chat, this conversation, the chat, the conversation, my case
    """,
    "you": "you, u, yourself, this thing, ya",
    "else": "else, different, other, another, better, competent, new, different person, qualified",
    "filler": """
        to, too, tto, with, wit, a, an, the, your, one, of, some, at, on, in, it, now, is, be, for, by,
        directly, available, around, here, there, please, just, i, about, from, fucking, bloody, goddamn,
        damn, freaking, so, being, who, that, over, through, pls, plz, using, another, kind, nice
    """,
    "courtesy": """
        please, pls, plz, plse, pleas, hello, hi, hey, hii, ok, okay, yes, yeah, yep, thanks, thank you,
        good morning, good afternoon, good evening, now, asap, immediately, right now, sir, madam, dear,
        no, just, oh, well, um, uh, urgent, urgently, and, but, kindly, already, today, again, meh
    """,
}
