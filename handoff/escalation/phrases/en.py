"""English."""

from typing import Final

from handoff.escalation.phrases.language import Language

_REQUEST: Final = {
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
        cat person, dog person, missing person, cat or dog person, do not know, dont know, dont understand,
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

_PROMISE: Final = {
    "self": """
        i will, ill, i am, im, i have, ive, we will, well, we are, were, we have, weve, let me, i shall,
        im going to, i am going to, allow me to, going to, id be happy to, ill be, ill go ahead and,
        ill now
    """,
    "move": """
        transfer, transferring, transferred, connect, connecting, connected, escalate, escalating,
        escalated
    """,
    "hand": """
        forward, forwarding, forwarded, pass, passing, passed, hand, handing, handed, put, putting,
        redirect, redirecting, refer, referring, referred, get, getting, bring in, bringing in, notify,
        notified, notifying, alert, alerting, alerted, inform, informed, ask, asking, asked, flag, flagged,
        have, arrange, loop in
    """,
    "staff": """
        colleague, colleagues, team, support team, specialist, specialists, agent, human agent, human,
        humans, person, representative, operator, manager, supervisor, someone, somebody, team member,
        member of our team, advisor, adviser, expert, staff, employee, customer service, customer support,
        technician, a member of staff, human colleague, live agent, real person, billing team, sales team,
        one of us
    """,
    "future": "will, shall, is going to, are going to, is about to, should, would, has been asked to",
    "contact": """
        contact, call, reach out, get back, be in touch, get in touch, reply, respond, follow up, help,
        take over, assist, join, take it from here, be with, email, write, answer, look into, take care,
        be joining
    """,
    "you": """
        you, your, this, it, your request, your case, your message, the chat, this conversation,
        your issue
    """,
    "hedge": """
        can, could, may, might, would you like, do you want, want me, should i, shall i, cannot, cant,
        unable, not, wont, dont, never, please contact, you can, unfortunately, wish, able, only, sorry
    """,
    "condition": "if, unless, whether, whenever, in case, once you, when you",
    "but": "but",
    "done": """
        you will be contacted, you will be transferred, you are being transferred, youre being transferred,
        you will be connected, youll be connected, youll be contacted, youll be transferred,
        youre being connected, has been escalated, has been forwarded, has been passed, been escalated to,
        been forwarded to, ive opened a ticket, one moment while i transfer, please hold while i transfer,
        transferring you, connecting you, please hold while i connect, one moment while i connect,
        youll hear from our, our team will, our support team will, we will get back to you,
        well get back to you
    """,
}

_LEGAL: Final = {
    "threat": """
        sue, suing, sued, legal action, legal actions, legal steps, legal proceedings, legal remedies,
        take you to court, taking you to court, see you in court, going to court, go to court,
        to court over, press charges, pressing charges, file charges, criminal complaint, class action,
        small claims, small claims court, legal consequences, legal claim, cease and desist, litigation,
        file a lawsuit, filing a lawsuit, lawsuit against, initiate proceedings, breach of contract claim,
        pursue this legally, statutory rights, letter before action, court proceedings, take this to court,
        taking this to court, take legal, gdpr violation, violation of gdpr, violation of the gdpr,
        breach of gdpr, gdpr breach, data protection violation, gdpr complaint, hold you liable,
        hold you legally, face legal, your legal team will
    """,
    "lawyer": """
        lawyer, lawyers, attorney, attorneys, solicitor, solicitors, barrister, legal counsel, legal team,
        legal representative, law firm, legal advisor, counsel
    """,
    "mine": "my, our, a, an, i have, ive got",
    "authority": """
        trading standards, ombudsman, data protection authority, data protection commissioner, regulator,
        better business bureau, bbb, ftc, federal trade commission, attorney general, consumer protection,
        ico, police, information commissioner, consumer court, consumer forum, authorities, fca,
        financial conduct authority, cfpb, advertising standards, competition authority,
        supervisory authority, consumer affairs, fbi, the press
    """,
    "act": """
        report you, reporting you, report this, reporting this, report your, complain, complaint,
        complaining, file, filing, going to, will, contact, contacting, contacted, hear, hearing, letter,
        involve, involving, speaking to, talk, instructed, advised, hire, hiring, hired, consult,
        consulting, inform, notify, refer, get, calling, call, escalate, taking, take, sending, expect,
        ill report, reported, through
    """,
    "veto": """
        discount, discounts, template, templates, department, article, blog, book, software, student,
        interesting, terms, name, names, course, job, jobs, how do i become, at law template, parking,
        series, movie, badminton, tennis, squash, basketball, food, prepaid, practice management, invoice,
        for lawyers, subscription, do you have, do you offer, sue me, mary sue, discount for
    """,
}

_VALUE: Final = {
    "strong": """
        bulk order, bulk orders, bulk purchase, bulk discount, bulk pricing, volume discount,
        volume discounts, volume pricing, volume licensing, wholesale, wholesaler, white label,
        white labelling, white labeling, on premise, on premises, on prem, framework agreement,
        master service agreement, msa, msas, rfp, rfq, rfi, annual contract, yearly contract, multi year,
        multi year contract, year agreement, year contract, enterprise plan, enterprise licence,
        enterprise license, enterprise pricing, enterprise customers, enterprise agreement,
        enterprise contract, enterprise customer, enterprise deal, site licence, site license, reseller,
        resellers, become a partner, partner program, partnership, business partnership,
        become a distributor, distributorship, dealership, dealer ship, dealer, franchise, become a seller,
        as a seller, as seller, be a seller, seller, seller partner, sell my product, sell my products,
        sell products, retailers, procurement, purchase order, security addendum, security addendums,
        security questionnaire, talk to sales, speak to sales, contact sales, sales team, sales rep,
        sales representative, corporate account, corporate order, corporate rate, corporate gifts,
        company wide, organisation wide, organization wide, roll this out, rollout, custom contract,
        custom pricing, custom quote, contract renewal, renew our contract, renewal of our, group booking,
        business account for our, request for proposal, service level agreement, sla terms,
        vendor onboarding, our procurement, business proposal, key account, for our company,
        for our organisation, our whole company, for our organization, for our bank, for my company,
        for our team of, our entire team, large order
    """,
    "unit": """
        licence, licences, license, licenses, seats, users, units, branches, employees, stores, locations,
        offices, people, pieces, devices, staff, workstations, accounts, agents, subscriptions, pcs,
        computers, laptops, rooms, attendees, guests, copies, items, boxes, pallets, team members, workers,
        students, shops
    """,
    "buy": """
        buy, order, purchase, need, upgrade, quote, quotation, offer, price, pricing, looking for,
        interested, deploy, place, proposal, require, get, estimate, discount, discounts, above, roll
    """,
    "veto": """
        rent a car, error message, free trial, student discount, where is my, track, cancel, refund,
        return, invoice, delivery, arrived, received, points, quote the error, car rental, annual leave,
        tender age, missing, broken, late, password, login
    """,
}

_MOOD: Final = {
    "insult": """
        idiot, idiots, idiotic, stupid, dumb, dumbass, moron, moronic, imbecile, dummy, fool, loser,
        asshole, bitch, bastard, cunt, jerk, trash, garbage, crap, crappy, rubbish, scum, pathetic, lame,
        brainless, clueless, incompetent, useless, worthless, good for nothing, waste of time, waste,
        shut up, shut your mouth, screw you, fuck you, fuck off, piss off, go to hell, stfu, get lost,
        go away, ugly, hideous, terrible, horrible, awful, worst, disgusting, ridiculous, joke, you suck,
        sucks, suck, annoying, irritating, liar, lying, scam, scammers, fraud, thieves, crooks, hate you,
        fired, firing you, fire you, sack you, hopeless, shame on you, a disgrace, laughable, nonsense,
        bullshit, lousy, boring, irrelevant, creepy, evil, rude, crazy, disgrace
    """,
    "fury": """
        angry, furious, mad, livid, outraged, outrageous, unacceptable, infuriated, infuriating, enraged,
        fuming, pissed, pissed off, fed up, sick of this, sick and tired, frustrated, frustrating,
        had enough, enough already, lost my temper, losing my temper, losing my patience, lost my patience,
        maddening, incensed, wrathful, irate, irritated, annoyed, disgusted, appalled, appalling,
        beyond belief, absolutely ridiculous, seething, never again, drives me crazy, driving me crazy,
        driving me nuts, makes me sick, blow a gasket, rage, at my wits end, hate this, hate it,
        displeased, how dare you, upset
    """,
    "bad": """
        not helpful, unhelpful, not helping, doesnt help, doesnt work, not working, disappointed,
        disappointing, bad, poor, wrong, not happy, unhappy, still waiting, still not, no help, not good,
        dissatisfied, slow, fails, unsatisfied, not satisfied, never works, keeps failing, nothing works,
        not what i asked, dont understand me, you dont understand, you do not understand, already told you,
        i already said, again and again, third time, how many times, over and over, for the last time, wtf,
        seriously, are you kidding, kidding me, come on, makes no sense, makes no sense at all,
        not relevant, wasnt relevant, not true, random response, ugh
    """,
    "curse": """
        fuck, fucking, fucked, fucker, shit, shitty, bullshit, damn, goddamn, hell, bloody, arse, ass, wtf
    """,
    "distress": """
        kill myself, killing myself, suicide, suicidal, end my life, want to die, wanna die, hurt myself,
        self harm, harm myself, dont want to live, do not want to live, no reason to live, better off dead,
        being abused, he hits me, im in danger, i am in danger, life in danger, medical emergency,
        overdose
    """,
    "you": """
        you, your, youre, u, ur, ure, this bot, this service, bot, your company, your service,
        your answers
    """,
    "very": """
        so, very, really, absolutely, totally, such, are, a, an, the, is, completely, most, just, how,
        what, such a, too, damn, fucking, extremely, bloody
    """,
    "not": "not, dont, isnt, arent, never, wasnt, no, not that",
    "joy": """
        thanks, thank you, great, love, happy, glad, perfect, awesome, excellent, wonderful, nice,
        good job
    """,
}

ENGLISH: Final = Language("en", _REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
