"""A small paper in two languages, and what its readers search for: two hundred questions."""

#: name: (language, headline, standfirst, body, topics)
STORIES: dict[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    "ferry": (
        "de",
        "«Die Fähre muss fahren»: Stadtrat beendet zwölf Jahre Streit",
        "Erlenhafen behält seine Fähre und saniert den Ostkai.",
        "Der Hafenplan kostet 48,6 Millionen Euro. Henrike Tamsen sprach von einer Zäsur. "
        "Die Dammbrücke wird nicht gebaut.",
        ("Hafenplan",),
    ),
    "rocket": (
        "de",
        "Südkorea meldet Raketenstart im Norden",
        "Das Verteidigungsministerium in Seoul beobachtete drei Flugkörper.",
        "Beobachter sprechen von einem Atomtest. Von «brüderlicher Pflicht» schreibt die "
        "Zeitung; die brüderliche Pflicht sei ernst gemeint. Kim reiste nach Pjöngjang.",
        ("Südkorea",),
    ),
    "mueller": (
        "de",
        "Müller übernimmt die Stadtwerke",
        "Der Aufsichtsrat wählte den Ingenieur Jürgen Müller einstimmig.",
        "Er folgt auf Käthe Größing, die zwölf Jahre im Amt war. Der Strompreis bleibt stabil.",
        (),
    ),
    "houses": (
        "de",
        "Alte Häuser am Wall werden saniert",
        "Sechs Gebäude aus dem Barock bekommen neue Dächer.",
        "Die Straßen bleiben gesperrt. Das Denkmalamt zahlt ein Drittel der Kosten.",
        (),
    ),
    "organ": (
        "de",
        "Orgel der Marienkirche klingt wieder",
        "Nach drei Jahren sind 2.400 Pfeifen gereinigt.",
        "Der Orgelbauer Leander Vossmer arbeitete mit Zinn und Leder. "
        "Das Konzert am Sonntag ist ausverkauft.",
        ("Musik",),
    ),
    "flood": (
        "de",
        "Hochwasser: Pegelstand der Lommer steigt auf 7,20 Meter",
        "Der Deichverband ruft Freiwillige zu den Sandsäcken.",
        "In Krummort steht das Wasser in den Kellern. Die Feuerwehr pumpt seit Dienstag.",
        ("Wetter",),
    ),
    "school": (
        "de",
        "Grundschüler fahren künftig kostenlos mit dem Bus",
        "Der Kreis zahlt die Schülerbeförderung ab August.",
        "Eltern hatten jahrelang dafür gekämpft. Das Landratsamt rechnet mit 300.000 Euro.",
        (),
    ),
    "shipyard": (
        "de",
        "Werft Dornkamp stellt vierzig Lehrlinge ein",
        "Der Schiffbauer hat Aufträge bis 2031.",
        "Drei Forschungsschiffe sind bestellt. Der Betriebsrat spricht von einer Wende.",
        ("Arbeit",),
    ),
    "lake": (
        "de",
        "Der Salder See ist neun Meter tiefer als gedacht",
        "Forscher vermaßen den Grund mit einem Echolot.",
        "Die Tiefe von 61 Metern überraschte die Universität. Zander leben in der Tiefe nicht.",
        ("Forschung",),
    ),
    "rowing": (
        "de",
        "Erlenhafener Achter gewinnt das Herbstrennen",
        "Die Ruderer siegten mit drei Längen Vorsprung.",
        "Steuermann Ole Brandt lobte die Mannschaft. Im nächsten Jahr wartet die Elbe.",
        ("Sport",),
    ),
    "market": (
        "de",
        "Wochenmarkt zieht auf den Wall",
        "Händler fürchten um ihre Laufkundschaft.",
        "Die Standgebühren sinken für die Dauer der Bauarbeiten um die Hälfte.",
        (),
    ),
    "library": (
        "de",
        "Lesesaal der Bücherei öffnet auch sonntags",
        "Der Versuch läuft bis Ostern.",
        "Zwei Bibliothekarinnen teilen sich den Dienst. Die E-Mail-Adresse bleibt gleich.",
        (),
    ),
    "court": (
        "de",
        "Gericht verurteilt Brandstifter zu fünf Jahren Haft",
        "Der Angeklagte gestand vor dem Landgericht.",
        "Die Staatsanwaltschaft hatte sieben Jahre gefordert. Schöffen und Richter waren einig.",
        (),
    ),
    "train": (
        "de",
        "Lommertalbahn fährt ab Dezember im Halbstundentakt",
        "Zwischen Erlenhafen und Salden kommen neue Züge.",
        "Der Fahrplan gilt zunächst ein Jahr. Pendler nutzen die S-Bahn bis Krummort.",
        ("Bahn",),
    ),
    "opinion": (
        "de",
        "Die Haushaltssperre ist ein Offenbarungseid",
        "Wer spart, muss sagen, woran.",
        "Die Kämmerin Renate Öztürk hat recht: Investitionen dürfen nicht warten.",
        ("Haushalt",),
    ),
    "museum": (
        "de",
        "Museumsschiff kehrt nach Werftaufenthalt zurück",
        "Die «Möwe» bekam neue Planken aus Lärchenholz.",
        "Am Nordsteg warten 200 Schaulustige. Die Seekarten an Bord sind von 1911.",
        ("Museum",),
    ),
    "wind": (
        "de",
        "Neue Windräder für den Höhenzug",
        "Die Genossenschaft plant acht Anlagen.",
        "Anwohner sorgen sich um Schattenwurf. Ein Rotorblatt misst 80 Meter. CO2 wird gespart.",
        ("Energie",),
    ),
    "eel": (
        "de",
        "Aale kehren in die Lommer zurück",
        "Fischereirecht: Angler dürfen sie nicht behalten.",
        "Der Bestand war um neunzig Prozent gesunken. Ärzte warnen vor Ölresten im Äquatorbecken.",
        (),
    ),
    "quay": (
        "en",
        "Survey finds the east quay safe until 2028",
        "Engineers tested the sheet piling below the waterline.",
        "The council's harbour plan assumes repairs next year. Divers took 120 samples.",
        ("Hafenplan",),
    ),
    "visitors": (
        "en",
        "A visitor's guide to the Lommer valley",
        "Ferries, castles and a reading room with a view.",
        "Café Möwe serves eel on Fridays. Bicycles can be hired at the station.",
        (),
    ),
    "night": (
        "en",
        "Summer night ferries return for a trial",
        "Boats will run until half past eleven on weekdays.",
        "Passengers had petitioned the company for years. Fares stay the same.",
        (),
    ),
    "storm": (
        "en",
        "Storm Berta uproots two hundred trees",
        "Firefighters worked through the night.",
        "No one was injured. The regatta was cancelled, the wetlands are flooded.",
        ("Wetter",),
    ),
    "choir": (
        "en",
        "Children's choir wins national prize",
        "Sixty singers from Erlenhafen impressed the jury in Zürich.",
        "Conductor Maeve O'Neill thanked the families. Their studies of baroque music paid off.",
        ("Musik",),
    ),
    "tariff": (
        "en",
        "Dockworkers accept new pay deal",
        "A strike planned for Monday has been called off.",
        "Negotiations took nine weeks. The union spoke of a fair compromise.",
        ("Arbeit",),
    ),
}

#: What is asked, by the story that must be among the first five: other forms of its words, names
#: and umlauts as people type them, phrases, either-or, without, compounds, topics.
ASKED = """
rocket: Raketenstarts | Raketenstart | raketenstart norden | Atomtests | Atomtest | Flugkörpern
rocket: flugkoerper | Verteidigungsministeriums | suedkorea | sudkorea | Südkorea | SÜDKOREA
rocket: Suedkoreas | Sudkoreas | Pjoengjang | Pjöngjang | pjongjang | Kim | Seoul
rocket: "brüderliche Pflicht" | "bruederliche pflicht" | „brüderliche Pflicht“
rocket: «brüderliche Pflicht» | “brüderliche Pflicht” | Rakete OR Atomtest | rakete | Raketen
houses: Haus | Häuser | Häusern | haeuser | hauser | Dach | Dächern | Straße | strasse | Strassen
houses: STRASSEN | Gebäuden | "Haus am Wall"
ferry: Fähren | fähre | faehre | FAEHRE | fahre | Stadtrates | Hafenplans | Ostkais | Streits
ferry: Zäsur | zasur | zaesur | Henrike Tamsen | Tamsen | "zwölf Jahre Streit"
ferry: "Die Fähre muss fahren" | 48,6 Millionen | fähre ostkai | ostkai fähre
ferry: Fähre der Stadt Erlenhafen | fähre -seoul
organ: Pfeife | Orgeln | Konzerte | Orgelbauers | Leander Vossmer | vossmer | 2.400
organ: 2.400 Pfeifen | die Orgel der Kirche | Raketen or Orgel | Kaiser ODER Orgel
flood: Sandsack | Pegelstände | Keller | Feuerwehren | Freiwilliger | Krummort | 7,20
flood: Lommer -Aale | Hochwasser | wasser
shipyard: Lehrling | Forschungsschiff | Aufträgen | auftraege | Dornkamp
lake: Forscherin | Tiefen | Universitäten | universitaet | Salder See | Forschung
rowing: Ruderern | Mannschaften | Längen | Ole Brandt | "drei Längen Vorsprung"
market: Händlern | haendler | handler | Standgebühr | Bauarbeit | Wall -"neue Dächer"
library: Büchereien | buecherei | bucherei | Bibliothekarin | E-Mail | E-Mail-Adresse
court: Richtern | Schöffe | schoeffen | Brandstiftern | Gericht Haft Staatsanwaltschaft
train: Zug | Zügen | zuege | Pendlern | S-Bahn | s bahn | halbstundentakt | talbahn | Bahn
opinion: Investition | Kämmerinnen | kaemmerin | Öztürk | Oeztuerk | ozturk | Haushalt
museum: Planke | Lärchenholzes | Seekarte | Möwe | moewe | 1911 | Museum
wind: Windrad | Windrädern | windraeder | Rotorblatts | Anwohnern | Höhenzugs | CO2 | co2
wind: Energie
eel: Aal | Aalen | Angler | Arzt | Ärzte | aerzte | arzte | Ölreste | oelresten | Äquatorbecken
eel: aequatorbecken
mueller: Muller | Müller | Mueller | MUELLER | Jürgen Müller | juergen mueller | jurgen muller
mueller: Größing | Groessing | grossing | Käthe | kaethe
choir: O'Neill | O’Neill | Neill | Maeve | Zürich | zuerich | zurich | Musik | studies | study
choir: singer | prizes | conductors
quay: "east quay" | 2028 | Kosten für den Hafenplan | surveys | engineer | sample | repair
quay: council's | council | diver
tariff: "called off" | strikes | negotiation | dockworker | unions | compromises
visitors: "reading room with a view" | visitors | castle | bicycle | cafe | Café Möwe
school: 300.000 Euro | bus schüler kostenlos | Schülerbeförderung
storm: Wetter | trees | tree | firefighter | regattas | wetland
night: ferries | passenger petition | petitions
"""
QUERIES = {
    question.strip(): name
    for line in ASKED.strip().splitlines()
    for name, _colon, questions in [line.partition(":")]
    for question in questions.split("|")
}
