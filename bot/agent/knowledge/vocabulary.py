"""Words that say little about what is asked, and words that mean much the same, in four languages.

``EMPTY`` words count nothing. ``PALE`` words are used in any kind of question ("happen", "tell"), so not
finding one of them in the knowledge says little, and finding it says little too. ``KIN`` are groups of
words that customers of any shop or service use for one another; they match at a discount.
"""

from typing import Final

from bot.agent.knowledge.words import listed

EMPTY: Final = listed("""
a about after all also am an and any anymore anything anybody are as at be been being but by can cant
could couldnt cannot did didnt do does doesnt doing don done dont else even ever every for from had has
hasnt have havent having he her here hers him his i if im in into is isnt it its ive ill just lets ll like
ma may maybe me might mine more most must my of oh ok okay on once one only or our ours out over own
please pls plz re really s she should shouldnt so some somebody someone something still such t than that
thats the their them then there these they thing things this those though to too u ur us ve very was wasnt
we well were what whats while whom whose will with won wont would wouldnt ya yeah yes yet you your yours
youre hi hello hey dear thanks thank anyone whether wanna gonna wondering wonder gimme because
tell told right now know want wanted wants need needs needed get getting got help helps hope think thought
see say says idea

aber als auch auf aus bei bin bis bitte da dann das dass dein deine dem den der des dich die dir doch du
ein eine einem einen einer eines er es euch euer eure fur gibt habe haben hallo hat ich ihm ihn ihnen ihr
ihre ihren ist ja jetzt kann kannst konnen konnt mal man mehr mein meine meinem meinen meiner mich mir mit
muss nach nicht noch nur ob oder schon sehr sein seine sich sie sind um und uns unser unsere vom von vor
war welche welchen welcher welches wenn werden wieviel wird woher wohin wurde zu zum zur

ai alors au aux avec avez bonjour ca ce ces cela cet cette d dans de donc elle elles en encore est estce
et etes etre fait faut il ils j je l la le les leur leurs lui mais mes moi mon ne nos notre nous ont ou
oui par pas peut peux plait plus pour puis qu que quel quelle quelles quels quelque qui quoi sa sans se
ses si sont suis sur svp ta te tes toi ton tu un une vos votre vous y c m n

al algo alguien con cual cuales cuantos cuantas del desde e el ella ellos entonces era eres esa ese eso
esta estan estas este esto estos estoy fue ha hace hacer han hasta hay hola las lo los mas mi mis muy nada
ni no nosotros o os para pero por porque porfavor puede puedo pueden quien ser sin sobre son soy su sus
tambien tengo ti tiene tienen todo tus una uno unos usted ustedes yo
""")

PALE: Final = listed("""
when where who how why which much many long check checking assistance assist report reporting issue issues
solve solving inform notify last month months somewhere talk talking name names someone people time
euro euros dollar dollars pound pounds morning evening afternoon weekend able again ago allow already
always another answer anyway apply ask asked away bad before behind best better big bit both bring called
case certain chance choose clear come comes coming correct couple day different does else end enough
exactly example exist explain fact far few find first follow found full general give given go
goes going good great guess happen happened happens hard hear heard instead keep
kind later least leave let like little look looking lot made main make makes making matter maximum
mean means mention might minute moment never next nice no nobody normal normally not
nothing offer often old option other others otherwise person possible probably problem put question
quick quickly quite rather reason recently regarding run same saw seem seems several
side simple since soon sorry sort sound start stay stop stuff sure take takes taking than
through times today together tomorrow tonight took tried trouble try trying turn under understand
until up upon use used using usual usually various via wait waiting way week what went
without work works world year yesterday actually currently guys new plan basically provide customer
customers company info detail details regular possibly arrange happy interested worth supposed

wann wo warum wie wer wieviel quand pourquoi comment combien cuando donde como cuanto cuanta geht gehen
gern gerne gut genau wissen weiss mochte will wollen wollte brauche braucht machen macht mache gemacht
frage fragen hilfe helfen kommen kommt komme gekommen bekomme bekommen lange viel viele etwas nichts alle
alles immer tag tage woche heute morgen gestern eigentlich vielleicht danke guten finde finden sagen neu
neue neuen anders andere anderen wieder moglich lassen lasst tun stelle dort hier dieser diese dieses
diesen zwei ohne gegen durch sollte soll darf durfen

aller vais va aimerais voudrais veux veut vouloir pouvoir savoir sais avoir fais faire besoin aide aider
jour jours temps semaine aujourd hui demain bien bon bonne merci chez tout tous toute toutes autre autres
comme aussi apres avant depuis jamais toujours beaucoup peu tres rien dois doit nouveau nouvelle trouver
dire passe marche

quiero quisiera necesito saber ayuda ayudar pregunta dia dias semana hoy ayer manana tiempo bueno buenos
gracias hago haces puedes podria quiere otra otro otros otras mucho mucha poco antes despues siempre nunca
mismo misma cosa cosas nuevo nueva debo tarda tardan pasa pasar ir voy decir dar posible funciona
""")

KIN: Final = """
parcel package packet box shipment delivery
ship send deliver dispatch mail post postage
arrive come delivered receive
cost price fee charge expensive pay
broken damaged faulty defective defect cracked torn ripped smashed snapped
buy purchase order
bought ordered purchased
store shop branch
phone telephone call ring
mail email
cancel stop undo
change modify edit alter update amend
invoice receipt bill
login signin logon sign log
account registration register signup
password passwort
refund money reimburse reimbursement
return back
exchange swap replace replacement
repair fix mend
wash clean
warranty guarantee
voucher coupon promo discount code
gift present
rent hire borrow rental
installments instalments
paid pay payment
card visa mastercard credit debit
delete erase remove close
track trace where status
late overdue delayed delay
missing lost
hours open opening close closing
bag backpack rucksack pack
cheaper reduced sale discount
size fit
company business corporate firm
abroad international overseas foreign country countries
location address directions
expire valid validity
sent shipped dispatched
job vacancy career hiring
privacy gdpr data
big large bulk
fetch collect pickup pick
crypto cryptocurrency bitcoin
bulky heavy
rejected declined refused failed
smell stink
usa america american states
much cost price
long time period duration
colour color blue green red black white grey yellow
sweater jumper pullover
lieferung versand paket sendung
liefern versenden schicken senden
kosten preis gebuhr
kaputt defekt beschadigt
rechnung quittung beleg
rucksendung retoure ruckgabe zuruckschicken zuruckgeben zuruck
erstattung geld ruckzahlung
umtausch tauschen
laden geschaft filiale
stornieren abbrechen kundigen
livraison expedition envoi colis
prix cout frais tarif
retour renvoyer rendre
remboursement rembourser argent
facture recu
magasin boutique
casse abime defectueux
envio entrega paquete pedido
precio coste costo gastos
devolucion devolver
reembolso dinero
factura recibo
tienda local
roto danado defectuoso
"""
"""One group a line."""
