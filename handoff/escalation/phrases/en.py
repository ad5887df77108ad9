"""English."""

from typing import Final

from handoff.escalation.phrases.en_request import REQUEST
from handoff.escalation.phrases.language import Language

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
        agents, representatives, specialists, operators, managers, supervisors, advisors, experts,
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
        send a legal notice, sending a legal notice, send you a legal notice, serve you a legal notice,
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
        does not help, did not help, didnt help, not help, does not work, did not work,
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

ENGLISH: Final = Language("en", REQUEST, _PROMISE, _LEGAL, _VALUE, _MOOD)
